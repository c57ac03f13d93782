"use strict";
// What the server would refuse is said before it is kept: nobody stands before the tablet any more when it is sent.
const checking = {
  // Whether all is well; else the first wrong field is shown with what is wrong, in the words of the form.
  check(form, words) {
    let first = null;
    for (const each of form.querySelectorAll("input, select, textarea")) {
      const wrong = wrongWith(each, form, words);
      shown(each, wrong);
      if (wrong) first ??= each;
    }
    first?.focus();
    return first === null;
  },
};

function wrongWith(each, form, words) {
  const value = each.type === "checkbox" ? (each.checked ? "on" : "") : each.value.trim();
  if (!value && (each.required || isNeeded(each, form))) return each.type === "checkbox" ? words.agree : words.missing;
  if (!value) return "";
  if (each.type === "email" && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)) return words.email;
  if (each.type === "tel" && (!/^\+?[\d\s()/.\-–]{5,40}$/.test(value) || value.replace(/\D/g, "").length < 5)) return words.phone;
  if (each.inputMode === "decimal" && !/\d/.test(value)) return words.number;
  return "";
}

// Who agrees to be written to or called gives the address or the number.
function isNeeded(each, form) {
  const ticked = [...form.querySelectorAll("[name=agree]:checked")];
  if (each.name === "email") return ticked.length > 0;
  return each.name === "phone" && ticked.some((one) => form.dataset.byPhone.split(" ").includes(one.value));
}

function shown(each, wrong) {
  const field = each.closest(".field, .agree");
  field.classList.toggle("is-wrong", Boolean(wrong));
  field.querySelector(".wrong")?.remove();
  each.toggleAttribute("aria-invalid", Boolean(wrong));
  if (!wrong) return;
  const said = document.createElement("p");
  said.className = "wrong";
  said.id = `${each.id}-problem`;
  said.textContent = wrong;
  field.append(said);
  each.setAttribute("aria-invalid", "true");
  each.setAttribute("aria-describedby", said.id);
}
