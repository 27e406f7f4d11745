import { textOf } from "../../state/fields.js";

/**
 * Rows of a picture that each worker computes: bands [first, behind), [first + every, behind + every) … are one's.
 * @typedef {{first: number, behind: number, every: number}} Bands
 */

/** Rows of a band: of every fourth row, twice as many as the kernels work on at a time. */
const ROWS = 32;
/** Map steps that a band should not exceed, so that a worker listens now and then. */
const MOST_STEPS = 4e8;

/**
 * The ends of an axis, of a text such as "B=2:4".
 * @param {string} text
 * @returns {[number, number] | null}
 */
function endsOf(text) {
  const numbers = (text.split("=")[1] ?? "").split(":").map(Number);
  return numbers.length === 2 && numbers.every(Number.isFinite) ? [numbers[0], numbers[1]] : null;
}

/**
 * Deals the rows of a picture out to workers. Rows that stay in a window that moves stay with the worker that knows
 * them, if the window moves by whole rows: which band a row is in depends on its rate.
 * @param {import("../engine.js").Fields} fields
 * @param {number} workers
 * @returns {Bands[]}
 */
export function bandsOf(fields, workers) {
  const [width, height] = textOf(fields, "size").split("x").map(Number);
  const steps = width * (Number(textOf(fields, "iterations") || 400) + Number(textOf(fields, "transient") || 0));
  const most = Math.max(4, Math.floor(MOST_STEPS / steps / 4) * 4);
  const rows = Number.isFinite(most) ? Math.min(ROWS, most) : ROWS;
  const every = rows * workers;
  const ends = endsOf(textOf(fields, "vertical"));
  const top = ends && height > 1 ? Math.round(ends[1] / ((ends[1] - ends[0]) / (height - 1))) : 0;
  // Rows count down from the top, rates up to it.
  const begin = Number.isSafeInteger(top) ? ((top % every) + every) % every : 0;
  return Array.from({ length: workers }, (_, worker) => {
    const first = (((begin + rows * worker) % every) + every) % every;
    return first > every - rows ? { first: first - every, behind: first - every + rows, every }
      : { first, behind: first + rows, every };
  });
}
