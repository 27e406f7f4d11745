import { EngineError } from "../engine.js";

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const KEYWORD = "Recipe";

/**
 * The chunks of a PNG file.
 * @param {Uint8Array} bytes
 * @returns {Generator<{type: string, data: Uint8Array}>}
 */
function* chunksOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const size = view.getUint32(at);
    if (size > bytes.length - at - 12) return;
    yield { type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), data: bytes.subarray(at + 8, at + 8 + size) };
    at += 12 + size;
  }
}

/**
 * What a text chunk says under the recipe's keyword; null if it has another.
 * @param {Uint8Array} data of a chunk tEXt
 */
function recipeIn(data) {
  const end = data.indexOf(0);
  const text = new TextDecoder("latin1");
  return text.decode(data.subarray(0, end)) === KEYWORD ? text.decode(data.subarray(end + 1)) : null;
}

/**
 * The recipe in a PNG file that lyap has made.
 * @param {Uint8Array} bytes
 * @param {string} name of the file, for messages
 * @returns {{command: "render" | "animate", fields: import("../engine.js").Fields}}
 */
export function readRecipe(bytes, name) {
  const isPng = SIGNATURE.every((byte, i) => bytes[i] === byte);
  if (!isPng) throw new EngineError("", `'${name}': without the program this page opens PNG files alone`);
  for (const { type, data } of chunksOf(bytes)) {
    const text = type === "tEXt" ? recipeIn(data) : null;
    if (text === null) continue;
    const { command, lyap: _version, colors: _checksum, ...told } = JSON.parse(text);
    const textOf = (/** @type {unknown} */ value) => (Array.isArray(value) ? value.map(String) : String(value));
    return { command, fields: Object.fromEntries(Object.entries(told).map(([field, value]) => [field, textOf(value)])) };
  }
  throw new EngineError("", `'${name}' has no recipe of lyap`);
}
