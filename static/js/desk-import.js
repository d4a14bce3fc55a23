// Pages of imports: one for which no worker runs asks for the next posts until all are done; a box ticks all of a list.

const form = document.querySelector("[data-go-on]");
const list = document.querySelector("[data-choose]");
const all = document.querySelector("[data-choose-all]");

if (form) setTimeout(() => form.requestSubmit(), 500);

if (list && all) {
  all.hidden = false;
  all.querySelector("input").addEventListener("change", ({ target }) => {
    for (const box of list.querySelectorAll("input[name=adopt]")) box.checked = target.checked;
  });
}
