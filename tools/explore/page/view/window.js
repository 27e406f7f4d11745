import { axisOf, axisText } from "../state/fields.js";
import { numberText } from "./lattice.js";

/**
 * @typedef {import("../engine/engine.js").Fields} Fields
 * @typedef {import("./lattice.js").Range} Range
 * @typedef {{horizontal: Range, vertical: Range}} Window
 * @typedef {[number, number]} Size width and height in pixels
 */

/**
 * A window end as the program reads numbers; NaN for what is none.
 * @param {string} text
 */
export function numberOf(text) {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
}

/**
 * The window that the state shows.
 * @param {Fields} fields
 * @returns {Window | null} null where it cannot be read
 */
export function windowOf(fields) {
  const [horizontal, vertical] = /** @type {const} */ (["horizontal", "vertical"]).map((name) => {
    const { min, max } = axisOf(fields, name);
    return { min: numberOf(min), max: numberOf(max) };
  });
  const isRange = (/** @type {Range} */ range) => range.min < range.max;
  return isRange(horizontal) && isRange(vertical) ? { horizontal, vertical } : null;
}

/**
 * The fields that say this window, with the letters that are on the axes.
 * @param {Fields} fields
 * @param {Window} window
 * @returns {{horizontal: string, vertical: string}}
 */
export function windowFields(fields, window) {
  const text = (/** @type {"horizontal" | "vertical"} */ name) => axisText({
    letter: axisOf(fields, name).letter,
    min: numberText(window[name].min),
    max: numberText(window[name].max),
  });
  return { horizontal: text("horizontal"), vertical: text("vertical") };
}

/**
 * A size in pixels, also by its name.
 * @param {string} text "1280x720", "4k"
 * @returns {Size | null}
 */
export function sizeOf(text) {
  /** @type {Record<string, Size>} */
  const names = { "720p": [1280, 720], "1080p": [1920, 1080], "1440p": [2560, 1440], "4k": [3840, 2160],
    "8k": [7680, 4320] };
  const named = names[text.trim().toLowerCase()];
  if (named) return named;
  const match = /^(\d{1,7})[xX×](\d{1,7})$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2])] : null;
}
