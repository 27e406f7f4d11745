import { constantLetters, ratesOf, setOf } from "../state/fields.js";
import { FIRST_RATE } from "../state/job_fields.js";
import { element, make, showText } from "./dom.js";
import { errorPlaceFor } from "./field_errors.js";

/** @typedef {import("../state/state.js").State} State */

/** Of rates between them orbits that are worth a look stay finite. */
const [LOWEST, HIGHEST] = [0, 4];

/**
 * A slider whose way is from 0 to 4, or farther where somebody typed a rate beyond.
 * @param {HTMLInputElement} slider
 * @param {string} text
 */
function showOnSlider(slider, text) {
  const rate = Number(text);
  if (text === "" || !Number.isFinite(rate)) return;
  slider.min = String(Math.min(LOWEST, rate));
  slider.max = String(Math.max(HIGHEST, rate));
  if (document.activeElement !== slider || Number(slider.value) !== rate) slider.value = text;
}

/**
 * @param {State} state
 * @param {string} letter
 * @returns {{row: HTMLElement, show: (text: string) => void}}
 */
function rowOf(state, letter) {
  const id = `rate-${letter}`;
  const slider = /** @type {HTMLInputElement} */ (make("input", { type: "range", id: `${id}-slider`, step: "0.001",
    min: String(LOWEST), max: String(HIGHEST), "aria-label": `${letter} slider` }));
  const number = /** @type {HTMLInputElement} */ (make("input", { id, inputmode: "decimal", autocomplete: "off" }));
  const change = (/** @type {HTMLInputElement} */ control) => {
    state.change({ set: setOf({ ...ratesOf(state.fields), [letter]: control.value.trim() }) }, id);
  };
  for (const control of [slider, number]) {
    control.addEventListener("input", () => change(control));
    control.addEventListener("change", () => state.endGroup());
  }
  const row = make("div", { class: "field slider letter" }, make("label", { for: id }, letter), slider, number,
    errorPlaceFor(number));
  return {
    row,
    show: (text) => {
      showOnSlider(slider, text);
      showText(number, text);
    },
  };
}

/**
 * A slider and a number for the rate of every letter of the sequence that is on no axis.
 * @param {State} state
 */
export function bindLetters(state) {
  /** @type {Map<string, ReturnType<typeof rowOf>>} */
  const rows = new Map();
  const place = element("letters");
  state.follow((fields) => {
    const letters = constantLetters(fields);
    const rates = ratesOf(fields);
    for (const [letter, { row }] of rows) {
      if (letters.includes(letter)) continue;
      row.remove();
      rows.delete(letter);
    }
    for (const letter of letters) {
      if (!rows.has(letter)) rows.set(letter, rowOf(state, letter));
      rows.get(letter)?.show(rates[letter] ?? FIRST_RATE);
    }
    const wanted = letters.map((letter) => /** @type {HTMLElement} */ (rows.get(letter)?.row));
    if (wanted.some((row, i) => place.children[i] !== row)) place.replaceChildren(...wanted);
  });
}
