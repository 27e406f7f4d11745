import { element, input, select, showText } from "../controls/dom.js";
import { errorPlaceFor } from "../controls/field_errors.js";
import { textOf, withFields } from "../state/fields.js";
import { pictureFields } from "../state/job_fields.js";
import { nameOf, withEnding } from "./file_names.js";
import { outputState, sizeText } from "./output_fields.js";

/**
 * @typedef {import("../engine/engine.js").Engine} Engine
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../controls/field_errors.js").FieldErrors} FieldErrors
 */

const SIZE = "picture.size";

/**
 * Pictures of any size as files, made by the engine.
 * @param {object} parts
 * @param {Engine} parts.engine
 * @param {State} parts.state
 * @param {FieldErrors} parts.errors
 * @param {() => [number, number]} parts.shownSize in pixels
 * @param {() => void} parts.queued called when there is a job more
 */
export function bindPictureFiles({ engine, state, errors, shownSize, queued }) {
  const [size, name, kind] = [input("picture-size"), input("picture-name"), select("picture-kind")];
  const shown = () => shownSize().join("x");
  size.after(errorPlaceFor(size));
  size.addEventListener("input", () => state.change({ [SIZE]: size.value.trim() }, SIZE));
  state.follow((fields) => {
    showText(size, textOf(fields, SIZE));
    name.placeholder = nameOf(textOf(fields, "sequence"));
  });
  element("make-picture").addEventListener("click", async () => {
    const [ending, depth] = kind.value.split(" ");
    const text = sizeText(state.fields, SIZE, shown());
    const output = outputState(state.fields, shownSize(), text, input("picture-reshape").checked);
    const fields = withFields(pictureFields(output, text), { depth });
    try {
      await engine.addJob("render", fields, withEnding(name.value.trim() || name.placeholder, ending));
      errors.clear("picture");
      queued();
    } catch (error) {
      errors.show("picture", error, "picture-error");
    }
  });
}
