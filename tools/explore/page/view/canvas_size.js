import { textOf } from "../state/fields.js";
import { resized } from "./lattice.js";
import { sizeOf, windowFields, windowOf } from "./window.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("./canvas_view.js").CanvasView} CanvasView
 * @typedef {{width: number, height: number, columns: number, rows: number}} Room in pixels of the page and of the device
 */

/** Views have up to 2²⁴ pixels; rooms with more, on screens of many, are shown with fewer. */
const MOST_PIXELS = 1 << 24;

/** Gives the canvas as many pixels as its room has, or those of the picture's own size. */
export class CanvasSize {
  /**
   * @param {State} state
   * @param {CanvasView} canvas
   * @param {HTMLElement} place that the canvas is in
   */
  constructor(state, canvas, place) {
    this.state = state;
    this.canvas = canvas;
    this.place = place;
    /** @type {Room | null} */
    this.room = null;
  }

  /**
   * Has `changed` called when there is another room, first when there is one.
   * @param {() => void} changed
   */
  watch(changed) {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      const device = entry.devicePixelContentBoxSize?.[0];
      const ratio = window.devicePixelRatio;
      this.room = { width, height, columns: device?.inlineSize ?? Math.round(width * ratio),
        rows: device?.blockSize ?? Math.round(height * ratio) };
      changed();
    });
    try {
      observer.observe(this.place, { box: "device-pixel-content-box" });
    } catch {
      observer.observe(this.place);
    }
  }

  /** @returns {[number, number] | null} the pixels that the picture is to have; null while nobody knows */
  get wanted() {
    if (!this.room) return null;
    const own = sizeOf(textOf(this.state.fields, "size"));
    if (own && own[0] > 0 && own[1] > 0 && own[0] * own[1] <= MOST_PIXELS) return own;
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (this.room.columns * this.room.rows)));
    return [Math.max(2, Math.floor(this.room.columns * scale)), Math.max(2, Math.floor(this.room.rows * scale))];
  }

  /**
   * Gives the canvas its size, and the state the window that goes with it.
   * @returns {boolean} whether the state's window is another now, so that all is told anew
   */
  apply() {
    const size = this.wanted;
    if (!size || !this.room) return false;
    this.layOut(size);
    const before = this.canvas.size;
    if (before[0] === size[0] && before[1] === size[1]) return false;
    const shown = windowOf(this.state.fields);
    if (!shown) return false;
    const isFirst = this.canvas.window === null;
    const window = isFirst ? shown : {
      horizontal: resized(shown.horizontal, before[0], size[0]),
      vertical: resized(shown.vertical, before[1], size[1]),
    };
    this.canvas.resize(size[0], size[1], window);
    if (JSON.stringify(window) === JSON.stringify(shown)) return false;
    this.state.amend(windowFields(this.state.fields, window));
    return true;
  }

  /** @param {[number, number]} size */
  layOut([width, height]) {
    const room = /** @type {Room} */ (this.room);
    const { style } = this.canvas.canvas;
    const isOwn = textOf(this.state.fields, "size") !== "";
    const perPixel = room.width / room.columns;
    const scale = isOwn ? Math.min(perPixel, room.width / width, room.height / height) : 0;
    style.width = isOwn ? `${width * scale}px` : `${room.width}px`;
    style.height = isOwn ? `${height * scale}px` : `${room.height}px`;
  }
}
