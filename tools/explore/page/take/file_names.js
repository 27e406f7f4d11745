/**
 * A name for a file of this state; the server puts a number behind it where there is one already.
 * @param {string} sequence
 * @returns {string} without an ending
 */
export function nameOf(sequence) {
  const letters = sequence.toLowerCase().replace(/[^a-z0-9]+/g, "");
  return letters.slice(0, 60) || "picture";
}

/**
 * The name with the ending, which people may have typed or not.
 * @param {string} name
 * @param {string} ending such as ".png"
 * @returns {string}
 */
export function withEnding(name, ending) {
  return name.toLowerCase().endsWith(ending) ? name : name + ending;
}
