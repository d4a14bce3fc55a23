// Presence polling of a draft form: who else has it open, text typed in another window, whether somebody saved.

const room = document.querySelector("[data-room]");
const form = room?.closest("form");
const pulse = 25_000; // milliseconds between two requests

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

/* The hidden fields that identify this page to the server. */
function self() {
  const names = ["version", "page", "restored", "account"];
  return new URLSearchParams(names.map((name) => [name, form.elements[name].value]));
}

function around(answer) {
  put(document.querySelector("[data-others]"), answer.others);
  put(document.querySelector("[data-elsewhere]"), answer.elsewhere);
  document.querySelector("[data-stale]").hidden = !answer.stale || Boolean(answer.elsewhere);
}

/* Only if it changed: a screen reader announces an alert whenever it is written. */
function put(place, html) {
  if (place.dataset.html !== html) place.innerHTML = place.dataset.html = html; // rendered by our templates
  place.hidden = !html;
}

async function pulseNow() {
  const options = { method: "POST", body: self(), headers: { "X-CSRFToken": token() }, redirect: "error" };
  const answer = await fetch(room.dataset.here, options).catch(() => null);
  if (answer) document.dispatchEvent(new CustomEvent("desk:answered", { detail: answer.status }));
  if (answer?.ok) around(await answer.json());
}

if (room) {
  document.addEventListener("desk:told", ({ detail: answer }) => around(answer));
  setInterval(pulseNow, pulse);
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && pulseNow());
  addEventListener("pagehide", () => {
    const body = self();
    body.set("csrfmiddlewaretoken", token());
    navigator.sendBeacon(room.dataset.away, body);
  });
  pulseNow();
}
