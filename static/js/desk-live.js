// The writing room: keeps what is typed, counts it, and has it checked.

const room = document.querySelector("[data-room]");
const form = room?.closest("form");
const said = document.querySelector("[data-kept-said]");
const wait = 1200; // milliseconds without a key before what was typed is sent
let timer = 0;
let asking = null; // the question under way: a newer one ends it
let isPending = false; // something was typed that was not sent yet
let isUnkept = false; // something was typed that the server did not say it has
let isLost = ""; // why the last of it did not arrive
let isSent = false; // the form itself is on its way
let isLeaving = false; // another page is on its way

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

async function ask(address, body, signal) {
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token() }, redirect: "error", signal });
  document.dispatchEvent(new CustomEvent("desk:answered", { detail: answer.status }));
  return answer;
}

async function live(keeps = true) {
  if (isSent) return;
  isPending = false;
  asking?.abort();
  const mine = (asking = new AbortController());
  const body = new FormData(form);
  if (keeps || isUnkept) body.append("keep", "1"); // a look that ends the sending of what was typed sends it
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
  isLost = why;
  document.dispatchEvent(new CustomEvent("desk:unreachable", { detail: { body, why } }));
}

function tell(answer, body) {
  if (isSent) return;
  isLost = "";
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
  if (isLeaving) return;
  isUnkept = isPending;
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
  isPending = isUnkept = true;
  isSent = isLeaving = false; // who writes on after the form was sent is on the page still: the sending was stopped
  clearTimeout(timer);
  timer = setTimeout(live, wait);
}

/* Another form of the page is sent: what was typed goes first. */
async function before(event) {
  if (event.target === form || !isPending || event.defaultPrevented) return;
  event.preventDefault();
  clearTimeout(timer);
  await live();
  event.target.requestSubmit(event.submitter);
}

/* The other text is opened in this page's stead: what was typed here stays in the browser. */
function opening(event) {
  if (event.target.closest?.("[data-open-other]") && isUnkept) lost(new FormData(form), room.dataset.saidElsewhere);
}

/* In the last moment, if it is not too long for that: browsers allow some 60,000 letters. */
function leaving() {
  isLeaving = true;
  if (!isPending || isSent) return;
  const body = new FormData(form);
  body.append("keep", "1");
  if (isLost) return lost(body, isLost);
  if (navigator.sendBeacon(room.dataset.live, body)) document.dispatchEvent(new CustomEvent("desk:kept"));
}

if (room) {
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  document.addEventListener("desk:changed", soon);
  document.addEventListener("desk:look", () => live(false));
  document.addEventListener("desk:sent", () => {
    isSent = true;
    clearTimeout(timer);
    asking?.abort();
  });
  document.addEventListener("submit", before);
  document.addEventListener("desk:leaving", leaving);
  document.addEventListener("click", opening);
}
