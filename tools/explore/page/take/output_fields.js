import { textOf } from "../state/fields.js";
import { reshaped } from "../view/lattice.js";
import { sizeOf, windowFields, windowOf } from "../view/window.js";

/** @typedef {import("../engine/engine.js").Fields} Fields */

/**
 * The state for a file of another size: where its shape is another, it shows more instead of being stretched.
 * @param {Fields} state
 * @param {[number, number]} shown the size on screen, in pixels
 * @param {string} size of the file
 * @param {boolean} isReshaped whether it is to show more
 * @returns {Fields}
 */
export function outputState(state, shown, size, isReshaped) {
  const [window, to] = [windowOf(state), sizeOf(size)];
  if (!isReshaped || !window || !to) return state;
  if (to[0] * shown[1] === to[1] * shown[0]) return state;
  return { ...state, ...windowFields(state, reshaped(window, shown, to)) };
}

/**
 * The size that is asked for, or the first one.
 * @param {Fields} state
 * @param {string} name of the page's field
 * @param {string} otherwise
 */
export function sizeText(state, name, otherwise) {
  return textOf(state, name, otherwise).trim().replace(/\s*[×xX]\s*/, "x");
}
