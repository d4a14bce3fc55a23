// Buttons that copy an address. Without script or clipboard permission, it can be copied from a read-only field.

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
