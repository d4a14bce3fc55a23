// Accessible names for admin fields without one: select2 boxes, and inputs in table cells (from the column heading).

const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

function heading(field) {
  const cell = field.closest("td");
  if (cell?.matches(".delete")) return words(cell.closest("table").querySelector("thead th:last-child"));
  const name = [...(cell?.classList ?? [])].find((name) => name.startsWith("field-"));
  return name ? words(cell.closest("table")?.querySelector(`th.column-${name.slice("field-".length)}`)) : "";
}

const nameOf = (field) => words(field.labels?.[0]) || heading(field);

function name(root) {
  for (const field of root.querySelectorAll("td :is(input:not([type=hidden]), select, textarea)")) {
    const found = field.labels?.length ? "" : heading(field);
    if (found) field.setAttribute("aria-label", found);
  }
  for (const box of root.querySelectorAll(".select2-container")) {
    const select = box.previousElementSibling;
    const found = select?.matches("select") ? nameOf(select) : "";
    if (!found) continue;
    const combobox = box.querySelector("[role=combobox]");
    box.querySelector("[role=textbox]")?.setAttribute("aria-label", found);
    combobox?.removeAttribute("aria-labelledby");
    combobox?.setAttribute("aria-label", [found, words(box.querySelector(".select2-selection__rendered"))].join(": "));
    box.querySelector("ul > .select2-selection__clear")?.setAttribute("role", "listitem");
    box.querySelector("input.select2-search__field")?.setAttribute("aria-label", found);
  }
}

// After the admin's own script has replaced the selects by select2 boxes.
addEventListener("load", () => {
  setTimeout(name, 0, document);
  document.addEventListener("formset:added", (event) => setTimeout(name, 0, event.target));
  globalThis.django?.jQuery?.(document).on("select2:select select2:unselect", () => setTimeout(name, 0, document));
});
