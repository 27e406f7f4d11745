import { textOf } from "../state/fields.js";
import { element, input, select, showText } from "./dom.js";
import { errorPlaceFor } from "./field_errors.js";
import { splitPalettes } from "./palettes.js";

/** @typedef {import("../state/state.js").State} State */

/** Curves with a number of their own, and what it is where none is told. */
const PARAMETERS = /** @type {Record<string, string>} */ ({ symlog: "0.1", asinh: "0.1", power: "0.5" });

/**
 * Hides a control with its label and what is around them.
 * @param {HTMLElement} control
 * @param {boolean} shown
 */
function showField(control, shown) {
  const field = control.closest(".field");
  if (field instanceof HTMLElement) field.hidden = !shown;
}

/**
 * @param {State} state
 * @param {string} curve
 * @param {string} parameter
 * @param {string} [group]
 */
function change(state, curve, parameter, group) {
  const tone = parameter === "" ? curve : `${curve}:${parameter}`;
  const palettes = textOf(state.fields, "palette", "twilight");
  const palette = curve === "split" ? splitPalettes(palettes) : palettes.split("+")[0];
  state.change({ tone: tone === "tanh" ? "" : tone, palette: palette === "twilight" ? "" : palette }, group);
}

/**
 * The curve from exponents to places in the palette, with its number.
 * @param {State} state
 */
export function bindTone(state) {
  const curve = select("tone");
  const parameter = input("tone-parameter");
  curve.after(errorPlaceFor(curve));
  curve.addEventListener("change", () => change(state, curve.value, ""));
  parameter.addEventListener("input", () => change(state, curve.value, parameter.value.trim(), "tone-parameter"));
  parameter.addEventListener("change", () => state.endGroup());
  state.follow((fields) => {
    const [name, ...rest] = textOf(fields, "tone", "tanh").split(":");
    curve.value = name;
    showText(parameter, name in PARAMETERS ? rest.join(":") : "");
    parameter.placeholder = PARAMETERS[name] ?? "";
    showField(parameter, name in PARAMETERS);
    showField(element("palette-chaos"), name === "split");
    showOfExponents(textOf(fields, "show", "exponent") === "exponent");
  });
}

/**
 * Pictures of periods have no tone: their controls rest.
 * @param {boolean} isExponent
 */
function showOfExponents(isExponent) {
  const ids = ["tone", "tone-parameter", "levels-kind", "level-min", "level-max", "palette-offset",
    "palette-offset-slider", "palette-repeat", "interpolate", "average", "escaped-own", "superstable-own"];
  for (const id of ids) /** @type {HTMLInputElement} */ (element(id)).disabled = !isExponent;
}
