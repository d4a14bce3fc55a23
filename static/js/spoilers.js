/*
 * Opens a withheld passage in place. Without this file, and on any failure,
 * the link leads to the spoiler page.
 *
 * Each entry of the browser's history names the passages that were open in it,
 * so Back closes what was opened by hand.
 */
const status = document.querySelector("[data-spoiler-status]");
const open = new Map(); // id → { part, link }, the newest last
let count = 0;

/* Emptied first: the same words twice would be announced once. */
const say = (text) => {
  if (!status) return;
  status.textContent = "";
  setTimeout(() => (status.textContent = text), 50);
};

const note = (step) => history[step]({ ...history.state, spoilers: [...open.keys()] }, "");

/* The passage as an element, or null if anything else came back. */
async function load(address) {
  const response = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(8000) });
  if (!response.ok) return null;
  const fragment = document.createElement("template");
  fragment.innerHTML = await response.text(); // cleaned by the server
  const part = fragment.content.firstElementChild;
  return part?.matches(".spoiler-open") ? part : null;
}

function put(part, link) {
  part.classList.add("is-new");
  part.dataset.opened = `${performance.timeOrigin}-${count++}`;
  link.removeAttribute("aria-busy");
  link.replaceWith(part);
  open.set(part.dataset.opened, { part, link });
  note("pushState");
  part.focus();
  say(status?.dataset.opened);
}

function close(id) {
  const { part, link } = open.get(id);
  open.delete(id);
  part.replaceWith(link);
  link.focus();
  say(status?.dataset.closed);
}

function closeByHand(id) {
  const isNewest = [...open.keys()].at(-1) === id && history.state?.spoilers?.at(-1) === id;
  close(id);
  if (isNewest) history.back();
  else note("replaceState");
}

async function openInPlace(link) {
  if (link.getAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const part = await load(link.dataset.spoiler).catch(() => null);
  if (part) return put(part, link);
  link.removeAttribute("aria-busy"); // the page may be come back to
  return location.assign(link.href);
}

document.addEventListener("click", (event) => {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target.closest("a[data-spoiler]");
  if (link && isPlain && !event.defaultPrevented) {
    event.preventDefault();
    openInPlace(link);
  }
  const button = event.target.closest(".spoiler-open [data-close]");
  if (button) closeByHand(button.closest(".spoiler-open").dataset.opened);
});

addEventListener("popstate", (event) => {
  const wanted = event.state?.spoilers;
  if (!wanted) return note("replaceState"); // a link within the page: what is open stays open
  for (const id of [...open.keys()].reverse()) {
    if (!wanted.includes(id)) close(id);
  }
});

note("replaceState");
