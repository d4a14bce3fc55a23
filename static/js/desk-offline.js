// Where the server does not answer, or knows nobody any more, this browser keeps what is typed until it does.

const room = document.querySelector("[data-room]");
const store = room && `foyer.typed.${room.dataset.room}`;
const said = document.querySelector("[data-kept-said]");

function keep({ body, why }) {
  const entries = [...body].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  try {
    localStorage.setItem(store, JSON.stringify(entries));
    document.dispatchEvent(new CustomEvent("desk:kept", { detail: "here" }));
  } catch {
    why = room.dataset.saidFull;
  }
  said.textContent = why;
  said.setAttribute("role", "alert");
}

/* What only this browser has goes to the server first, which then shows it in the form. */
async function handOver() {
  const entries = JSON.parse(localStorage.getItem(store) ?? "null");
  if (!entries) return;
  const body = new FormData();
  entries.forEach(([name, value]) => body.append(name, value));
  body.set("keep", "1");
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const options = { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "error" };
  const answer = await fetch(room.dataset.live, options).catch(() => null);
  if (!answer?.ok) return;
  localStorage.removeItem(store);
  location.reload();
}

if (room) {
  handOver();
  document.addEventListener("desk:unreachable", ({ detail }) => keep(detail));
  document.addEventListener("desk:kept", ({ detail }) => detail === "here" || localStorage.removeItem(store));
}
