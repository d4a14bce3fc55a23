// The draft form: a kind of section that usually gives something away sets its level, unless the level was chosen.

const form = document.querySelector("form[id$=_form]");
const said = document.querySelector("[data-usual-level-said]");
const levelOf = (kind) => form.elements[kind.name.replace(/-kind$/, "-level")];

// A level that stands there, or was touched, is the author's. One that this script set goes with the kind.
function isOurs(level) {
  return !("touched" in level.dataset) && level.value === (level.dataset.usual ?? "");
}

function follow(kind) {
  const level = levelOf(kind);
  if (!level || !isOurs(level)) return;
  const usual = JSON.parse(kind.dataset.usualLevels)[kind.value] ?? "";
  if (level.value === usual) return;
  level.value = level.dataset.usual = usual;
  level.dispatchEvent(new CustomEvent("change", { bubbles: true })); // for the other scripts
  delete level.dataset.touched;
  if (said) said.textContent = said.dataset.usualLevelSaid.replace("%s", level.selectedOptions[0].text);
}

form?.addEventListener("change", ({ target }) => {
  if (target.matches("[data-usual-levels]")) follow(target);
  else if (target.matches("select[name$=-level]")) target.dataset.touched = "";
});
