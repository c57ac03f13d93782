// The date slider of a contact: moving the knob moves the line at once; letting go asks for that date.
export function slider(form) {
  if (form.dataset.isReady) return;
  form.dataset.isReady = "yes";
  form.classList.add("scripted");
  const range = form.querySelector("input[type=range]");
  const field = form.querySelector("[data-at]");
  const lines = document.querySelectorAll("[data-as-of]");
  if (!range || !field) return;
  const from = Date.parse(form.dataset.from), to = Date.parse(form.dataset.to);
  const chosen = () => new Date(from + (to - from) * (range.valueAsNumber / Number(range.max)));
  range.addEventListener("input", () => {
    const at = chosen();
    field.value = local(at);
    const share = range.valueAsNumber / Number(range.max);
    for (const line of lines) {
      const x = Number(line.dataset.right) * share;
      line.setAttribute("transform", `translate(${(x - Number(line.dataset.x)).toFixed(2)} 0)`);
    }
  });
  range.addEventListener("change", () => form.requestSubmit());
}

function local(at) {
  const two = (part) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
