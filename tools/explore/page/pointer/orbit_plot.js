import { element, makeSvg } from "../controls/dom.js";

/** @typedef {import("../engine/engine.js").Reading} Reading */

const [WIDTH, HEIGHT, SIDE] = [300, 120, 300];
const MARGIN = 8;

/**
 * The orbit as far as it is finite.
 * @param {Reading} reading
 */
function finiteOrbit({ orbit }) {
  const end = orbit.findIndex((x) => x === null || !Number.isFinite(x));
  return end < 0 ? orbit : orbit.slice(0, end);
}

/**
 * Ends of a scale that holds the unit interval and the orbit, but not what escapes far from it.
 * @param {number[]} orbit
 * @returns {[number, number]}
 */
function scaleOf(orbit) {
  return [Math.max(Math.min(0, ...orbit), -0.5), Math.min(Math.max(1, ...orbit), 1.5)];
}

/**
 * A line through points.
 * @param {[number, number][]} points
 * @returns {string} for the attribute d of a path
 */
function pathOf(points) {
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
}

/**
 * Points of the orbit over the map steps.
 * @param {number[]} orbit
 */
function drawOrbit(orbit) {
  const [low, high] = scaleOf(orbit);
  const last = Math.max(orbit.length - 1, 1);
  const points = orbit.map((x, n) => /** @type {[number, number]} */ ([MARGIN + (n / last) * (WIDTH - 2 * MARGIN),
    HEIGHT - MARGIN - ((x - low) / (high - low)) * (HEIGHT - 2 * MARGIN)]));
  const svg = element("orbit-plot", SVGSVGElement);
  svg.replaceChildren(makeSvg("path", { class: "curve", d: pathOf(points) }),
    ...points.map(([cx, cy]) => makeSvg("circle", { cx, cy, r: 1.6 })));
  svg.setAttribute("aria-label", `Orbit: ${orbit.slice(0, 12).map((x) => x.toFixed(4)).join(", ")} …`);
}

/**
 * The steps from each point to the next, between the diagonal and the map of the letter that leads there.
 * @param {Reading} reading
 * @param {number[]} orbit
 */
function drawCobweb({ rates, letters }, orbit) {
  const [low, high] = scaleOf(orbit);
  const at = (/** @type {number} */ x) => MARGIN + ((x - low) / (high - low)) * (SIDE - 2 * MARGIN);
  const place = (/** @type {number} */ x, /** @type {number} */ y) =>
    /** @type {[number, number]} */ ([at(x), SIDE - at(y)]);
  const used = [...new Set(letters)].sort();
  const maps = used.map((letter) => Array.from({ length: 101 }, (_, i) => {
    const x = low + (i / 100) * (high - low);
    return place(x, rates[letter] * x * (1 - x));
  }));
  const web = orbit.slice(0, -1).flatMap((x, i) => [place(x, x), place(x, orbit[i + 1])]);
  const names = used.map((letter) => {
    const [x, y] = place(0.5, rates[letter] / 4);
    return makeSvg("text", { x: x - 3, y: y - 4 }, letter);
  });
  element("cobweb-plot", SVGSVGElement).replaceChildren(
    makeSvg("path", { class: "diagonal", d: pathOf([place(low, low), place(high, high)]) }),
    ...maps.map((points) => makeSvg("path", { class: "curve", d: pathOf(points) })),
    makeSvg("path", { class: "orbit", d: pathOf(web) }), ...names);
}

/**
 * Draws the orbit of a pixel and its cobweb.
 * @param {Reading} reading
 */
export function drawReading(reading) {
  const orbit = finiteOrbit(reading);
  drawOrbit(orbit);
  drawCobweb(reading, orbit);
}
