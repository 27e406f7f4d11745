import { axisOf, axisText, lettersOf, ratesOf, setOf, textOf } from "../state/fields.js";
import { FIRST_RATE } from "../state/job_fields.js";
import { element, input, select, showOptions, showText } from "./dom.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {"horizontal" | "vertical"} AxisName
 */

/** @type {AxisName[]} */
const AXES = ["horizontal", "vertical"];

/** @param {AxisName} name */
function other(name) {
  return name === "horizontal" ? "vertical" : "horizontal";
}

/**
 * Changes the letters of the axes with their windows.
 * @param {State} state
 */
export function swapAxes(state) {
  const { fields } = state;
  state.change({
    horizontal: axisText(axisOf(fields, "vertical")),
    vertical: axisText(axisOf(fields, "horizontal")),
  });
}

/**
 * Puts a letter on an axis; the one that was there gets the rate in the middle of its window. A letter from the other
 * axis changes places with it.
 * @param {State} state
 * @param {AxisName} name
 * @param {string} letter
 */
function putOnAxis(state, name, letter) {
  const { fields } = state;
  const axis = axisOf(fields, name);
  if (axisOf(fields, other(name)).letter === letter) {
    swapAxes(state);
    return;
  }
  const middle = (Number(axis.min) + Number(axis.max)) / 2;
  const rates = { ...ratesOf(fields), [axis.letter]: Number.isFinite(middle) ? String(middle) : FIRST_RATE };
  delete rates[letter];
  state.change({ [name]: axisText({ ...axis, letter }), set: setOf(rates) });
}

/**
 * @param {State} state
 * @param {AxisName} name
 */
function bindAxis(state, name) {
  const letter = select(`${name}-letter`);
  letter.addEventListener("change", () => putOnAxis(state, name, letter.value));
  const ends = /** @type {const} */ (["min", "max"]);
  for (const end of ends) {
    const control = input(`${name}-${end}`);
    control.setAttribute("aria-describedby", "axes-error");
    control.addEventListener("input", () => {
      const axis = { ...axisOf(state.fields, name), [end]: control.value.trim() };
      state.change({ [name]: axisText(axis) }, `${name}-${end}`);
    });
    control.addEventListener("change", () => state.endGroup());
  }
  state.follow((fields) => {
    const axis = axisOf(fields, name);
    showOptions(letter, lettersOf(`AB${textOf(fields, "sequence")}`), axis.letter);
    for (const end of ends) showText(input(`${name}-${end}`), axis[end]);
  });
}

/**
 * The letters on the axes, the ends of their windows, and the swap.
 * @param {State} state
 */
export function bindAxes(state) {
  for (const name of AXES) bindAxis(state, name);
  element("swap").addEventListener("click", () => swapAxes(state));
}
