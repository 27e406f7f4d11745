// States of the explorer that nobody thought of, as links. LYAP_BROWSER_SEED repeats them.
import process from 'node:process';

/** What is drawn depends on it alone. */
export const seed = Number(process.env.LYAP_BROWSER_SEED ?? Math.floor(Math.random() * 2 ** 31));

/**
 * Numbers from 0 to 1, evenly (Mulberry32).
 * @param {number} start
 */
function numbersFrom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = numbersFrom(seed);

/**
 * @template T
 * @param {T[]} all
 * @returns {T}
 */
const oneOf = (all) => all[Math.floor(random() * all.length)];
/** @param {number} low @param {number} high */
const whole = (low, high) => low + Math.floor(random() * (high - low + 1));
/** @param {number} low @param {number} high @param {number} digits */
const number = (low, high, digits) => (low + random() * (high - low)).toFixed(digits);

const PALETTES = ['twilight', 'viridis', 'magma', 'hsv', 'seismic', 'berlin', 'afmhot', 'gray', 'Spectral', 'tab20'];

function palette() {
  return oneOf(PALETTES) + oneOf(['', '_r']);
}

/** @returns {{sequence: string, letters: string[]}} with two letters at least */
function sequence() {
  const letters = ['A', 'B', 'C', 'D'].slice(0, whole(2, 4));
  const blocks = [...letters, ...Array.from({length: whole(0, 5)}, () => oneOf(letters))]
      .map((letter) => ({letter, at: random()})).sort((a, b) => a.at - b.at)
      .map(({letter}) => letter + oneOf(['', '', '', '2', '5']));
  return {sequence: random() < 0.3 ? `(${blocks.join('')})2${letters[0]}` : blocks.join(''), letters};
}

/** @param {string} letter */
function axis(letter) {
  const width = 10 ** -(random() * 5) * 2;
  const min = 2 + random() * (2 - width);
  return `${letter}=${min.toFixed(7)}:${(min + width).toFixed(7)}`;
}

/** @returns {Record<string, string>} */
function colours() {
  const tone = oneOf(['tanh', 'linear', `symlog:${number(0.01, 1, 3)}`, `asinh:${number(0.01, 1, 3)}`,
                      `power:${number(0.2, 2, 2)}`, 'quantile', 'split']);
  /** @type {Record<string, string>} */
  const fields = {tone, palette: tone === 'split' ? `${palette()}+${palette()}` : palette()};
  if (tone === 'linear' || (tone !== 'quantile' && random() < 0.5)) {
    fields.levels = oneOf(['auto', `${number(-3, -0.1, 3)}:${number(0.1, 1, 3)}`]);
  }
  if (random() < 0.4) fields['palette-offset'] = number(0, 1, 3);
  if (random() < 0.3) fields['palette-repeat'] = number(0.5, 4, 2);
  if (random() < 0.3) fields['color-escaped'] = oneOf(['#ff0000', '#00ff7f']);
  if (random() < 0.3) fields['color-superstable'] = oneOf(['#ffffff', '#123456']);
  if (random() < 0.3) fields.interpolate = 'true';
  if (random() < 0.3) fields.average = 'exponent';
  return fields;
}

/** @returns {Record<string, string>} */
function samples() {
  const text = oneOf(['1', '1', '2', '3', 'auto:2', 'auto:4']);
  if (text === '1') return {};
  return {samples: text, ...(text.startsWith('auto') ? {} : {filter: oneOf(['box', 'triangle', 'gaussian', 'mitchell'])})};
}

/** @returns {string} a link's fragment */
function state() {
  const {sequence: text, letters} = sequence();
  const [horizontal, vertical] = letters.map((letter) => ({letter, at: random()})).sort((a, b) => a.at - b.at)
      .map(({letter}) => letter);
  const set = letters.filter((letter) => letter !== horizontal && letter !== vertical)
                  .map((letter) => `${letter}=${number(2, 4, 4)}`);
  const isPeriod = random() < 0.2;
  /** @type {Record<string, string>} */
  const fields = {
    sequence: text, horizontal: axis(horizontal), vertical: axis(vertical), iterations: String(whole(1, 300)),
    ...(isPeriod ? {show: 'period', palette: palette()} : {...colours(), ...samples()}),
  };
  if (random() < 0.5) fields.transient = String(whole(1, 60));
  if (random() < 0.5) fields.phase = oneOf(['0', '1']);
  if (random() < 0.5) fields.x0 = number(0.01, 0.99, 3);
  if (random() < 0.5) fields.precision = oneOf(['f32', 'f64']);
  if (!isPeriod && random() < 0.2) fields['brute-force'] = 'true';
  const parts = [...Object.entries(fields), ...set.map((rate) => ['set', rate])];
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

/**
 * @param {number} count
 * @returns {string[]} fragments of links
 */
export function randomStates(count) {
  return Array.from({length: count}, state);
}
