// The draft form: character counters, keyboard shortcuts, and a warning before unsaved text is lost.

const form = document.querySelector("form[id$=_form]");

let unsaved = false;
function changed() {
  if (unsaved) return;
  unsaved = true;
  const said = document.querySelector("[data-unsaved-said]");
  if (said) said.textContent = said.dataset.unsavedSaid;
}

// Submitting without a session would lead to the login page. So check the session before a submit if the last response
// was a 403, or if there was none for a while.
const quiet = 5 * 60 * 1000; // milliseconds
let heard = Date.now();
let isOut = false;
const once = 1500; // milliseconds in which a second submit is ignored as a double click
let sent = 0;
document.addEventListener("desk:answered", ({ detail: status }) => {
  heard = Date.now();
  isOut = status === 403;
});
document.addEventListener("desk:kept", () => (unsaved = false));

/* Logging in again in another tab changes the CSRF token: copy it from the cookie. */
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
  // On leaving with unsaved text: autosave it by beacon, or else let the browser ask.
  addEventListener("beforeunload", (event) => {
    document.dispatchEvent(new CustomEvent("desk:leaving"));
    if (unsaved) event.preventDefault();
  });
}
