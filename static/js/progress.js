/*
 * The reader's progress: the films they have seen, stored in localStorage, and
 * edited in the control on every page. Sent to other scripts as "foyer:seen".
 *
 * Format: { foyer: 1, films: { key: { title, also: [former keys] } }, open, scores }.
 */
const KEPT = "foyer.seen";
const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const control = document.querySelector("[data-progress]");
const form = control.querySelector("form");
const status = control.querySelector("[data-progress-status]");
const said = control.querySelector("[data-progress-said]");
const steps = [...form.querySelectorAll("[name=upto]")].filter((step) => step.value);
const say = (name, value = "") => (status.textContent = status.dataset[name].replace("%s", value));

/* Parse and validate stored or imported progress. Null if it is not in this format. */
function read(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (found?.foyer !== 1 || typeof found.films !== "object" || !found.films) return null;
  const films = {};
  for (const [key, film] of Object.entries(found.films)) {
    if (!KEY.test(key) || typeof film?.title !== "string") continue;
    const also = Array.isArray(film.also) ? film.also.filter((former) => KEY.test(former)) : [];
    films[key] = { title: film.title.slice(0, 400), also };
  }
  return { foyer: 1, films, open: found.open !== false, scores: found.scores !== false };
}

const nothing = () => ({ foyer: 1, films: {}, open: true, scores: true });
let kept = nothing();
function load() {
  try {
    kept = read(localStorage.getItem(KEPT)) ?? nothing();
  } catch {
    // Storage is disabled: progress lasts for this page only.
  }
}

const seen = () => new Set(Object.entries(kept.films).flatMap(([key, film]) => [key, ...film.also]));
const isSeen = (keys) => keys.split(" ").some((key) => seen().has(key));

function mark(input, isNowSeen) {
  const keys = input.value.split(" ");
  for (const [key, film] of Object.entries(kept.films)) {
    if (keys.some((other) => other === key || film.also.includes(other))) delete kept.films[key];
  }
  if (isNowSeen) kept.films[keys[0]] = { title: input.dataset.title, also: keys.slice(1) };
}

function save() {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    say("unkept");
  }
  show();
}

/* The number of films seen from the first one on, without a gap. */
const reached = () => steps.findIndex((step) => !isSeen(step.value)) >>> 0;

function words() {
  const last = steps.slice(0, reached()).at(-1);
  const film = form.elements.film;
  const alone = film && isSeen(film.value) && !steps.slice(0, reached()).some((step) => step.value === film.value);
  const count = Object.keys(kept.films).length;
  const parts = [];
  if (last) parts.push(said.dataset.upto.replace("%s", last.dataset.brief));
  if (alone) parts.push(said.dataset.only.replace("%s", film.dataset.title));
  if (!parts.length) parts.push(count ? said.dataset.some.replace("%s", count) : said.dataset.nothing);
  if (!kept.scores) parts.push(said.dataset.scores);
  return parts.join(" · ");
}

function show() {
  said.textContent = words();
  const at = Math.min(reached(), steps.length);
  for (const step of form.querySelectorAll("[name=upto]")) step.checked = step === (steps[at - 1] ?? form.querySelector("[name=upto]"));
  if (form.elements.film) form.elements.film.checked = isSeen(form.elements.film.value);
  form.elements.open.checked = kept.open;
  form.elements.scores.checked = !kept.scores;
  document.documentElement.dataset.scores = kept.scores ? "on" : "off";
  document.dispatchEvent(new CustomEvent("foyer:seen", { detail: { seen: seen(), open: kept.open, kept } }));
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  status.textContent = "";
  if (target.name === "upto") steps.forEach((step, at) => mark(step, at <= steps.indexOf(target)));
  if (target.name === "film") mark(target, target.checked);
  if (target.name === "open") kept.open = target.checked;
  if (target.name === "scores") kept.scores = !target.checked;
  save();
});
/* Progress was imported or deleted: static/js/progress-file.js. */
document.addEventListener("foyer:keep", ({ detail: { text } }) => {
  const found = read(text);
  if (text && !found) return say("refused");
  kept = found ? { ...found, films: { ...kept.films, ...found.films } } : nothing();
  save();
  if (found) return say("imported", Object.keys(kept.films).length);
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // Storage is disabled.
  }
  say("forgotten");
});
document.addEventListener("foyer:unmark", ({ detail: { key } }) => (delete kept.films[key], save()));
const remembered = form.querySelector("[data-script]");
remembered.addEventListener("toggle", () => import(remembered.dataset.script).then(show), { once: true });
addEventListener("storage", ({ key }) => key === KEPT && (load(), show()));
addEventListener("pageshow", ({ persisted }) => persisted && (load(), show())); // restored from the back/forward cache

load();
control.hidden = false;
addEventListener("DOMContentLoaded", show);
