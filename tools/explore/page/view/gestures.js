import { windowFields } from "./window.js";
import { boxOf, hideBox, showBox } from "./zoom_box.js";

/**
 * @typedef {import("./canvas_view.js").CanvasView} CanvasView
 * @typedef {import("./navigation.js").Navigation} Navigation
 * @typedef {import("./window.js").Window} Window
 * @typedef {import("../pointer/point_reader.js").PointReader} PointReader
 * @typedef {[number, number]} Place column and row, fractions too
 */

/** A pointer that moves less, in pixels of the page, clicks. */
const CLICK = 4;
/** Turns of a wheel, in pixels of the page, that are one step of zooming: a notch of a mouse is about 100. */
const WHEEL_STEP = 60;
/** Pinching on a touchpad comes as a wheel with small numbers. */
const PINCH_STEP = 12;
/** What wheels count in, by deltaMode: pixels, lines or pages, in pixels of the page. */
const UNITS = [1, 33, 300];
/** The smallest box, in pixels of the page. */
const SMALLEST_BOX = 8;
const DOUBLE_CLICK_STEPS = 4;
/** Clicks that follow each other faster, in milliseconds, are two of one. */
const DOUBLE_CLICK = 350;
/** How near the pin a click is on it, in pixels of the page. */
const PIN_REACH = 10;

/** What hands do with the picture. */
export class Gestures {
  /**
   * @param {CanvasView} canvas
   * @param {Navigation} navigation
   * @param {PointReader} reader
   */
  constructor(canvas, navigation, reader) {
    this.canvas = canvas;
    this.navigation = navigation;
    this.reader = reader;
    /** @type {Map<number, Place>} pointers that are down, in pixels of the page */
    this.pointers = new Map();
    /** @type {null | {kind: "drag" | "box" | "pinch", from: Place, window: Window, distance: number, group: string}} */
    this.gesture = null;
    this.hasMoved = false;
    this.turned = 0;
    /** The last click, which the first of two may turn out to be. */
    this.clicked = { time: -Infinity, group: "", pin: "" };
    this.listen();
  }

  listen() {
    const { canvas } = this.canvas;
    canvas.addEventListener("pointerdown", (event) => this.onDown(event));
    canvas.addEventListener("pointermove", (event) => this.onMove(event));
    canvas.addEventListener("pointerup", (event) => this.onUp(event));
    canvas.addEventListener("pointercancel", (event) => this.onUp(event));
    canvas.addEventListener("pointerleave", () => this.reader.hover(null));
    canvas.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    canvas.addEventListener("dblclick", (event) => this.onDoubleClick(event));
  }

  /**
   * The pixel at a place of the page.
   * @param {Place} place
   * @returns {Place}
   */
  pixelAt([x, y]) {
    const { left, top, width, height } = this.canvas.canvas.getBoundingClientRect();
    const [columns, rows] = this.canvas.size;
    return [((x - left) / width) * columns - 0.5, ((y - top) / height) * rows - 0.5];
  }

  /** @param {Place} place */
  wholePixelAt(place) {
    // Mice have whole numbers, which are on the edges of pixels: roundings must not choose the one beside.
    const [column, row] = this.pixelAt(place).map((at) => Math.floor(at + 0.5 + 1e-6));
    return { column, row };
  }

  /** Where all pointers are on average, and how far the first two are apart. */
  grip() {
    const places = [...this.pointers.values()];
    const mean = (/** @type {0 | 1} */ i) => places.reduce((sum, place) => sum + place[i], 0) / places.length;
    const distance = places.length < 2 ? 1
      : Math.max(1, Math.hypot(places[0][0] - places[1][0], places[0][1] - places[1][1]));
    return { from: /** @type {Place} */ ([mean(0), mean(1)]), distance };
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    this.canvas.canvas.setPointerCapture(event.pointerId);
    if (this.pointers.size === 0) this.hasMoved = false;
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.begin(this.pointers.size > 1 ? "pinch" : event.shiftKey ? "box" : "drag", event.timeStamp);
  }

  /**
   * @param {"drag" | "box" | "pinch"} kind
   * @param {number} time
   */
  begin(kind, time) {
    if (this.gesture?.kind === "pinch") this.endPinch();
    const { window } = this.navigation;
    if (window) this.gesture = { kind, ...this.grip(), window, group: `hold ${kind} ${time}` };
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    const place = /** @type {Place} */ ([event.clientX, event.clientY]);
    if (!this.pointers.has(event.pointerId)) {
      if (this.pointers.size === 0) this.reader.hover(this.wholePixelAt(place));
      return;
    }
    // Read when the picture is whole again.
    if (event.pointerType === "mouse") this.reader.hovered = this.wholePixelAt(place);
    this.pointers.set(event.pointerId, place);
    const { gesture } = this;
    if (!gesture) return;
    const { from } = this.grip();
    if (Math.hypot(from[0] - gesture.from[0], from[1] - gesture.from[1]) >= CLICK) this.hasMoved = true;
    if (gesture.kind === "pinch") return this.pinch(gesture);
    if (!this.hasMoved) return;
    if (gesture.kind === "drag") this.drag(gesture, from);
    else showBox(this.boxOf(gesture.from, from));
  }

