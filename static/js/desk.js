// A review's form: its counters and keys, and a word before unsaved text is left behind.

const form = document.querySelector("form[id$=_form]");

let unsaved = false;
function changed() {
  if (unsaved) return;
  unsaved = true;
  const said = document.querySelector("[data-unsaved-said]");
  if (said) said.textContent = said.dataset.unsavedSaid;
}

// A form sent by nobody in particular would be answered with the login page, and its text be gone. So whoever may
// be logged out is asked for first: if the last answer was a refusal, or nothing was heard for a while.
const quiet = 5 * 60 * 1000; // milliseconds
let heard = Date.now();
let isOut = false;
const once = 1500; // milliseconds in which a second press is the same one
let sent = 0;
document.addEventListener("desk:answered", ({ detail: status }) => {
  heard = Date.now();
  isOut = status === 403;
});
document.addEventListener("desk:kept", () => (unsaved = false));

/* Who logs in again in another tab gets a new token: the one in the cookie. */
function renewed() {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (token) document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token));
  return token;
}

async function isRefused() {
  const address = form.querySelector("[data-markdownx-urls-path]")?.dataset.markdownxUrlsPath;
  if (!address) return false;
  const headers = { "X-CSRFToken": renewed() ?? "" };
  const body = new FormData();
  body.append("content", "");
  const answer = await fetch(address, { method: "POST", body, headers }).catch(() => null);
  heard = Date.now();
  isOut = answer?.status === 403;
  return isOut || !answer;
}

async function send(event) {
  renewed();
  if (Date.now() - sent < once) return event.preventDefault();
  if (!isOut && Date.now() - heard < quiet) {
    sent = Date.now();
    unsaved = false;
    return document.dispatchEvent(new CustomEvent("desk:sent"));
  }
  event.preventDefault();
  const button = event.submitter;
  if (!(await isRefused())) return form.requestSubmit(button);
  const said = document.querySelector("[data-out-said]");
  said.setAttribute("role", "alert");
  said.textContent = said.dataset.outSaid;
}

// “24 of 70 characters” beside headline and dek: advice, not a limit.
function count(field) {
  const said = field.closest("div").parentElement.querySelector("[data-counter]");
  if (!said) return;
  const length = field.value.trim().length;
  said.textContent = said.dataset.counter.replace("%s", length).replace("%s", field.dataset.advised);
  said.classList.toggle("over", length > Number(field.dataset.advised));
}

function counter(field) {
  const said = document.createElement("p");
  said.className = "counter";
  said.dataset.counter = document.querySelector("[data-counted]").dataset.counted;
  field.closest("div").parentElement.append(said);
  count(field);
  field.addEventListener("input", () => count(field));
}

if (form) {
  form.querySelectorAll("[data-advised]").forEach(counter);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("desk:changed", changed);
  form.addEventListener("submit", send);
  document.addEventListener("keydown", (event) => {
    const name = { s: "_continue", Enter: "_submit" }[event.key];
    if (!(event.ctrlKey || event.metaKey) || !name) return;
    const button = form.querySelector(`[name=${name}]:not([disabled])`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  // Leaving with text that is nowhere kept: it is sent in the last moment, or else the browser asks first.
  addEventListener("beforeunload", (event) => {
    document.dispatchEvent(new CustomEvent("desk:leaving"));
    if (unsaved) event.preventDefault();
  });
}
