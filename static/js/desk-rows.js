// The inlines of a draft form: move, drag, collapse, count words. Without script, position fields order them.

const form = document.querySelector("form[id$=_form]");
const groups = () => [...document.querySelectorAll(".inline-group.parts")];
const rows = (group) => [...group.querySelectorAll(":scope .inline-related:not(.empty-form)")];
const changed = () => document.dispatchEvent(new CustomEvent("desk:changed"));
const words = (text) => text.trim().split(/\s+/).filter(Boolean).length;

function number(group) {
  rows(group).forEach((row, index, all) => {
    const place = row.querySelector("input.place");
    if (place) place.value = index + 1;
    const label = row.querySelector(".inline_label");
    if (label) label.textContent = index + 1;
    row.querySelector("[data-move=up]")?.toggleAttribute("disabled", index === 0);
    row.querySelector("[data-move=down]")?.toggleAttribute("disabled", index === all.length - 1);
  });
}

function move(row, step) {
  const group = row.closest(".inline-group");
  const all = rows(group);
  const other = all[all.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  number(group);
  changed();
}

// A form with errors shows its rows in the order they were rendered: sort them by their position fields.
function sort(group) {
  const place = (row) => Number(row.querySelector("input.place")?.value || Infinity);
  const all = rows(group);
  const ordered = [...all].sort((one, other) => place(one) - place(other) || all.indexOf(one) - all.indexOf(other));
  ordered.forEach((row, index) => (index ? ordered[index - 1].after(row) : all[0].before(row)));
}

// Show the buttons, which replace the position fields.
function prepare(group) {
  group.classList.add("moves");
  group.querySelectorAll(".part-tools, .fold-all").forEach((tools) => (tools.hidden = false));
  number(group);
  rows(group).forEach(count);
}

function count(row) {
  const said = row.querySelector("[data-words]");
  if (!said) return;
  const total = [...row.querySelectorAll("textarea")].reduce((sum, area) => sum + words(area.value), 0);
  said.textContent = said.dataset.words.replace("%s", total);
  const line = document.querySelector(`[data-words-of="${row.id}"]`);
  if (line) line.textContent = total;
}

function fold(row, isFolded) {
  row.classList.toggle("folded", isFolded);
  const button = row.querySelector("[data-fold]");
  button.setAttribute("aria-expanded", String(!isFolded));
  button.querySelector("[data-said]").textContent = isFolded ? button.dataset.open : button.dataset.fold;
}

// Drag a row by its handle (mouse or touch): it moves to the pointer.
function drag(event) {
  const handle = event.target.closest("[data-drag]");
  if (!handle || event.button) return;
  event.preventDefault();
  const row = handle.closest(".inline-related");
  const group = row.closest(".inline-group");
  row.classList.add("dragged");
  handle.setPointerCapture(event.pointerId);
  const over = (point) => {
    const other = document.elementFromPoint(point.clientX, point.clientY)?.closest(".inline-related:not(.empty-form)");
    if (!other || other === row || other.closest(".inline-group") !== group) return;
    const all = rows(group);
    if (all.indexOf(other) < all.indexOf(row)) other.before(row);
    else other.after(row);
  };
  const end = () => {
    row.classList.remove("dragged");
    handle.removeEventListener("pointermove", over);
    number(group);
    changed();
  };
  handle.addEventListener("pointermove", over);
  handle.addEventListener("lostpointercapture", end, { once: true });
}

groups().forEach((group) => {
  if (rows(group).length) sort(group);
  prepare(group);
});
form?.addEventListener("pointerdown", drag);
form?.addEventListener("input", ({ target }) => {
  if (target.closest(".inline-related")) count(target.closest(".inline-related"));
});
form?.addEventListener("click", (event) => {
  const row = event.target.closest(".inline-related");
  const button = event.target.closest("[data-move], [data-fold], [data-fold-all]");
  if (!button) return;
  if (button.dataset.foldAll) return rows(button.closest(".inline-group")).forEach((one) => fold(one, button.dataset.foldAll === "true"));
  if (!button.dataset.move) return fold(row, !row.classList.contains("folded"));
  move(row, button.dataset.move === "up" ? -1 : 1);
  (button.disabled ? row.querySelector("[data-move]:not([disabled])") : button)?.focus();
});
document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".inline-group.parts .inline-related");
  if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  move(row, event.key === "ArrowUp" ? -1 : 1);
  event.target.focus();
});
document.addEventListener("formset:added", (event) => {
  const group = event.target.closest(".inline-group.parts");
  const fields = group ? [...event.target.querySelectorAll("select, input, textarea")] : [];
  if (group) prepare(group);
  fields.find((field) => field.checkVisibility())?.focus();
  changed();
});
document.addEventListener("formset:removed", () => (groups().forEach(number), changed()));
