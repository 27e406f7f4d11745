import { textOf } from "../state/fields.js";
import { make, select } from "./dom.js";

/** @typedef {import("../state/state.js").State} State */

const [WINDOW, OTHER] = ["window", "other"];
const SIZES = ["512x512", "720x720", "1024x1024", "1080x1080", "1280x720", "1920x1080", "2560x1440", "3840x2160"];

/**
 * Whether the picture has as many pixels as the window has room for, or a size that is kept; any can be typed beside.
 * @param {State} state
 */
export function bindSize(state) {
  const list = select("size-choice");
  list.append(make("option", { value: WINDOW }, "window"));
  for (const size of SIZES) list.append(make("option", { value: size }, size.replace("x", " × ")));
  list.append(make("option", { value: OTHER, hidden: "" }, "other"));
  list.addEventListener("change", () => state.change({ size: list.value === WINDOW ? "" : list.value }));
  state.follow((fields) => {
    const size = textOf(fields, "size", WINDOW);
    list.value = size === WINDOW || SIZES.includes(size) ? size : OTHER;
  });
}
