import { textOf } from "../state/fields.js";
import { input } from "./dom.js";

/** @typedef {import("../state/state.js").State} State */

/**
 * @param {State} state
 * @param {"escaped" | "superstable"} of
 * @param {string} first the colour until somebody chooses another
 */
function bindColor(state, of, first) {
  const [own, color] = [input(`${of}-own`), input(`${of}-color`)];
  const field = `color-${of}`;
  own.addEventListener("change", () => state.change({ [field]: own.checked ? color.value : "" }));
  color.addEventListener("input", () => state.change({ [field]: color.value }, field));
  color.addEventListener("change", () => state.endGroup());
  state.follow((fields) => {
    const text = textOf(fields, field);
    own.checked = text !== "";
    color.disabled = text === "" || own.disabled;
    if (/^#[0-9a-f]{6}$/i.test(text)) color.value = text.toLowerCase();
    else if (text === "") color.value = first;
  });
}

/**
 * Colours of infinite exponents that are not those of the palette.
 * @param {State} state
 */
export function bindOwnColors(state) {
  bindColor(state, "escaped", "#000000");
  bindColor(state, "superstable", "#ffffff");
}
