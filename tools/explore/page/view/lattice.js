/**
 * Windows of the parameter plane on a lattice: the pitch of pixels is m·2⁻ⁿ with m = 4, 5, 6 or 7, and windows begin at
 * multiples of it. All numbers here are exact in double then, so that a window moved by whole pixels has the very rates
 * of before. Pure functions.
 *
 * @typedef {{min: number, max: number}} Range of rates along one side; min < max
 */

/** Below this pitch rates near 4 would need more than the 53 binary digits of a double. */
export const SMALLEST_PITCH = 4 * 2 ** -49;
/** The program accepts rates from −1000 to 1000. */
export const LARGEST_PITCH = 4 * 2 ** -4;
const LARGEST_RATE = 1000;
const STEPS_PER_OCTAVE = 4;

/**
 * @param {number} step
 * @returns {number} the pitch of that step; larger steps are coarser
 */
function pitchOfStep(step) {
  const octave = Math.floor(step / STEPS_PER_OCTAVE);
  return (4 + (step - octave * STEPS_PER_OCTAVE)) * 2 ** octave;
}

/**
 * The step whose pitch is nearest by ratio.
 * @param {number} pitch
 */
function nearestStep(pitch) {
  const octave = Math.floor(Math.log2(pitch / 4));
  const first = octave * STEPS_PER_OCTAVE;
  const distance = (/** @type {number} */ step) => Math.abs(Math.log(pitchOfStep(step) / pitch));
  let best = first;
  for (let step = first - 1; step <= first + STEPS_PER_OCTAVE + 1; ++step) {
    if (distance(step) < distance(best)) best = step;
  }
  return best;
}

/** @param {number} pitch */
function limited(pitch) {
  return Math.min(Math.max(pitch, SMALLEST_PITCH), LARGEST_PITCH);
}

/**
 * The nearest pitch of the lattice.
 * @param {number} pitch above 0
 * @returns {number}
 */
export function snappedPitch(pitch) {
  return limited(pitchOfStep(nearestStep(limited(pitch))));
}

/**
 * A pitch that is so many steps finer (above 0) or coarser; four steps are a factor of 2.
 * @param {number} pitch
 * @param {number} steps whole
 * @returns {number}
 */
export function zoomedPitch(pitch, steps) {
  return limited(pitchOfStep(nearestStep(limited(pitch)) - steps));
}

/**
 * The distance of pixels; both ends of the range are pixels.
 * @param {Range} range
 * @param {number} pixels along the side
 */
export function pitchOf(range, pixels) {
  return (range.max - range.min) / Math.max(pixels - 1, 1);
}

/**
 * Whether a window of so many pixels lies on the lattice.
 * @param {Range} range
 * @param {number} pixels
 */
export function isSettled(range, pixels) {
  if (pixels < 2) return false;
  const pitch = pitchOf(range, pixels);
  return pitch === snappedPitch(pitch) && Number.isInteger(range.min / pitch);
}

/**
 * The window of the lattice with this pitch that has the rate as near as can be at `position`.
 * @param {number} pitch of the lattice
 * @param {number} pixels along the side
 * @param {number} rate
 * @param {number} position in pixels from the range's lower end; may be a fraction
 * @returns {Range}
 */
export function settledAt(pitch, pixels, rate, position) {
  const most = Math.floor(LARGEST_RATE / pitch) - (pixels - 1);
  const first = Math.round(rate / pitch - position);
  const kept = Math.min(Math.max(first, -Math.floor(LARGEST_RATE / pitch)), most);
  return { min: kept * pitch, max: (kept + pixels - 1) * pitch };
}

/**
 * The window of the lattice that is most like this one.
 * @param {Range} range
 * @param {number} pixels
 * @returns {Range}
 */
export function settled(range, pixels) {
  if (isSettled(range, pixels)) return range;
  const middle = (pixels - 1) / 2;
  return settledAt(snappedPitch(pitchOf(range, pixels)), pixels, range.min + (range.max - range.min) / 2, middle);
}

/**
 * The window moved by whole pixels, towards larger rates if they are above 0. One that is not on the lattice is put
 * there.
 * @param {Range} range
 * @param {number} pixels along the side
 * @param {number} by whole pixels
 * @returns {Range}
 */
export function moved(range, pixels, by) {
  const start = settled(range, pixels);
  const pitch = pitchOf(start, pixels);
  return settledAt(pitch, pixels, start.min + by * pitch, 0);
}

/**
 * The window so many steps narrower, with the rate at `position` kept there to half a pixel.
 * @param {Range} range
 * @param {number} pixels
 * @param {number} steps whole; below 0 the window widens
 * @param {number} position in pixels from the range's lower end
 * @returns {Range}
 */
export function zoomed(range, pixels, steps, position) {
  const pitch = pitchOf(range, pixels);
  const rate = range.min + pitch * position;
  return settledAt(zoomedPitch(pitch, steps), pixels, rate, position);
}

/**
 * The window for another number of pixels: on the lattice the pitch and the middle stay, elsewhere the window does.
 * @param {Range} range
 * @param {number} from pixels
 * @param {number} to pixels
 * @returns {Range}
 */
export function resized(range, from, to) {
  if (from === to || !isSettled(range, from)) return range;
  const pitch = pitchOf(range, from);
  return settledAt(pitch, to, range.min + Math.trunc((from - to) / 2) * pitch, 0);
}

/**
 * A window for a picture of another shape that shows all of this one and has the same scales.
 * @param {{horizontal: Range, vertical: Range}} window
 * @param {[number, number]} from size in pixels
 * @param {[number, number]} to size in pixels
 * @returns {{horizontal: Range, vertical: Range}}
 */
export function reshaped(window, from, to) {
  const shape = to[0] / to[1] / (from[0] / from[1]);
  return {
    horizontal: shape > 1 ? widened(window.horizontal, shape) : window.horizontal,
    vertical: shape < 1 ? widened(window.vertical, 1 / shape) : window.vertical,
  };
}

/**
 * @param {Range} range
 * @param {number} factor
 * @returns {Range}
 */
function widened(range, factor) {
  const more = ((range.max - range.min) * (factor - 1)) / 2;
  return { min: range.min - more, max: range.max + more };
}

/**
 * The shortest decimals that are read as the same double, as the program takes them.
 * @param {number} value
 * @returns {string}
 */
export function numberText(value) {
  return String(value === 0 ? 0 : value);
}
