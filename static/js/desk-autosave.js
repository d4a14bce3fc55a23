// The draft form: autosaves it, and shows word counts, checks and the preview from the server's response.

const room = document.querySelector("[data-room]");
const form = room?.closest("form");
const said = document.querySelector("[data-kept-said]");
const wait = 1200; // milliseconds after the last input before an autosave
// The state of autosave. Only this script sets it; the others receive events (docs/developers.md).
const autosave = {
  timer: 0,
  request: null, // the running request, aborted by a newer one
  isPending: false, // there is input that was not sent yet
  isUnconfirmed: false, // there is input that the server has not confirmed yet
  failure: "", // message of the last failed autosave
  isSubmitted: false, // the form has been submitted
  isLeaving: false, // the page is being unloaded
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
  if (keeps || autosave.isUnconfirmed) body.append("keep", "1"); // a preview request that aborts an autosave saves too
  try {
    const answer = await ask(room.dataset.live, body, AbortSignal.any([mine.signal, AbortSignal.timeout(15_000)]));
    if (!answer.ok) return lost(body, room.dataset.saidOut);
    tell(await answer.json(), body);
  } catch {
    if (!mine.signal.aborted) lost(body, room.dataset.saidLost);
  }
}

/* Store it in the browser instead (desk-offline.js). */
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
  if (checks && answer.checks && !checks.contains(document.activeElement)) checks.innerHTML = answer.checks; // rendered by our templates
  document.dispatchEvent(new CustomEvent("desk:told", { detail: answer }));
}

/* While leaving, the browser's copy stays: the next page may have been rendered before this autosave, and sends it. */
function isKept(when) {
  if (autosave.isLeaving) return;
  autosave.isUnconfirmed = autosave.isPending;
  said.removeAttribute("role");
  said.textContent = room.dataset.saidKept.replace("%s", when);
  document.dispatchEvent(new CustomEvent("desk:kept"));
  document.querySelector("[data-discard]").hidden = false;
}

/* The form was saved, but somebody goes on typing in it: continue with a new page name. */
function again(name) {
  form.elements.page.value = name;
  soon();
}

function soon() {
  autosave.isPending = autosave.isUnconfirmed = true;
  autosave.isSubmitted = autosave.isLeaving = false; // input after a submit: it was cancelled, as the page is still here
  clearTimeout(autosave.timer);
  autosave.timer = setTimeout(live, wait);
}

/* Before another form on the page is submitted, autosave this one. */
async function before(event) {
  if (event.target === form || !autosave.isPending || event.defaultPrevented) return;
  event.preventDefault();
  clearTimeout(autosave.timer);
  await live();
  event.target.requestSubmit(event.submitter);
}

/* When the text of another window replaces this page, store unconfirmed input in the browser. */
function opening(event) {
  if (event.target.closest?.("[data-open-other]") && autosave.isUnconfirmed) lost(new FormData(form), room.dataset.saidElsewhere);
}

/* Autosave on unload by beacon, which browsers limit to some 64 KB. */
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
