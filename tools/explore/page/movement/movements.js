import { ratesOf, setOf, textOf, textsOf } from "../state/fields.js";

/**
 * @typedef {import("../engine/engine.js").Fields} Fields
 * @typedef {{x: string, y: string, centerX: string, centerY: string, radius: string}} CircleText letters, centre and
 *   radius as they were typed
 * @typedef {{parameter: string, from: string, to: string}} SweepText
 */

/** What the notebook has. */
export const FIRST_CIRCLE = { x: "C", y: "D", centerX: "2.95", centerY: "2.95", radius: "0.25" };
/** What can be swept besides letters. */
export const PARAMETERS = ["x0", "iterations", "palette-offset", "levels-min", "levels-max"];
/** Levels that move where a picture has none begin here, as in films. */
const FIRST_LEVELS = "-1:1";

/**
 * The first circle of the state.
 * @param {Fields} fields
 * @returns {CircleText | null}
 */
export function circleOf(fields) {
  const letters = textOf(fields, "circle");
  if (letters === "") return null;
  const [x, y = ""] = letters.split(",").map((letter) => letter.trim().toUpperCase());
  const [centerX, centerY = ""] = textOf(fields, "center").split(",");
  return { x, y, centerX, centerY, radius: textOf(fields, "radius") };
}

/**
 * The fields that say a circle, in the place of the first one; further ones stay.
 * @param {Fields} fields
 * @param {CircleText | null} circle null for none
 * @returns {Record<string, string | string[]>}
 */
export function circleFields(fields, circle) {
  if (!circle) return { circle: "", center: "", radius: "" };
  const first = { circle: `${circle.x},${circle.y}`, center: `${circle.centerX},${circle.centerY}`,
    radius: circle.radius };
  return Object.fromEntries(Object.entries(first).map(([name, text]) => {
    const rest = textsOf(fields, name).slice(1);
    return [name, rest.length > 0 ? [text, ...rest] : text];
  }));
}

/**
 * @param {Fields} fields
 * @returns {SweepText[]}
 */
export function sweepsOf(fields) {
  return textsOf(fields, "sweep").map((text) => {
    const [parameter, range = ""] = text.split("=", 2);
    const [from, to = ""] = range.split(":", 2);
    return { parameter, from, to };
  });
}

/**
 * @param {SweepText} sweep
 * @returns {string} "C=2.5:3.8"
 */
export function sweepText({ parameter, from, to }) {
  return `${parameter}=${from}:${to}`;
}

/**
 * Rates of two letters on a circle, as films have them.
 * @param {Fields} fields
 * @param {number} position 0 to 1, once round
 * @returns {Record<string, number>}
 */
function circleRates(fields, position) {
  /** @type {Record<string, number>} */
  const rates = {};
  const [centers, radii] = [textsOf(fields, "center"), textsOf(fields, "radius")];
  textsOf(fields, "circle").forEach((letters, i) => {
    const [x, y] = letters.split(",").map((letter) => letter.trim().toUpperCase());
    const [centerX, centerY] = (centers[i] ?? centers[0] ?? "").split(",").map(Number);
    const radius = Number(radii[i] ?? radii[0]);
    const angle = -Math.PI + 2 * Math.PI * position;
    rates[x] = centerX - radius * Math.sin(angle);
    rates[y] = centerY + radius * Math.cos(angle);
  });
  return rates;
}

/**
 * @param {Fields} fields
 * @param {string} name
 * @param {number} value
 * @returns {Record<string, string>} the field that a parameter of a sweep is in
 */
function parameterField(fields, name, value) {
  if (name === "iterations") return { iterations: String(Math.round(value)) };
  const levels = textOf(fields, "levels", FIRST_LEVELS).split(":");
  if (name === "levels-min") return { levels: `${value}:${levels[1] ?? 1}` };
  if (name === "levels-max") return { levels: `${levels[0]}:${value}` };
  return { [name]: String(value) };
}

/**
 * The fields that differ at a position of the movement: rates, and what else is swept.
 * @param {Fields} fields
 * @param {number} position 0 to 1
 * @returns {Record<string, string | string[]>}
 */
export function fieldsAt(fields, position) {
  const progress = textOf(fields, "ping-pong") !== "true" ? position
    : position <= 0.5 ? 2 * position : 2 * (1 - position);
  /** @type {Record<string, string | string[]>} */
  const patch = { "play.position": String(Number(position.toFixed(6))) };
  const rates = circleRates(fields, position);
  for (const { parameter, from, to } of sweepsOf(fields)) {
    const value = Number(from) + (Number(to) - Number(from)) * progress;
    if (parameter.length === 1) rates[parameter.toUpperCase()] = value;
    else Object.assign(patch, parameterField({ ...fields, ...patch }, parameter, value));
  }
  const moved = Object.entries(rates).filter(([, rate]) => Number.isFinite(rate));
  patch.set = setOf({ ...ratesOf(fields), ...Object.fromEntries(moved.map(([letter, rate]) => [letter, String(rate)])) });
  return patch;
}

/**
 * Whether there is something that the page can play.
 * @param {Fields} fields
 */
export function canPlay(fields) {
  return "circle" in fields || "sweep" in fields;
}
