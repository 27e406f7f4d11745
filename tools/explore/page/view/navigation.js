import { textOf } from "../state/fields.js";
import * as lattice from "./lattice.js";
import { windowFields, windowOf } from "./window.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("./canvas_view.js").CanvasView} CanvasView
 * @typedef {import("./window.js").Window} Window
 */

/** Moves the window of the state; all windows that it makes lie on the lattice. */
export class Navigation {
  /**
   * @param {State} state
   * @param {CanvasView} canvas
   */
  constructor(state, canvas) {
    this.state = state;
    this.canvas = canvas;
    this.first = windowOf(state.fields);
  }

  /** @returns {Window | null} */
  get window() {
    return windowOf(this.state.fields);
  }

  /**
   * @param {Window} window
   * @param {string} group
   */
  go(window, group) {
    this.state.change(windowFields(this.state.fields, window), group);
  }

  /**
   * A window moved by whole pixels.
   * @param {Window} window
   * @param {number} right pixels
   * @param {number} up pixels
   * @returns {Window}
   */
  movedWindow(window, right, up) {
    const [width, height] = this.canvas.size;
    return {
      horizontal: lattice.moved(window.horizontal, width, right),
      vertical: lattice.moved(window.vertical, height, up),
    };
  }

  /**
   * Moves the window by pixels.
   * @param {number} right
   * @param {number} up
   */
  pan(right, up) {
    const { window } = this;
    if (window) this.go(this.movedWindow(window, right, up), "pan");
  }

  /**
   * Zooms by steps, four of which are a factor of 2, around a pixel.
   * @param {number} steps whole; below 0 outwards
   * @param {[number, number]} [at] column and row; the middle if not told
   */
  zoom(steps, at) {
    const window = this.zoomedWindow(steps, at);
    if (window) this.go(window, "zoom");
  }

  /**
   * The window after zoom().
   * @param {number} steps
   * @param {[number, number]} [at]
   * @returns {Window | null}
   */
  zoomedWindow(steps, at) {
    const { window } = this;
    const [width, height] = this.canvas.size;
    const [column, row] = at ?? [(width - 1) / 2, (height - 1) / 2];
    return window && {
      horizontal: lattice.zoomed(window.horizontal, width, steps, column),
      vertical: lattice.zoomed(window.vertical, height, steps, height - 1 - row),
    };
  }

  /**
   * The window stretched as fingers have it, anywhere off the lattice.
   * @param {Window} window
   * @param {number} factor above 1 inwards
   * @param {[number, number]} from the pixel that the fingers held
   * @param {[number, number]} to where they hold it now
   * @returns {Window}
   */
  pinchedWindow(window, factor, from, to) {
    const [width, height] = this.canvas.size;
    const along = (/** @type {lattice.Range} */ range, /** @type {number} */ pixels, /** @type {number} */ held,
      /** @type {number} */ now) => {
      const pitch = lattice.pitchOf(range, pixels);
      const min = range.min + held * pitch - (now * pitch) / factor;
      return { min, max: min + (range.max - range.min) / factor };
    };
    return {
      horizontal: along(window.horizontal, width, from[0], to[0]),
      vertical: along(window.vertical, height, height - 1 - from[1], height - 1 - to[1]),
    };
  }

  /**
   * Puts a window on the lattice and goes there.
   * @param {Window} window
   * @param {string} group
   */
  settle(window, group) {
    const [width, height] = this.canvas.size;
    this.go({
      horizontal: lattice.settled(window.horizontal, width),
      vertical: lattice.settled(window.vertical, height),
    }, group);
  }

  /** The first window again, exactly as it was asked for. */
  home() {
    if (this.first) this.go(this.first, "");
  }

  /** Gives both axes the coarser scale of both. */
  useSameScale() {
    const { window } = this;
    const [width, height] = this.canvas.size;
    if (!window) return;
    const { horizontal, vertical } = window;
    const pitch = lattice.snappedPitch(Math.max(lattice.pitchOf(horizontal, width), lattice.pitchOf(vertical, height)));
    const around = (/** @type {lattice.Range} */ { min, max }, /** @type {number} */ pixels) =>
      lattice.settledAt(pitch, pixels, (min + max) / 2, (pixels - 1) / 2);
    this.go({ horizontal: around(horizontal, width), vertical: around(vertical, height) }, "");
  }

  /** Whether the state has a size of its own, whatever room there is. */
  get hasOwnSize() {
    return textOf(this.state.fields, "size") !== "";
  }
}
