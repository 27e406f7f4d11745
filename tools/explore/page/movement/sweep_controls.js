import { constantLetters } from "../state/fields.js";
import { element, make, showOptions, showText } from "../controls/dom.js";
import { movedBy } from "../state/job_fields.js";
import { PARAMETERS, sweepsOf, sweepText } from "./movements.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("./movements.js").SweepText} SweepText
 */

/**
 * @param {State} state
 * @param {(sweeps: SweepText[]) => SweepText[]} change
 * @param {string} [group]
 */
function changeSweeps(state, change, group) {
  state.change({ sweep: change(sweepsOf(state.fields)).map(sweepText) }, group);
}

/** @param {string} parameter */
function firstSweep(parameter) {
  return parameter === "x0" ? { parameter, from: "0.1", to: "0.9" } : { parameter, from: "2.5", to: "3.8" };
}

/**
 * The controls of one sweep.
 * @param {State} state
 * @param {number} index
 */
function rowOf(state, index) {
  const named = (/** @type {string} */ what) => `${what} of sweep ${index + 1}`;
  const parameter = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": named("Letter") }));
  const ends = /** @type {const} */ (["from", "to"]).map((key) => {
    const control = /** @type {HTMLInputElement} */ (make("input", { inputmode: "decimal", autocomplete: "off",
      "aria-label": named(key === "from" ? "Start" : "End"), id: `sweep-${index}-${key}` }));
    control.addEventListener("input", () => changeSweeps(state, (sweeps) =>
      sweeps.map((sweep, i) => (i === index ? { ...sweep, [key]: control.value.trim() } : sweep)), control.id));
    control.addEventListener("change", () => state.endGroup());
    return { control, key };
  });
  const remove = make("button", { type: "button", "aria-label": `Remove sweep ${index + 1}` }, "×");
  parameter.addEventListener("change", () => changeSweeps(state, (sweeps) =>
    sweeps.map((sweep, i) => (i === index ? firstSweep(parameter.value) : sweep))));
  remove.addEventListener("click", () => changeSweeps(state, (sweeps) => sweeps.filter((_, i) => i !== index)));
  return {
    row: make("div", { class: "sweep" }, parameter, ...ends.map(({ control }) => control), remove),
    show: (/** @type {SweepText} */ sweep) => {
      showOptions(parameter, [...constantLetters(state.fields), ...PARAMETERS], sweep.parameter);
      for (const { control, key } of ends) showText(control, sweep[key]);
    },
  };
}

/**
 * Sweeps of letters, x0 and other numbers, as many as one likes.
 * @param {State} state
 */
export function bindSweeps(state) {
  const place = element("sweeps");
  /** @type {ReturnType<typeof rowOf>[]} */
  const rows = [];
  element("add-sweep").addEventListener("click", () => {
    const moved = movedBy(state.fields);
    const free = [...constantLetters(state.fields), ...PARAMETERS].find((name) => !moved.includes(name)) ?? "x0";
    changeSweeps(state, (sweeps) => [...sweeps, firstSweep(free)]);
  });
  state.follow((fields) => {
    const sweeps = sweepsOf(fields);
    while (rows.length > sweeps.length) rows.pop()?.row.remove();
    while (rows.length < sweeps.length) {
      rows.push(rowOf(state, rows.length));
      place.append(rows[rows.length - 1].row);
    }
    sweeps.forEach((sweep, i) => rows[i].show(sweep));
  });
}
