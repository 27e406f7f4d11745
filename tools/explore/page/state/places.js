/**
 * A place that somebody keeps: the whole state with a small picture of it.
 * @typedef {import("../engine/engine.js").Fields} Fields
 * @typedef {{name: string, fields: Fields, thumbnail: string}} Place
 */

const KEY = "lyap-places";
const FORMAT = "lyap places";

/**
 * Reads what `exportText` wrote, or what another explorer did. Throws an error that says what is wrong.
 * @param {string} text
 * @returns {Place[]}
 */
export function placesOfText(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("this is no file of places: it is not JSON");
  }
  if (json?.format !== FORMAT || !Array.isArray(json.places)) throw new Error("this is no file of places");
  return json.places.map((/** @type {unknown} */ place, /** @type {number} */ i) => {
    const read = placeOf(place);
    if (!read) throw new Error(`place ${i + 1} of the file has no name or no fields`);
    return read;
  });
}

/**
 * @param {any} json
 * @returns {Place | null}
 */
function placeOf(json) {
  const isText = (/** @type {unknown} */ value) => typeof value === "string";
  if (!isText(json?.name) || typeof json.fields !== "object" || json.fields === null) return null;
  const texts = Object.values(json.fields);
  if (!texts.every((text) => isText(text) || (Array.isArray(text) && text.every(isText)))) return null;
  const isPicture = isText(json.thumbnail) && /^data:image\/(png|jpeg|webp);base64,/.test(json.thumbnail);
  return { name: json.name, fields: { ...json.fields }, thumbnail: isPicture ? json.thumbnail : "" };
}

/**
 * @param {Place[]} places
 * @returns {string} JSON
 */
export function exportText(places) {
  return JSON.stringify({ format: FORMAT, version: 1, places }, null, 1);
}

/** Places in the browser's storage. */
export class Places {
  constructor() {
    /** @type {Place[]} */
    this.list = [];
    try {
      this.list = placesOfText(localStorage.getItem(KEY) ?? "");
    } catch {
      // Nothing is kept yet, or by an explorer that wrote otherwise.
    }
  }

  /** @param {Place} place */
  add(place) {
    this.list.unshift(place);
    this.save();
  }

  /** @param {number} index */
  remove(index) {
    this.list.splice(index, 1);
    this.save();
  }

  /**
   * @param {number} index
   * @param {string} name
   */
  rename(index, name) {
    this.list[index].name = name;
    this.save();
  }

  /**
   * Adds places of a file. Throws an error if it is none.
   * @param {string} text
   * @returns {number} how many
   */
  import(text) {
    const places = placesOfText(text);
    this.list.unshift(...places);
    this.save();
    return places.length;
  }

  /** Throws an error where the browser's storage is full. */
  save() {
    try {
      localStorage.setItem(KEY, exportText(this.list));
    } catch {
      throw new Error("the browser has no room for more places: export them and remove some");
    }
  }
}
