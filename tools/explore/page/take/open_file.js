import { element, input } from "../controls/dom.js";
import { withFields } from "../state/fields.js";

/**
 * @typedef {import("../engine/engine.js").Engine} Engine
 * @typedef {import("../engine/engine.js").Fields} Fields
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../controls/field_errors.js").FieldErrors} FieldErrors
 */

/** Of the file that was made once, and no part of what is seen. */
const OF_FILES = ["size", "depth", "range", "every"];
/** What a recipe leaves open, commands spell out for one picture. */
const OPEN = ["precision"];

/**
 * The state that a recipe asks for, spelled as the page spells it. The picture has as many pixels as the window has room
 * for; the recipe's size is that of further files.
 * @param {Engine} engine
 * @param {{command: "render" | "animate", fields: Fields}} recipe
 * @param {Record<string, string>} defaults
 * @returns {Promise<Fields>}
 */
export async function openedState(engine, { command, fields }, defaults) {
  const spelled = (await engine.command(command, fields)).fields;
  const isToldAnyway = (/** @type {string} */ name) => spelled[name] === defaults[name];
  const isLeftOpen = (/** @type {string} */ name) => OPEN.includes(name) && !(name in fields);
  const told = Object.keys(spelled).filter((name) =>
    !isToldAnyway(name) && !isLeftOpen(name) && !OF_FILES.includes(name));
  const size = "size" in fields ? spelled.size : undefined;
  const state = Object.fromEntries(told.map((name) => [name, spelled[name]]));
  return withFields(state, command === "animate" ? { "film.size": size } : { "picture.size": size });
}

/**
 * Opens pictures and films made by lyap, dropped on the page or chosen.
 * @param {object} parts
 * @param {Engine} parts.engine
 * @param {State} parts.state
 * @param {FieldErrors} parts.errors
 * @param {Record<string, string>} parts.defaults
 * @param {(text: string) => void} parts.say
 * @param {() => void} parts.opened called when the state is that of a file
 */
export function bindOpening({ engine, state, errors, defaults, say, opened }) {
  const open = async (/** @type {File} */ file) => {
    try {
      const recipe = await engine.open(file);
      state.set(await openedState(engine, recipe, defaults));
      opened();
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
