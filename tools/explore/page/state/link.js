/** @typedef {import("../engine/engine.js").Fields} Fields */

/**
 * A text in a link: what stands for something in a link is escaped, the rest can be read.
 * @param {string} text
 */
function escaped(text) {
  return encodeURIComponent(text).replace(/%(3A|2C|3D|2F|28|29)/g, (code) => decodeURIComponent(code));
}

/**
 * The state as the fragment of an address, without its #; fields in alphabetical order, so that equal states have equal
 * links.
 * @param {Fields} fields
 * @returns {string} "horizontal=A=2:4&sequence=AB"
 */
export function linkOf(fields) {
  return Object.keys(fields)
    .sort()
    .flatMap((name) => [fields[name]].flat().map((text) => `${escaped(name)}=${escaped(text)}`))
    .join("&");
}

/**
 * The state that a fragment says, with or without its #. A field that is there several times has a list of texts. The
 * token is no field.
 * @param {string} link
 * @returns {Fields} empty where the link says nothing
 */
export function fieldsOfLink(link) {
  /** @type {Fields} */
  const fields = {};
  for (const part of link.replace(/^#/, "").split("&")) {
    const equals = part.indexOf("=");
    if (equals <= 0) continue;
    const name = unescaped(part.slice(0, equals));
    if (name === "token" || name === "__proto__") continue;
    const text = unescaped(part.slice(equals + 1));
    fields[name] = name in fields ? [fields[name], text].flat() : text;
  }
  return fields;
}

/**
 * Texts that nobody escaped properly count as they are: people write links by hand.
 * @param {string} text
 */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
