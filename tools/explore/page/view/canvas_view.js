import { pitchOf } from "./lattice.js";
import { imageOf, wordsOfPalette } from "./pixels.js";

/**
 * @typedef {import("./window.js").Window} Window
 * @typedef {import("../engine/engine.js").ViewHead} ViewHead
 * @typedef {import("../engine/engine.js").ViewRows} ViewRows
 * @typedef {{x: number, y: number, width: number, height: number}} Rect in pixels of the canvas
 */

/**
 * @param {Rect} a
 * @param {Rect} b
 * @returns {Rect | null}
 */
function intersection(a, b) {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const [right, bottom] = [Math.min(a.x + a.width, b.x + b.width), Math.min(a.y + a.height, b.y + b.height)];
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null;
}

/** @returns {{canvas: HTMLCanvasElement, context: CanvasRenderingContext2D}} */
function newCanvas() {
  const canvas = document.createElement("canvas");
  return { canvas, context: contextOf(canvas) };
}

/** @param {HTMLCanvasElement} canvas */
function contextOf(canvas) {
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("the browser has no canvas");
  return context;
}

/**
 * The pixels on screen: old ones go with the hand, new ones are drawn over them, coarse before fine. Pixels that are
 * known to be the final ones (`exact`) are not drawn over by coarser ones.
 */
export class CanvasView {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = contextOf(canvas);
    this.old = newCanvas();
    this.coarse = newCanvas();
    /** @type {Window | null} what the pixels on screen are of */
    this.window = null;
    /** @type {Window | null} what those of `old` are of while a gesture goes on */
    this.gripped = null;
    /** @type {Rect | null} */
    this.exact = null;
    /** @type {Uint32Array | null} */
    this.words = null;
    this.averages = false;
  }

  /** @returns {[number, number]} in pixels */
  get size() {
    return [this.canvas.width, this.canvas.height];
  }

  /**
   * Another number of pixels; what is on screen is stretched or keeps its place as the windows say.
   * @param {number} width
   * @param {number} height
   * @param {Window} window that the canvas shows then
   */
  resize(width, height, window) {
    if (width === this.canvas.width && height === this.canvas.height) return;
    const before = this.window;
    this.copyToOld();
    this.canvas.width = width;
    this.canvas.height = height;
    this.exact = null;
    if (before) this.drawOld(before, window);
    this.window = window;
  }

  /** The pixels on screen are of something else from now on, and only stay until there are better ones. */
  forget() {
    this.exact = null;
  }

  /**
   * Moves and scales the pixels on screen to where they are in another window.
   * @param {Window} window
   */
  moveTo(window) {
    const before = this.window;
    this.window = window;
    if (!before || JSON.stringify(before) === JSON.stringify(window)) return;
    const place = this.placeOf(before, window, this.size);
    this.copyToOld();
    this.drawAt(place);
    const [width, height] = this.size;
    const isMoved = place.width === width && place.height === height && Number.isInteger(place.x) &&
      Number.isInteger(place.y);
    this.exact = isMoved && this.exact
      ? intersection({ ...this.exact, x: this.exact.x + place.x, y: this.exact.y + place.y },
        { x: 0, y: 0, width, height })
      : null;
  }

  /**
   * Shows the pixels of the beginning of a gesture in any window, as pinching fingers have it.
   * @param {Window} window
   */
  stretchTo(window) {
    if (!this.window) return;
    if (!this.gripped) {
      this.gripped = this.window;
      this.copyToOld();
    }
    this.exact = null;
    this.window = window;
    this.drawOld(this.gripped, window);
  }

  /** The gesture is over. */
  release() {
    this.gripped = null;
  }

  /**
   * @param {ViewHead} head of the view whose rows come now
   * @param {boolean} averages whether its pixels are averages of several samples in the end
   */
  begin(head, averages) {
    this.words = head.palette ? wordsOfPalette(head.palette) : null;
    this.averages = averages;
  }

  /**
   * @param {ViewRows} head
   * @param {Uint8Array} bytes
   */
  draw(head, bytes) {
    const format = head.format ?? (this.words ? "indexed8" : "rgb24");
    const image = imageOf(bytes, head.columns, head.rows, format === "indexed8" ? this.words : null);
    const isFinal = head.level === 1 && (!this.averages || head.averaged === true);
    if (isFinal) this.context.putImageData(image, 0, head.first);
    else this.drawCoarse(image, head);
  }

  /** All pixels on screen are the final ones. */
  finish() {
    const [width, height] = this.size;
    this.exact = { x: 0, y: 0, width, height };
  }

  /**
   * @param {ImageData} image
   * @param {ViewRows} head
   */
  drawCoarse(image, { level, first }) {
    const { canvas, context } = this.coarse;
    if (canvas.width < image.width) canvas.width = image.width;
    if (canvas.height < image.height) canvas.height = image.height;
    context.putImageData(image, 0, 0);
    this.context.save();
    this.clipToUnknown();
    this.context.imageSmoothingEnabled = false;
    this.context.drawImage(canvas, 0, 0, image.width, image.height, 0, first * level, image.width * level,
      image.height * level);
    this.context.restore();
  }

  clipToUnknown() {
    if (!this.exact) return;
    const { x, y, width, height } = this.exact;
    this.context.beginPath();
    this.context.rect(0, 0, ...this.size);
    this.context.rect(x, y, width, height);
    this.context.clip("evenodd");
  }

  copyToOld() {
    const { canvas, context } = this.old;
    if (canvas.width !== this.canvas.width) canvas.width = this.canvas.width;
    if (canvas.height !== this.canvas.height) canvas.height = this.canvas.height;
    if (canvas.width > 0 && canvas.height > 0) context.drawImage(this.canvas, 0, 0);
  }

  /**
   * Where a canvas of that size with the pixels of `from` is drawn so that it shows what it does in `to`.
   * @param {Window} from
   * @param {Window} to
   * @param {[number, number]} size of the canvas with the pixels
   * @returns {Rect}
   */
  placeOf(from, to, size) {
    const [width, height] = this.size;
    const pitch = [pitchOf(to.horizontal, width), pitchOf(to.vertical, height)];
    // Pixels have their rates in their centres.
    const scale = [pitchOf(from.horizontal, size[0]) / pitch[0], pitchOf(from.vertical, size[1]) / pitch[1]];
    const x = (from.horizontal.min - to.horizontal.min) / pitch[0] + 0.5 - 0.5 * scale[0];
    const y = (to.vertical.max - from.vertical.max) / pitch[1] + 0.5 - 0.5 * scale[1];
    return { x, y, width: size[0] * scale[0], height: size[1] * scale[1] };
  }

  /**
   * @param {Window} from
   * @param {Window} to
   */
  drawOld(from, to) {
    this.drawAt(this.placeOf(from, to, [this.old.canvas.width, this.old.canvas.height]));
  }

  /** @param {Rect} place */
  drawAt({ x, y, width, height }) {
    const { canvas } = this.old;
    if (canvas.width === 0 || canvas.height === 0) return;
    this.context.imageSmoothingEnabled = true;
    this.context.fillStyle = "#808080";
    this.context.fillRect(0, 0, ...this.size);
    this.context.drawImage(canvas, x, y, width, height);
  }
}
