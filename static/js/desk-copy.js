// A button that copies an address. Without script, or where the browser forbids it, the address stands in a field.

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.firstChild.textContent = button.dataset.copied;
    } catch {
      button.closest("li").querySelector("input[readonly]").select();
    }
  });
}
