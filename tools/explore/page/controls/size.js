import { textOf } from "../state/fields.js";
import { make, select } from "./dom.js";

/** @typedef {import("../state/state.js").State} State */

const WINDOW = "window";
const SIZES = ["512x512", "720x720", "1024x1024", "1080x1080", "1280x720", "1920x1080", "2560x1440", "3840x2160"];

/**
 * Whether the picture has as many pixels as the window has room for, or a size that is kept.
 * @param {State} state
 */
export function bindSize(state) {
  const list = select("size");
  list.append(make("option", { value: WINDOW }, "of the window"));
  for (const size of SIZES) list.append(make("option", { value: size }, size.replace("x", " × ")));
  list.addEventListener("change", () => state.change({ size: list.value === WINDOW ? "" : list.value }));
  state.follow((fields) => {
    const size = textOf(fields, "size", WINDOW);
    if (![...list.options].some((option) => option.value === size)) list.append(make("option", { value: size }, size));
    list.value = size;
  });
}
