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
  const written = writing(form.dataset.zone);
  range.addEventListener("input", () => {
    const share = range.valueAsNumber / Number(range.max);
    field.value = written.format(new Date(from + (to - from) * share));
    for (const line of lines) {
      const x = Number(line.dataset.right) * share;
      line.setAttribute("transform", `translate(${(x - Number(line.dataset.x)).toFixed(2)} 0)`);
    }
  });
  range.addEventListener("change", () => {
    if (range.value === range.max) field.value = ""; // as of now, whatever minute it has become
    form.requestSubmit();
  });
}

// As the server writes and reads it, in the time zone of the user, which need not be that of the browser.
function writing(timeZone) {
  const parts = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  const language = document.documentElement.lang === "de" ? "de-DE" : "en-GB";
  return new Intl.DateTimeFormat(language, { ...parts, hourCycle: "h23", timeZone });
}
