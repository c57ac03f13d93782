// <button data-copy="id" hidden> copies what stands in that field or text, where the browser lets it; then [data-copied] says so.
export function copy(root) {
  if (!navigator.clipboard) return;
  const show = () => root.querySelectorAll("[data-copy][hidden]").forEach((each) => { each.hidden = false; });
  root.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = root.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(text.value ?? text.textContent);
    const said = button.parentElement.querySelector("[data-copied]");
    if (said) said.hidden = false;
  });
  root.addEventListener("htmx:load", show);
  show();
}
