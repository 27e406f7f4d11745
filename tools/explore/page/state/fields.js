/** @typedef {import("../engine/engine.js").Fields} Fields */

/**
 * The only or first text of a field.
 * @param {Fields} fields
 * @param {string} name
 * @param {string} otherwise
 * @returns {string}
 */
export function textOf(fields, name, otherwise = "") {
  return [fields[name] ?? []].flat()[0] ?? otherwise;
}

/**
 * All texts of a field.
 * @param {Fields} fields
 * @param {string} name
 * @returns {string[]}
 */
export function textsOf(fields, name) {
  return [fields[name] ?? []].flat();
}

/**
 * The fields with other texts; undefined, "" and [] take a field away.
 * @param {Fields} fields
 * @param {Record<string, string | string[] | undefined>} patch
 * @returns {Fields}
 */
export function withFields(fields, patch) {
  const result = { ...fields };
  for (const [name, text] of Object.entries(patch)) {
    if (text === undefined || text.length === 0) delete result[name];
    else result[name] = text;
  }
  return result;
}

/**
 * Whether two states are the same.
 * @param {Fields} a
 * @param {Fields} b
 */
export function areEqual(a, b) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => JSON.stringify(textsOf(a, name)) === JSON.stringify(textsOf(b, name)));
}

/**
 * Each letter of a sequence once, in alphabetical order. Texts that are no sequence have letters, too.
 * @param {string} sequence such as "A6(BC)2"
 * @returns {string[]}
 */
export function lettersOf(sequence) {
  return [...new Set(sequence.toUpperCase().match(/[A-Z]/g) ?? [])].sort();
}

/**
 * The constant rates, as texts by their letters.
 * @param {Fields} fields
 * @returns {Record<string, string>}
 */
export function ratesOf(fields) {
  /** @type {Record<string, string>} */
  const rates = {};
  for (const text of textsOf(fields, "set")) {
    const equals = text.indexOf("=");
    if (equals > 0) rates[text.slice(0, equals).trim().toUpperCase()] = text.slice(equals + 1);
  }
  return rates;
}

/**
 * The field `set` of constant rates.
 * @param {Record<string, string>} rates
 * @returns {string[]}
 */
export function setOf(rates) {
  return Object.keys(rates)
    .sort()
    .map((letter) => `${letter}=${rates[letter]}`);
}

/**
 * A letter on an axis, with the ends of its window as they were typed.
 * @typedef {{letter: string, min: string, max: string}} AxisText
 *
 * @param {Fields} fields
 * @param {"horizontal" | "vertical"} name
 * @returns {AxisText}
 */
export function axisOf(fields, name) {
  const text = textOf(fields, name, name === "horizontal" ? "A=2:4" : "B=2:4");
  const [letter, range = "2:4"] = text.split("=", 2);
  const [min, max = ""] = range.split(":", 2);
  return { letter: letter.trim().toUpperCase(), min, max };
}

/**
 * @param {AxisText} axis
 * @returns {string} "A=2:4"
 */
export function axisText({ letter, min, max }) {
  return `${letter}=${min}:${max}`;
}

/**
 * The letters of the sequence that are on no axis, whose rates are constant.
 * @param {Fields} fields
 * @returns {string[]}
 */
export function constantLetters(fields) {
  const onAxes = [axisOf(fields, "horizontal").letter, axisOf(fields, "vertical").letter];
  return lettersOf(textOf(fields, "sequence")).filter((letter) => !onAxes.includes(letter));
}
