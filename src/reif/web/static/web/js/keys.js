// Single keys, outside fields only, and only while they are switched on.
//
// An element with data-key="n" is clicked (a field: focused) by that key; lists of rows have keys of their own (rows.js).
const OFF = "reif.keys-off";

export const areOn = () => localStorage.getItem(OFF) === null;

export const isTyping = (target) =>
  target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

export function keys(root) {
  const dialog = root.getElementById("all-keys");
  const off = root.getElementById("keys-off");
  const show = () => root.documentElement.classList.toggle("keys-off", !areOn());
  if (off) {
    off.checked = !areOn();
    off.addEventListener("change", () => {
      if (off.checked) localStorage.setItem(OFF, "1");
      else localStorage.removeItem(OFF);
      show();
    });
  }
  show();
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isTyping(event.target)) return event.target.blur();
    if (isTyping(event.target)) return;
    if (event.key === "?" && dialog) return dialog.open ? dialog.close() : dialog.showModal();
    if (!areOn() || root.querySelector("dialog[open]")) return;
    const wanted = [...root.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key.toLowerCase());
    if (!wanted || wanted.closest("[hidden]")) return;
    event.preventDefault();
    if (wanted.matches("input, select, textarea")) wanted.focus();
    else wanted.click();
  });
}
