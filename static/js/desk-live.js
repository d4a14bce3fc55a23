// The writing room: keeps what is typed, counts it, and has it checked.

const room = document.querySelector("[data-room]");
const form = room?.closest("form");
const said = document.querySelector("[data-kept-said]");
const wait = 1200; // milliseconds without a key before what was typed is sent
// Autosave, all of its state: each is set here alone; the other scripts hear of it by events (docs/developers.md).
const autosave = {
  timer: 0,
  request: null, // under way: a newer one ends it
  isPending: false, // something was typed that was not sent yet
  isUnconfirmed: false, // something was typed that the server did not say it has
  failure: "", // why the last of it did not arrive
  isSubmitted: false, // the form itself is on its way
  isLeaving: false, // another page is on its way
};

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

async function ask(address, body, signal) {
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token() }, redirect: "error", signal });
  document.dispatchEvent(new CustomEvent("desk:answered", { detail: answer.status }));
  return answer;
}

async function live(keeps = true) {
  if (autosave.isSubmitted) return;
  autosave.isPending = false;
  autosave.request?.abort();
  const mine = (autosave.request = new AbortController());
  const body = new FormData(form);
  if (keeps || autosave.isUnconfirmed) body.append("keep", "1"); // a look that ends the sending of what was typed sends it
  try {
    const answer = await ask(room.dataset.live, body, AbortSignal.any([mine.signal, AbortSignal.timeout(15_000)]));
    if (!answer.ok) return lost(body, room.dataset.saidOut);
    tell(await answer.json(), body);
  } catch {
    if (!mine.signal.aborted) lost(body, room.dataset.saidLost);
  }
}

/* The browser keeps it instead (desk-offline.js). */
function lost(body, why) {
  autosave.failure = why;
  document.dispatchEvent(new CustomEvent("desk:unreachable", { detail: { body, why } }));
}

function tell(answer, body) {
  if (autosave.isSubmitted) return;
  autosave.failure = "";
  if (answer.kept) isKept(answer.kept);
  else if (answer.elsewhere && body.has("keep")) lost(body, room.dataset.saidElsewhere);
  else if (body.has("keep")) again(answer.page);
  for (const [name, value] of Object.entries(answer.words ?? {})) {
    document.querySelectorAll(`[data-count="${name}"]`).forEach((place) => (place.textContent = value));
  }
  const checks = document.querySelector("[data-checks]");
  if (checks && answer.checks && !checks.contains(document.activeElement)) checks.innerHTML = answer.checks; // made by the server's own templates
  document.dispatchEvent(new CustomEvent("desk:told", { detail: answer }));
}

/* The next page may have been rendered before this was kept. It hands over what the browser has, so that stays. */
function isKept(when) {
  if (autosave.isLeaving) return;
  autosave.isUnconfirmed = autosave.isPending;
  said.removeAttribute("role");
  said.textContent = room.dataset.saidKept.replace("%s", when);
  document.dispatchEvent(new CustomEvent("desk:kept"));
  document.querySelector("[data-discard]").hidden = false;
}

/* The page was saved, and somebody types in it all the same: it goes on under another name. */
function again(name) {
  form.elements.page.value = name;
  soon();
}

function soon() {
  autosave.isPending = autosave.isUnconfirmed = true;
  autosave.isSubmitted = autosave.isLeaving = false; // who writes on after the form was sent is on the page still: the sending was stopped
  clearTimeout(autosave.timer);
  autosave.timer = setTimeout(live, wait);
}

/* Another form of the page is sent: what was typed goes first. */
async function before(event) {
  if (event.target === form || !autosave.isPending || event.defaultPrevented) return;
  event.preventDefault();
  clearTimeout(autosave.timer);
  await live();
  event.target.requestSubmit(event.submitter);
}

/* The other text is opened in this page's stead: what was typed here stays in the browser. */
function opening(event) {
  if (event.target.closest?.("[data-open-other]") && autosave.isUnconfirmed) lost(new FormData(form), room.dataset.saidElsewhere);
}

/* In the last moment, if it is not too long for that: browsers allow some 60,000 letters. */
function leaving() {
  autosave.isLeaving = true;
  if (!autosave.isPending || autosave.isSubmitted) return;
  const body = new FormData(form);
  body.append("keep", "1");
  if (autosave.failure) return lost(body, autosave.failure);
  if (navigator.sendBeacon(room.dataset.live, body)) document.dispatchEvent(new CustomEvent("desk:kept"));
}

if (room) {
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  document.addEventListener("desk:changed", soon);
  document.addEventListener("desk:look", () => live(false));
  document.addEventListener("desk:sent", () => {
    autosave.isSubmitted = true;
    clearTimeout(autosave.timer);
    autosave.request?.abort();
  });
  document.addEventListener("submit", before);
  document.addEventListener("desk:leaving", leaving);
  document.addEventListener("click", opening);
}
