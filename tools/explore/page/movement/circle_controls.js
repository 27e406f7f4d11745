import { lettersOf, textOf } from "../state/fields.js";
import { element, input, select, showOptions, showText } from "../controls/dom.js";
import { circleFields, circleOf, FIRST_CIRCLE } from "./movements.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("./movements.js").CircleText} CircleText
 */

const NUMBERS = /** @type {[string, keyof CircleText][]} */ ([
  ["circle-radius", "radius"], ["circle-center-x", "centerX"], ["circle-center-y", "centerY"]]);
const LETTERS = /** @type {[string, keyof CircleText][]} */ ([["circle-x", "x"], ["circle-y", "y"]]);

/**
 * The circle on which two letters go round, with centre and radius.
 * @param {State} state
 */
export function bindCircle(state) {
  const on = input("circle-on");
  const change = (/** @type {Partial<CircleText>} */ part, /** @type {string} */ group) => {
    const circle = { ...FIRST_CIRCLE, ...circleOf(state.fields), ...part };
    state.change(circleFields(state.fields, circle), group);
  };
  on.addEventListener("change", () => {
    state.change(circleFields(state.fields, on.checked ? FIRST_CIRCLE : null));
  });
  for (const [id, key] of NUMBERS) {
    input(id).addEventListener("input", () => change({ [key]: input(id).value.trim() }, id));
    input(id).addEventListener("change", () => state.endGroup());
  }
  for (const [id, key] of LETTERS) select(id).addEventListener("change", () => change({ [key]: select(id).value }, id));
  state.follow((fields) => {
    const circle = circleOf(fields);
    on.checked = circle !== null;
    const shown = circle ?? FIRST_CIRCLE;
    for (const [id, key] of NUMBERS) showText(input(id), shown[key]);
    for (const [id, key] of LETTERS) {
      showOptions(select(id), lettersOf(`CD${textOf(fields, "sequence")}`), shown[key]);
    }
    const note = element("circle-error");
    if (!note.hidden && circle === null) note.hidden = true;
  });
}
