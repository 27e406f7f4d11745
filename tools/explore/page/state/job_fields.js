import { constantLetters, ratesOf, setOf, textOf, textsOf, withFields } from "./fields.js";

/** @typedef {import("../engine/engine.js").Fields} Fields */

/** Rates that letters have until somebody chooses others. */
export const FIRST_RATE = "3";

const MOVEMENT = ["circle", "center", "radius", "sweep", "zoom", "zoom-factor", "track", "ping-pong"];
const FILM = ["duration", "frames", "fps", "shutter", "shutter-frames", "range", "every", "codec", "crf", "preset",
  "pixel-format"];
/** Of pictures of periods the program accepts none of these. */
const OF_EXPONENTS = ["tone", "levels", "quantiles", "color-superstable", "color-escaped", "palette-offset",
  "palette-repeat", "interpolate", "average"];

/**
 * The state without what belongs to the page alone: names with a dot, such as "film.size".
 * @param {Fields} state
 * @returns {Fields}
 */
function withoutOwn(state) {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !name.includes(".")));
}

/**
 * The state without these fields.
 * @param {Fields} fields
 * @param {string[]} names
 */
function without(fields, names) {
  return withFields(fields, Object.fromEntries(names.map((name) => [name, undefined])));
}

/**
 * What a picture or a film has in common: rates of those letters that need one, and no tones for periods.
 * @param {Fields} state
 * @param {string[]} moved letters that a movement gives their rates
 */
function common(state, moved) {
  const rates = ratesOf(state);
  const needed = constantLetters(state).filter((letter) => !moved.includes(letter));
  const set = setOf(Object.fromEntries(needed.map((letter) => [letter, rates[letter] ?? FIRST_RATE])));
  const fields = withFields(withoutOwn(state), { set });
  return textOf(fields, "show") === "period" ? without(fields, OF_EXPONENTS) : fields;
}

/**
 * The fields of the picture that the state shows.
 * @param {Fields} state
 * @param {string} size "1280x720"
 * @returns {Fields}
 */
export function pictureFields(state, size) {
  return withFields(without(common(state, []), [...MOVEMENT, ...FILM]), { size });
}

/**
 * What moves: letters, "x0" and other parameters of circles, sweeps and tracks.
 * @param {Fields} state
 * @returns {string[]}
 */
export function movedBy(state) {
  const circles = textsOf(state, "circle").flatMap((text) => text.split(","));
  const sweeps = textsOf(state, "sweep").map((text) => text.split("=")[0]);
  const tracks = textsOf(state, "track").map((text) => text.trim().split(/\s+/)[0]);
  return [...circles, ...sweeps, ...tracks].map((name) => name.trim()).map((name) =>
    name.length === 1 ? name.toUpperCase() : name);
}

/**
 * The fields of the film that the state describes.
 * @param {Fields} state
 * @param {string} size
 * @returns {Fields}
 */
export function filmFields(state, size) {
  const fields = common(state, movedBy(state));
  const pingPong = "sweep" in fields || "zoom" in fields ? fields["ping-pong"] : undefined;
  return withFields(fields, { size, "ping-pong": pingPong });
}
