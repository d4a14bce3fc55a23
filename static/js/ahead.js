/*
 * Marks the films that the reader has seen, and collapses what is about later
 * films of a franchise they have begun. For convenience only: nothing that is
 * flagged as a spoiler is in the page at all.
 */
const words = document.querySelector("[data-ahead-word]").dataset;
let scoresAsked = false;

const keysOf = (text = "") => text.split(" ").filter(Boolean);

function fold(element, isAhead) {
  const button = element.previousElementSibling?.matches(".ahead") ? element.previousElementSibling : null;
  if (button?.dataset.asked) return;
  element.hidden = isAhead;
  if (!isAhead) button?.remove();
  if (!isAhead || button) return;
  const opener = document.createElement("button");
  Object.assign(opener, { type: "button", className: "ahead", textContent: words.aheadWord });
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", () => {
    opener.dataset.asked = "true";
    element.hidden = !element.hidden;
    opener.setAttribute("aria-expanded", String(!element.hidden));
    opener.textContent = element.hidden ? words.aheadWord : words.foldWord;
  });
  element.before(opener);
}

document.addEventListener("foyer:seen", ({ detail: { seen } }) => {
  for (const element of document.querySelectorAll("[data-ahead]")) {
    const needed = keysOf(element.dataset.ahead);
    const company = keysOf(element.dataset.of ?? element.dataset.ahead);
    fold(element, company.some((key) => seen.has(key)) && !needed.every((key) => seen.has(key)));
  }
  for (const film of document.querySelectorAll("[data-seen]")) {
    const isSeen = keysOf(film.dataset.seen).some((key) => seen.has(key));
    film.classList.toggle("seen", isSeen);
    film.querySelector("[data-seen-word]").textContent = isSeen ? ` · ${words.seenWord}` : "";
  }
  delete document.documentElement.dataset.folding;
  if (scoresAsked) document.documentElement.dataset.scores = "asked";
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-show-scores]")) return;
  scoresAsked = true;
  document.documentElement.dataset.scores = "asked";
});
