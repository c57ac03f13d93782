// Buttons that copy the text before them; they are there only where the browser can.
export function copying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.closest("details").querySelector("code").textContent);
    button.textContent = button.dataset.copy;
  });
}
