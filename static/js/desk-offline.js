// Stores input in localStorage if autosave fails: no response, logged out, or the working copy belongs to another
// window. One entry for each page and account. What cannot be sent later is offered, never restored automatically.

const room = document.querySelector("[data-room]");
const form = room?.closest("form");
const store = room && `foyer.typed.${room.dataset.room}`;
const own = () => `${store}.${form.elements.page.value}`;
const said = document.querySelector("[data-kept-said]");
const notice = document.querySelector("[data-stored]");
const change = room?.dataset.change;

const typed = (body) => [...body].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");

function put(name, entry) {
  try {
    localStorage.setItem(name, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

function keep({ body, why }) {
  const isPut = put(own(), { at: Date.now(), entries: typed(body) });
  if (isPut) document.dispatchEvent(new CustomEvent("desk:kept", { detail: "here" }));
  said.textContent = isPut ? why : room.dataset.saidFull;
  said.setAttribute("role", "alert");
}

/* The stored entries of this draft and account, the newest first. */
function kept() {
  const names = Object.keys(localStorage).filter((name) => name === store || name.startsWith(`${store}.`));
  const found = names.filter((name) => name !== own()).map((name) => ({ name, ...read(name) }));
  return found.filter(({ entries }) => entries).sort((one, other) => other.at - one.at);
}

/* An entry that is only a list was stored by an earlier version. */
function read(name) {
  const entry = JSON.parse(localStorage.getItem(name) ?? "null");
  return Array.isArray(entry) ? { at: 0, entries: entry } : entry;
}

/* Autosave a stored entry; `as` overrides the fields that identify its page. The server's response, or null. */
async function send(entry, as = {}) {
  const body = new FormData();
  entry.entries.forEach(([name, value]) => body.append(name, value));
  Object.entries({ ...as, keep: "1" }).forEach(([name, value]) => body.set(name, value));
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const options = { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "error" };
  const answer = await fetch(room.dataset.live, options).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/* Send stored entries to the server. It saves them to the working copy, or refuses if another window has a newer one. */
async function handOver() {
  for (const entry of kept().filter(({ isOffered }) => !isOffered)) {
    const answer = await send(entry);
    if (!answer) return;
    if (answer.elsewhere && !answer.kept) put(entry.name, { ...entry, isOffered: true });
    else localStorage.removeItem(entry.name); // it is autosaved, or its page was saved
    if (answer.kept && answer.stamp !== form.elements.restored.value) return location.assign(change);
  }
  offer();
}

function offer() {
  const [entry] = kept();
  notice.hidden = !entry;
  if (!entry) return;
  const place = notice.querySelector("[data-stored-said]");
  place.textContent = entry.at ? place.dataset.storedSaid.replace("%s", moment(entry.at)) : "";
}

function moment(at) {
  const parts = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
  return new Date(at).toLocaleString(document.documentElement.lang, parts);
}

/* Swap the stored text and that of the form, so that neither is lost. */
async function exchange() {
  const [entry] = kept();
  if (!put(own(), { at: Date.now(), entries: typed(new FormData(form)), isOffered: true })) return;
  const names = ["page", "restored", "account"];
  const answer = await send(entry, Object.fromEntries(names.map((name) => [name, form.elements[name].value])));
  if (answer?.kept) localStorage.removeItem(entry.name);
  else localStorage.removeItem(own());
  if (answer?.kept) location.assign(change);
  else if (answer) document.dispatchEvent(new CustomEvent("desk:told", { detail: answer }));
}

if (room) {
  if (room.dataset.unkept) {
    keep({ body: new FormData(form), why: said.textContent });
    localStorage.removeItem(`${store}.${room.dataset.unkept}`); // the page whose submit led here
  }
  handOver();
  notice.querySelector("[data-stored-open]").addEventListener("click", exchange);
  notice.querySelector("[data-stored-forget]").addEventListener("click", () => {
    localStorage.removeItem(kept()[0].name);
    offer();
  });
  document.addEventListener("desk:unreachable", ({ detail }) => keep(detail));
  document.addEventListener("desk:kept", ({ detail }) => detail === "here" || localStorage.removeItem(own()));
  // On submit, update the stored entry, so that sending it later does not revert anything.
  document.addEventListener("desk:sent", () => {
    if (localStorage.getItem(own())) put(own(), { at: Date.now(), entries: typed(new FormData(form)) });
  });
}
