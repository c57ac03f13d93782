// Lists worked by keys: J K down and up, X selects, Enter opens, Escape deselects. A list is [data-rows], a row [data-row].
import { areOn, isTyping } from "./keys.js";

const rowsOf = (root) => [...root.querySelectorAll("[data-row]")];
const boxOf = (row) => row.querySelector("[data-box]");

export function rows(root) {
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !areOn()) return;
    if (root.querySelector("dialog[open], details.menu[open]") || !root.querySelector("[data-rows]")) return;
    const all = rowsOf(root);
    const at = all.findIndex((row) => row.contains(root.activeElement));
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      event.preventDefault();
      step(all, at, key === "j" ? 1 : -1, root);
    } else if (key === "x" && at >= 0 && boxOf(all[at])) {
      event.preventDefault();
      boxOf(all[at]).click();
    } else if (key === "enter" && at >= 0 && !root.activeElement.closest("button, select, input")) {
      event.preventDefault(); // a link that has the focus would be followed twice
      all[at].querySelector("[data-open]")?.click();
    } else if (key === "escape") {
      for (const row of all) if (boxOf(row)?.checked) boxOf(row).checked = false;
      count(root);
    }
  });
  root.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-all]"))
      for (const row of rowsOf(root)) if (boxOf(row)) boxOf(row).checked = event.target.checked;
    if (event.target.matches?.("[data-all], [data-box]")) count(root);
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-deselect]")) {
      for (const row of rowsOf(root)) if (boxOf(row)) boxOf(row).checked = false;
      count(root);
    }
  });
  root.addEventListener("htmx:load", () => count(root));
  count(root);
}

function step(all, at, by, root) {
  const to = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (!to) return root.querySelector(by > 0 ? "[data-page=next]" : "[data-page=previous]")?.click();
  to.querySelector("[data-open]")?.focus();
  to.scrollIntoView({ block: "nearest" });
}

function count(root) {
  const all = rowsOf(root).map(boxOf).filter(Boolean);
  const chosen = all.filter((box) => box.checked).length;
  const every = root.querySelector("[data-all]");
  if (every) {
    every.checked = chosen > 0 && chosen === all.length;
    every.indeterminate = chosen > 0 && chosen < all.length;
  }
  const bar = root.querySelector("[data-bulk]");
  if (!bar) return;
  bar.hidden = chosen === 0;
  bar.querySelectorAll("[data-count]").forEach((each) => { each.textContent = chosen; });
}
