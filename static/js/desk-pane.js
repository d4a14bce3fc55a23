// The preview pane beside the form: the page without spoilers, with them, or for a reader who has seen certain films.
// Its controls belong to the form, so that requests of desk-autosave.js include them while the pane is open.

const pane = document.querySelector("[data-pane]");
const toggle = document.querySelector("[data-pane-toggle]");
const frame = pane?.querySelector("iframe");
const choices = pane?.querySelector("fieldset");
const films = pane?.querySelector("[data-films]");
const shows = () => choices.querySelector("[name=shows]:checked").value;

function open(isOpen) {
  pane.hidden = choices.disabled = !isOpen;
  document.body.classList.toggle("shows-pane", isOpen);
  toggle.setAttribute("aria-expanded", String(isOpen));
  localStorage.setItem("foyer.pane", isOpen ? "open" : "");
  if (isOpen) document.dispatchEvent(new CustomEvent("desk:look"));
}

/* Show HTML in the sandboxed iframe, keeping its scroll position. */
function show(html) {
  const top = frame.contentWindow?.scrollY ?? 0;
  frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, top), { once: true });
  frame.srcdoc = html;
}

function offer(list) {
  const boxes = [...films.querySelectorAll("input")];
  const was = new Map(boxes.map((box) => [box.value, box.checked]));
  const labels = list.map(({ key, title }) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "seen", value: key, checked: was.get(key) ?? false });
    box.setAttribute("form", choices.querySelector("[name=shows]").getAttribute("form"));
    label.append(box, ` ${title}`);
    return label;
  });
  if (list.map(({ key }) => key).join() !== boxes.map((box) => box.value).join()) films.replaceChildren(...labels);
  films.hidden = shows() !== "seen";
}

if (pane) {
  toggle.hidden = false;
  toggle.addEventListener("click", () => open(pane.hidden));
  pane.querySelector("[data-pane-close]").addEventListener("click", () => (open(false), toggle.focus()));
  document.addEventListener("desk:told", ({ detail: answer }) => {
    if (pane.hidden) return;
    show(answer.preview);
    offer(answer.films);
  });
  pane.addEventListener("input", (event) => event.stopPropagation()); // the pane's controls are not input to autosave
  pane.addEventListener("change", (event) => {
    event.stopPropagation();
    if (event.target.name === "width") frame.dataset.width = event.target.value;
    else document.dispatchEvent(new CustomEvent("desk:look"));
  });
  if (localStorage.getItem("foyer.pane")) open(true);
}
