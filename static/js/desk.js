// A review's form: rows up and down, the spoiler's tint, and a word before unsaved text is left behind.

const form = document.querySelector("form[id$=_form]");
const rows = (group) => [...group.querySelectorAll(":scope .inline-related:not(.empty-form)")];

function number(group) {
  rows(group).forEach((row, index, all) => {
    const place = row.querySelector("input.place");
    if (place) place.value = index + 1;
    const label = row.querySelector(".inline_label");
    if (label) label.textContent = index + 1;
    row.querySelector("[data-move=up]")?.toggleAttribute("disabled", index === 0);
    row.querySelector("[data-move=down]")?.toggleAttribute("disabled", index === all.length - 1);
  });
}

function move(button) {
  const row = button.closest(".inline-related");
  const group = row.closest(".inline-group");
  const all = rows(group);
  const other = all[all.indexOf(row) + (button.dataset.move === "up" ? -1 : 1)];
  if (!other) return;
  if (button.dataset.move === "up") other.before(row);
  else other.after(row);
  number(group);
  changed();
  (button.disabled ? row.querySelector("[data-move]:not([disabled])") : button)?.focus();
}

// A page that came back with an error shows its rows as they were sent: first put them where they were moved to.
function sort(group) {
  const place = (row) => Number(row.querySelector("input.place")?.value || Infinity);
  const all = rows(group);
  const ordered = [...all].sort((one, other) => place(one) - place(other) || all.indexOf(one) - all.indexOf(other));
  ordered.forEach((row, index) => {
    if (index > 0) ordered[index - 1].after(row);
    else all[0].before(row);
  });
}

// Numbers of places are for those without this script; with it, the buttons do the work.
function prepare(group) {
  group.classList.add("moves");
  group.querySelectorAll(".part-tools").forEach((tools) => (tools.hidden = false));
  number(group);
}

let unsaved = false;
function changed() {
  if (unsaved) return;
  unsaved = true;
  const said = document.querySelector("[data-unsaved-said]");
  if (said) said.textContent = said.dataset.unsavedSaid;
}

// A form sent by nobody in particular would be answered with the login page, and its text be gone. So whoever may
// be logged out is asked for first: if the last preview was refused, or nothing was heard for a while.
const quiet = 5 * 60 * 1000; // milliseconds
let heard = Date.now();
let isOut = false;
document.addEventListener("desk:answered", ({ detail: status }) => {
  heard = Date.now();
  isOut = status === 403;
});

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
  if (!isOut && Date.now() - heard < quiet) return (unsaved = false);
  event.preventDefault();
  const button = event.submitter;
  if (!(await isRefused())) return form.requestSubmit(button);
  const said = document.querySelector("[data-out-said]");
  said.setAttribute("role", "alert");
  said.textContent = said.dataset.outSaid;
}

if (form) {
  document.querySelectorAll(".inline-group.parts").forEach((group) => {
    if (rows(group).length) sort(group);
    prepare(group);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) move(button);
  });
  document.addEventListener("formset:added", (event) => {
    const group = event.target.closest(".inline-group.parts");
    if (group) {
      prepare(group);
      [...event.target.querySelectorAll("select, input, textarea")].find((field) => field.checkVisibility())?.focus();
    }
    changed();
  });
  document.addEventListener("formset:removed", () => document.querySelectorAll(".inline-group.parts").forEach(number));
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", send);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    form.querySelector("[name=_continue]")?.click();
  });
  // Pressing a step, or leaving, with unsaved text: the browser asks first.
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}
