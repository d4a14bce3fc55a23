/*
 * Opens withheld passages in place: one when its link is clicked, and in one
 * request all those whose films the reader has seen. Without script, and on
 * any failure, the link leads to the review with that passage open.
 *
 * Each history entry stores the passages that the reader opened in it, so the
 * Back button closes them.
 */
const status = document.querySelector("[data-spoiler-status]");
const note = document.querySelector("[data-spoilers-seen]");
const open = new Map(); // id → { part, link, byHand: clicked, ask: request }, the newest last
let count = 0;
let changes = 0; // number of progress changes: a response to an earlier one is ignored

/* Cleared first: a screen reader would not announce the same text again. */
const say = (text) => {
  status.textContent = "";
  setTimeout(() => (status.textContent = text), 50);
};
const byHand = () => [...open].filter(([, passage]) => passage.byHand).map(([id]) => id);
const bySeen = () => [...open].filter(([, passage]) => !passage.byHand).map(([id]) => id);
const remember = (step) => history[step]({ ...history.state, spoilers: byHand() }, "");

/* Fetch passages as elements, by address; empty if the response has none. */
async function load(address) {
  const response = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(8000) });
  if (!response.ok) return new Map();
  const answer = document.createElement("template");
  answer.innerHTML = await response.text(); // sanitised by the server
  const parts = [...answer.content.children].filter((part) => part.matches("[data-of]"));
  return new Map(parts.map((part) => [part.dataset.of, part]));
}

/* The address of a passage if the reader has seen all films that it gives away, else "". */
function askFor(link, seen) {
  const films = (link.dataset.films ?? "").split(" ").filter(Boolean);
  if (link.dataset.shut || !films.length || !films.every((key) => seen.has(key))) return "";
  return link.dataset.spoiler.split("/").at(-2);
}

function put(part, link, ask = "") {
  part.dataset.opened = `${performance.timeOrigin}-${count++}`;
  part.id = link.id; // fragment links to the link now lead here
  link.removeAttribute("aria-busy");
  link.replaceWith(part);
  open.set(part.dataset.opened, { part, link, ask, byHand: !ask });
}

function close(id) {
  const { part, link } = open.get(id);
  for (const [inner, passage] of open) if (part.contains(passage.part)) open.delete(inner);
  const hadFocus = part.contains(document.activeElement);
  part.replaceWith(link);
  if (hadFocus) link.focus();
}

function closeByHand(id) {
  const { byHand: isByHand, link } = open.get(id);
  const isNewest = byHand().at(-1) === id && history.state?.spoilers?.at(-1) === id;
  link.dataset.shut = "true"; // stays closed on this page even if its films are seen
  close(id);
  say(status.dataset.closed);
  tell();
  if (isByHand && isNewest) history.back();
  else remember("replaceState");
}

async function openByHand(link) {
  if (link.getAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const [part] = (await load(link.dataset.spoiler).catch(() => new Map())).values();
  link.removeAttribute("aria-busy"); // the page may be restored from the back/forward cache
  if (!part) return location.assign(link.href);
  part.classList.add("is-new");
  put(part, link);
  remember("pushState");
  part.focus();
  say(status.dataset.opened);
}

/* Show the number of automatically opened passages, with a button to close them. */
function tell() {
  const number = bySeen().length;
  note.hidden = !number;
  if (number) note.querySelector("p").textContent = note.dataset.many.replace("%s", number);
}

document.addEventListener("foyer:seen", async ({ detail }) => {
  const change = ++changes;
  const seen = detail.open ? detail.seen : new Set();
  for (const id of bySeen()) {
    const passage = open.get(id); // none if the passage around it was closed just now
    if (passage && askFor(passage.link, seen) !== passage.ask) close(id);
  }
  tell();
  // A passage may hold others that are still withheld: ask until nothing more opens.
  for (let isMore = true; isMore && change === changes; ) isMore = await openSeen(seen, () => change === changes);
});

/* Open in one request what the reader has seen; whether anything opened. */
async function openSeen(seen, isCurrent) {
  const links = [...document.querySelectorAll("a[data-spoiler]")];
  const asks = new Map(links.map((link) => [link, askFor(link, seen)]).filter(([, ask]) => ask));
  if (!asks.size) return false;
  const parts = await load(`${note.dataset.spoilersSeen}?of=${[...asks.values()]}`).catch(() => new Map());
  if (!isCurrent()) return false;
  const ready = [...asks].filter(([link, ask]) => parts.has(ask) && link.isConnected);
  for (const [link, ask] of ready) put(parts.get(ask), link, ask);
  tell();
  return ready.length > 0;
}

document.addEventListener("click", (event) => {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target.closest("a[data-spoiler]");
  if (link && isPlain && !event.defaultPrevented) {
    event.preventDefault();
    openByHand(link);
  }
  const button = event.target.closest("[data-opened] [data-close]");
  if (button) closeByHand(button.closest("[data-opened]").dataset.opened);
  if (event.target.closest("[data-shut-all]")) bySeen().forEach(closeByHand);
  if (event.target.closest("[data-never]")) document.querySelector("[data-progress] [name=open]").click();
});

addEventListener("popstate", (event) => {
  const wanted = event.state?.spoilers;
  if (!wanted) return remember("replaceState"); // a fragment link: keep what is open
  for (const id of byHand().reverse()) if (open.has(id) && !wanted.includes(id)) (close(id), say(status.dataset.closed));
});

remember("replaceState");
