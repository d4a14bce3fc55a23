/*
 * The stored progress as a list, its export and import. Loaded by progress.js
 * when a reader first opens that part of the control.
 */
const form = document.querySelector("[data-progress] form");
const list = form.querySelector("[data-seen-list]");
const exported = form.querySelector("[data-export]");
const forget = form.querySelector("[data-forget]");
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
let kept;

function line(key, film) {
  const item = document.createElement("li");
  const title = document.createElement("cite");
  const button = document.createElement("button");
  title.textContent = film.title;
  Object.assign(button, { type: "button", textContent: list.dataset.unmark });
  button.setAttribute("aria-label", `${list.dataset.unmark}: ${film.title}`);
  button.addEventListener("click", () => (tell("foyer:unmark", { key }), exported.focus()));
  item.append(title, " ", button);
  return item;
}

document.addEventListener("foyer:seen", ({ detail }) => {
  kept = detail.kept;
  list.replaceChildren(...Object.entries(kept.films).map(([key, film]) => line(key, film)));
});

exported.addEventListener("click", () => {
  exported.href = `data:application/json,${encodeURIComponent(JSON.stringify(kept, null, 2))}`;
});

form.querySelector("[data-import]").addEventListener("change", async (event) => {
  event.stopPropagation();
  const [file] = event.target.files;
  if (file) tell("foyer:keep", { text: file.size < 1e6 ? (await file.text()) || " " : " " });
  event.target.value = "";
});

/* The first click asks for confirmation, the second one deletes. */
forget.addEventListener("click", () => {
  const isSure = forget.dataset.word !== undefined;
  if (isSure) tell("foyer:keep", { text: "" });
  forget.textContent = isSure ? forget.dataset.word : forget.dataset.sure;
  if (isSure) delete forget.dataset.word;
  else forget.dataset.word = forget.dataset.word ?? forget.dataset.calm;
});
