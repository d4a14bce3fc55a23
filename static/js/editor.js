// The Markdown editor: buttons, live preview, picture upload. Without script it is a plain textarea.

const started = new WeakSet();
const wait = 350; // milliseconds after the last input before a preview is requested
const marks = { strong: ["**", "**"], em: ["*", "*"], spoiler: [">!", "!<"], link: ["[", "](https://)"] };

// The cookie first: logging in again in another tab changes the token.
const token = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ??
  document.querySelector("[name=csrfmiddlewaretoken]")?.value ??
  "";

async function post(address, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token() }, redirect: "error" });
  document.dispatchEvent(new CustomEvent("desk:answered", { detail: answer.status }));
  return answer;
}

function insert(area, text) {
  area.focus();
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

// Insert a picture as a paragraph of its own.
function insertAlone(area, text) {
  const [before, after] = [area.value.slice(0, area.selectionStart), area.value.slice(area.selectionEnd)];
  const gap = (side, edge) => (!side.trim() || edge.test(side) ? "" : "\n\n");
  insert(area, gap(before, /\n\s*\n$/) + text + gap(after, /^\n\s*\n/));
}

function start(box) {
  if (started.has(box) || box.closest(".empty-form")) return;
  started.add(box);
  const area = box.querySelector("textarea");
  const preview = box.querySelector(".markdownx-preview");
  box.querySelectorAll("[hidden]").forEach((hidden) => (hidden.hidden = false));
  let asked = 0;
  let timer = 0;

  async function show() {
    const number = ++asked;
    if (!area.value.trim()) return preview.replaceChildren();
    const answer = await post(area.dataset.markdownxUrlsPath, { content: area.value }).catch(() => null);
    const html = answer?.ok ? await answer.text() : null;
    const refusal = answer?.status === 400 ? (await answer.json()).detail : preview.dataset.failed;
    if (number !== asked) return; // a newer request was sent meanwhile
    if (html === null) preview.textContent = refusal;
    else preview.innerHTML = html; // sanitised by the server
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, wait);
  });
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    show();
  });
  seen.observe(box);
}

function press(button) {
  const area = button.closest("[data-markdown]").querySelector("textarea");
  const name = button.dataset.md;
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  if (name === "picture") return ask(area, null);
  if (name === "quote") return insert(area, chosen.replace(/^/gm, "> "));
  const [before, after] = marks[name];
  insert(area, before + chosen + after);
  if (!chosen) area.setSelectionRange(area.selectionEnd - after.length, area.selectionEnd - after.length);
}

// One upload dialog for all editors: the file, and its alternative text or that it is decorative.
const dialog = document.getElementById("picture-dialog");
const part = (name) => dialog.querySelector(`#picture-${name}`);
let target = null;

function ask(area, file) {
  if (!dialog) return;
  target = area;
  dialog.querySelector("form").reset();
  dialog.querySelector("[role=alert]").hidden = true;
  if (file) {
    const files = new DataTransfer();
    files.items.add(file);
    part("file").files = files.files;
  }
  dialog.showModal();
}

async function take() {
  const [file] = part("file").files;
  const values = { alt: part("alt").value, ...(file && { image: file }) };
  if (part("decorative").checked) values.decorative = "on";
  const answer = await post(target.dataset.markdownxUploadUrlsPath, values).catch(() => null);
  const said = (await answer?.json().catch(() => null)) ?? {};
  if (answer?.ok) {
    dialog.close();
    return insertAlone(target, said.code);
  }
  const error = dialog.querySelector("[role=alert]");
  error.textContent = said.detail ?? dialog.dataset.failed;
  error.hidden = false;
}

dialog?.querySelector("[data-insert]").addEventListener("click", take);
// Enter in a field would press the form's only submit button, Cancel.
dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault();
  take();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-md]");
  if (button) press(button);
});
for (const kind of ["drop", "paste"]) {
  document.addEventListener(kind, (event) => {
    const area = event.target.closest?.("[data-markdown] textarea");
    const file = (event.dataTransfer ?? event.clipboardData)?.files?.[0];
    if (!area || !file?.type.startsWith("image/")) return;
    event.preventDefault();
    ask(area, file);
  });
}
document.querySelectorAll("[data-markdown]").forEach(start);
document.addEventListener("formset:added", (event) => event.target.querySelectorAll("[data-markdown]").forEach(start));
