// The decision page: keyboard shortcuts, quoting the selection in a comment, and the countdown of the undo button.

const single = document.body.classList.contains("single-keys");
const isWriting = (element) => element.closest("input, textarea, select, [contenteditable]");

function press(key) {
  const target = document.querySelector(`[data-key="${key}"]:not([disabled])`);
  if (!target || (target.dataset.asks && !confirm(target.dataset.asks))) return;
  target.click();
}

/* Focus the next (1) or previous (-1) change. */
function go(step) {
  const changes = [...document.querySelectorAll("#moved, .comparison > section:not(.same)")];
  const tops = changes.map((part) => part.getBoundingClientRect().top);
  const next = step > 0 ? tops.findIndex((top) => top > 8) : tops.findLastIndex((top) => top < -8);
  if (next < 0) return;
  changes[next].setAttribute("tabindex", "-1");
  changes[next].focus();
  changes[next].scrollIntoView();
}

document.addEventListener("keydown", (event) => {
  // On layouts where [ and ] need AltGr, browsers report it as Ctrl and Alt.
  const isChord = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  if (!single || isChord || isWriting(event.target)) return;
  if (event.key === "[" || event.key === "]") return go(event.key === "]" ? 1 : -1);
  press(event.key.toLowerCase());
});

/* Quote the text that is selected when "Comment" is opened. */
document.addEventListener("toggle", ({ target: say }) => {
  const quote = say.open && say.querySelector?.("[name=quote]");
  if (!quote) return;
  const place = say.closest(".galley")?.querySelector("[data-place]");
  const chosen = getSelection();
  const isHere = chosen.rangeCount && place?.contains(chosen.getRangeAt(0).commonAncestorContainer);
  quote.value = isHere ? chosen.toString().trim() : "";
  const shown = say.querySelector("[data-quoted]");
  shown.textContent = quote.value;
  shown.hidden = !quote.value;
  say.querySelector("textarea").focus();
}, true);

for (const form of document.querySelectorAll("[data-undo-until]")) {
  const until = Date.parse(form.dataset.undoUntil);
  const button = form.querySelector("button");
  const word = button.firstChild.textContent;
  const tick = setInterval(() => {
    const left = Math.round((until - Date.now()) / 1000);
    button.firstChild.textContent = `${word} (${Math.max(left, 0)} s) `;
    if (left > 0) return;
    clearInterval(tick);
    form.remove();
  }, 1000);
}