  /**
   * @param {{from: Place, window: Window, group: string}} gesture
   * @param {Place} to
   */
  drag(gesture, to) {
    this.canvas.canvas.classList.add("dragged");
    const [before, now] = [this.pixelAt(gesture.from), this.pixelAt(to)];
    const [right, up] = [Math.round(before[0] - now[0]), Math.round(now[1] - before[1])];
    this.navigation.go(this.navigation.movedWindow(gesture.window, right, up), gesture.group);
  }

  /** @param {{from: Place, window: Window, distance: number}} gesture */
  pinch(gesture) {
    this.hasMoved = true;
    const { from, distance } = this.grip();
    this.canvas.stretchTo(this.navigation.pinchedWindow(gesture.window, distance / gesture.distance,
      this.pixelAt(gesture.from), this.pixelAt(from)));
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    const { gesture } = this;
    if (!gesture) return;
    const place = /** @type {Place} */ ([event.clientX, event.clientY]);
    if (gesture.kind === "pinch") {
      this.endPinch();
      if (this.pointers.size > 0) this.begin("drag", event.timeStamp);
      return;
    }
    if (gesture.kind === "box") this.endBox(this.boxOf(gesture.from, place), gesture.group);
    if (this.hasMoved) this.finish();
    else {
      this.gesture = null;
      if (event.type === "pointerup" && gesture.kind === "drag") this.click(place, event.timeStamp);
    }
  }

  endPinch() {
    const { window } = this.canvas;
    const group = this.gesture?.group ?? "";
    this.canvas.release();
    if (window && this.hasMoved) this.navigation.settle(window, group);
    this.finish();
  }

  finish() {
    this.gesture = null;
    // A click that follows is the first of its kind, however soon.
    this.clicked.time = -Infinity;
    this.canvas.canvas.classList.remove("dragged");
    this.navigation.state.endGroup();
  }

  /**
   * A click pins its point; on the pin it lets go. The second of two clicks is none.
   * @param {Place} place
   * @param {number} time
   */
  click(place, time) {
    if (time - this.clicked.time < DOUBLE_CLICK) return;
    const { pinned, pinText } = this.reader;
    this.clicked = { time, group: `hold click ${time}`, pin: pinText };
    const pixel = this.wholePixelAt(place);
    const { width } = this.canvas.canvas.getBoundingClientRect();
    const reach = (PIN_REACH * this.canvas.size[0]) / width;
    const isOnPin = pinned && Math.hypot(pinned.column - pixel.column, pinned.row - pixel.row) < reach;
    this.reader.pin(isOnPin ? null : pixel, this.clicked.group);
  }

  /**
   * Zooms in one step of the way back, in which the pin that the first click made is gone again.
   * @param {MouseEvent} event
   */
  onDoubleClick(event) {
    const steps = event.shiftKey || event.altKey ? -DOUBLE_CLICK_STEPS : DOUBLE_CLICK_STEPS;
    const window = this.navigation.zoomedWindow(steps, this.pixelAt([event.clientX, event.clientY]));
    if (!window) return;
    const { state } = this.navigation;
    state.change({ ...windowFields(state.fields, window), ...this.reader.pinFields(this.clicked.pin) },
      this.clicked.group);
    state.endGroup();
  }

  /** @param {WheelEvent} event */
  onWheel(event) {
    event.preventDefault();
    const isPinch = event.ctrlKey && Math.abs(event.deltaY) < WHEEL_STEP;
    this.turned -= (event.deltaY * (UNITS[event.deltaMode] ?? 1)) / (isPinch ? PINCH_STEP : WHEEL_STEP);
    const steps = Math.trunc(this.turned);
    if (steps === 0) return;
    this.turned -= steps;
    this.navigation.zoom(steps, this.pixelAt([event.clientX, event.clientY]));
  }

  /**
   * @param {Place} from
   * @param {Place} to
   */
  boxOf(from, to) {
    return boxOf(from, to, this.canvas.canvas.getBoundingClientRect());
  }

  /**
   * @param {import("./zoom_box.js").Box} box
   * @param {string} group
   */
  endBox({ x, y, width, height }, group) {
    hideBox();
    const { window } = this.navigation;
    if (!window || width < SMALLEST_BOX) return;
    const factor = this.canvas.canvas.getBoundingClientRect().width / width;
    const [columns, rows] = this.canvas.size;
    const middle = this.pixelAt([x + width / 2, y + height / 2]);
    this.navigation.settle(this.navigation.pinchedWindow(window, factor, middle, [(columns - 1) / 2, (rows - 1) / 2]),
      group);
  }
}
