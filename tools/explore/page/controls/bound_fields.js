import { textOf, textsOf } from "../state/fields.js";
import { showText } from "./dom.js";
import { errorPlaceFor } from "./field_errors.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {HTMLInputElement | HTMLSelectElement} Control
 */

/**
 * The text that a control says; "" where it says what counts anyway.
 * @param {Control} control
 * @param {string} otherwise what counts where the field has no text
 */
function textIn(control, otherwise) {
  if (control.type === "checkbox") return /** @type {HTMLInputElement} */ (control).checked ? "true" : "";
  const text = control.value.trim();
  return text === otherwise && !("required" in control.dataset) ? "" : text;
}

/**
 * @param {Control} control
 * @param {string} text
 */
function show(control, text) {
  if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = text === "true";
  else if (control instanceof HTMLInputElement && control.type === "radio") control.checked = control.value === text;
  else showText(control, text);
}

/**
 * Binds a control to the field that its data-field names.
 * @param {Control} control
 * @param {State} state
 * @param {string} otherwise
 */
function bind(control, state, otherwise) {
  const field = control.dataset.field ?? "";
  if (control.type !== "checkbox" && control.type !== "radio") {
    control.after(errorPlaceFor(control));
    if (control instanceof HTMLInputElement && !control.placeholder) control.placeholder = otherwise;
  }
  control.addEventListener("input", () => state.change({ [field]: textIn(control, otherwise) }, field));
  control.addEventListener("change", () => state.endGroup());
  state.follow((fields) => {
    const text = textOf(fields, field);
    const isTyped = control instanceof HTMLInputElement && control.type !== "radio" && control.type !== "checkbox";
    show(control, isTyped ? text : text || otherwise);
  });
}

/**
 * @param {HTMLTextAreaElement} area whose lines are the texts of a field
 * @param {State} state
 */
function bindLines(area, state) {
  const field = area.dataset.lines ?? "";
  area.after(errorPlaceFor(area));
  area.addEventListener("input", () => {
    state.change({ [field]: area.value.split("\n").map((line) => line.trim()).filter((line) => line !== "") }, field);
  });
  state.follow((fields) => showText(area, textsOf(fields, field).join("\n")));
}

/**
 * Numbers go up and down with the arrow keys by one in their last digit, with Shift by ten.
 * @param {HTMLInputElement} control
 */
function stepWithArrows(control) {
  control.addEventListener("keydown", (event) => {
    const sign = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    const text = control.value.trim() || control.placeholder;
    if (sign === 0 || !/^-?\d+(\.\d+)?$/.test(text)) return;
    const digits = text.split(".")[1]?.length ?? 0;
    control.value = (Number(text) + sign * (event.shiftKey ? 10 : 1) * 10 ** -digits).toFixed(digits);
    control.dispatchEvent(new Event("input", { bubbles: true }));
    event.preventDefault();
  });
}

/**
 * Binds all controls that say with data-field which field they are of, and gives the texts of all inputs what they lack.
 * @param {State} state
 * @param {Record<string, string>} defaults
 */
export function bindFields(state, defaults) {
  for (const control of document.querySelectorAll("[data-field]")) {
    const bound = /** @type {Control} */ (control);
    bind(bound, state, defaults[bound.dataset.field ?? ""] ?? "");
  }
  for (const area of document.querySelectorAll("textarea[data-lines]")) {
    bindLines(/** @type {HTMLTextAreaElement} */ (area), state);
  }
  for (const control of document.querySelectorAll("input:not([type]), textarea")) {
    control.setAttribute("autocomplete", "off");
    control.setAttribute("spellcheck", "false");
  }
  for (const control of document.querySelectorAll("input[inputmode]")) {
    stepWithArrows(/** @type {HTMLInputElement} */ (control));
  }
}
