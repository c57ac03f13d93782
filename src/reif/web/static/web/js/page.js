// What every page needs: keys, menus, what is said when the server does not answer, and the parts that pages ask for.
import { keys } from "./keys.js";
import { menus } from "./menus.js";
import { answers } from "./answers.js";
import { slider } from "./slider.js";
import { rows } from "./rows.js";
import { forms } from "./forms.js";
import { copy } from "./copy.js";

keys(document);
menus(document);
answers(document);
rows(document);
forms(document);
copy(document);

const parts = (root) => root.querySelectorAll("[data-slider]").forEach(slider);
parts(document);
document.addEventListener("htmx:load", (event) => parts(event.detail.elt));
