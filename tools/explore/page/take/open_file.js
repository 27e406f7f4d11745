import { element, input } from "../controls/dom.js";
import { withFields } from "../state/fields.js";

/**
 * @typedef {import("../engine/engine.js").Engine} Engine
 * @typedef {import("../engine/engine.js").Fields} Fields
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../controls/field_errors.js").FieldErrors} FieldErrors
 */

/** Sizes that stand for none: a picture shows what fits into the window. */
const OF_FILES = ["size", "depth", "range", "every", "preview"];

/** What a recipe leaves open, commands spell out for one picture. */
const OPEN = ["precision", "size"];

/**
 * The state that a recipe asks for, with everything spelled as the page spells it.
 * @param {Engine} engine
 * @param {{command: "render" | "animate", fields: Fields}} recipe
 * @param {Record<string, string>} defaults
 * @returns {Promise<Fields>}
 */
export async function stateOfRecipe(engine, { command, fields }, defaults) {
  const spelled = (await engine.command(command, fields)).fields;
  const isToldAnyway = (/** @type {string} */ name) => spelled[name] === defaults[name];
  const isLeftOpen = (/** @type {string} */ name) => OPEN.includes(name) && !(name in fields);
  const told = Object.keys(spelled).filter((name) => !isToldAnyway(name) && !isLeftOpen(name));
  return Object.fromEntries(told.map((name) => [name, spelled[name]]));
}

/**
 * Opens pictures and films made by lyap, dropped on the page or chosen.
 * @param {object} parts
 * @param {Engine} parts.engine
 * @param {State} parts.state
 * @param {FieldErrors} parts.errors
 * @param {Record<string, string>} parts.defaults
 * @param {(text: string) => void} parts.say
 */
export function bindOpening({ engine, state, errors, defaults, say }) {
  const open = async (/** @type {File} */ file) => {
    try {
      const recipe = await engine.open(file);
      const opened = await stateOfRecipe(engine, recipe, defaults);
      const size = typeof opened.size === "string" ? opened.size : "";
      const kept = withFields(opened, Object.fromEntries(OF_FILES.map((name) => [name, undefined])));
      const own = recipe.command === "animate" ? { "film.size": size } : { "picture.size": size };
      state.set(withFields(kept, own));
      errors.clear("open");
      say(`${file.name} is opened`);
    } catch (error) {
      element("section-files", HTMLDetailsElement).open = true;
      errors.show("open", error, "open-error");
    }
  };
  const chooser = input("open-file");
  element("open-button").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    if (chooser.files?.[0]) open(chooser.files[0]);
    chooser.value = "";
  });
  bindDrop((file) => open(file));
}

/** @param {(file: File) => void} open */
function bindDrop(open) {
  const sign = element("drop");
  const hasFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    sign.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) sign.hidden = true;
  });
  addEventListener("drop", (event) => {
    sign.hidden = true;
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    open(file);
  });
}
