// The dialog that writes a spoiler mark with its level and films: `>!{ending; of="A Film"} …!<`.

const dialog = document.getElementById("spoiler-dialog");
const whole = /^>!(?:\{((?:"[^"\n]*"|[^{}"\n])*)\} ?)?([\s\S]*)!<$/; // a selection that is one marked passage
let area = null;

const chosen = () => area.value.slice(area.selectionStart, area.selectionEnd);
const boxes = (name) => [...dialog.querySelectorAll(`[name=${name}]`)];
// A slug stands as it is, a title in quotes.
const written = (film) => (/^[0-9a-z_-]+$/.test(film) ? film : `"${film.replaceAll('"', "")}"`);

// Show in the dialog what the braces of the selected passage say.
function fill(inside) {
  const level = inside.split(";")[0].trim().toLowerCase();
  const named = inside.split("of=")[1] ?? "";
  const films = [...named.matchAll(/"([^"\n]*)"|([0-9a-z_-]+)/g)].map((found) => found[1] ?? found[2]);
  for (const box of boxes("spoiler-level")) box.checked = box.value === (inside ? level : "");
  if (!boxes("spoiler-level").some((box) => box.checked)) boxes("spoiler-level")[0].checked = true;
  for (const box of boxes("spoiler-film")) box.checked = films.includes(box.value);
  const known = boxes("spoiler-film").map((box) => box.value);
  dialog.querySelector("#spoiler-other").value = films.filter((film) => !known.includes(film)).join(", ");
}

function ask(button) {
  area = button.closest("[data-markdown]").querySelector("textarea");
  dialog.querySelector("form").reset();
  fill(chosen().match(whole)?.[1] ?? "");
  dialog.showModal();
}

function braces() {
  const level = boxes("spoiler-level").find((box) => box.checked)?.value;
  const others = dialog.querySelector("#spoiler-other").value.split(",").map((film) => film.trim());
  const films = [...boxes("spoiler-film").filter((box) => box.checked).map((box) => box.value), ...others];
  const named = films.filter(Boolean).map(written).join(" ");
  const terms = [level, named && `of=${named}`].filter(Boolean).join("; ");
  return terms && `{${terms}} `;
}

function hide() {
  const text = chosen().match(whole)?.[2] ?? chosen();
  const mark = `>!${braces() || (text.startsWith("{") ? "{} " : "")}`;
  dialog.close();
  area.focus();
  const start = area.selectionStart;
  area.setRangeText(`${mark}${text}!<`, start, area.selectionEnd, "end");
  if (!text) area.setSelectionRange(start + mark.length, start + mark.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-spoiler-of]");
  if (button && dialog) ask(button);
});
dialog?.querySelector("[data-hide]").addEventListener("click", hide);
// Enter in a field would press the form's only submit button, Cancel.
dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault();
  hide();
});
