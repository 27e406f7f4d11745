import { isAbort } from "../engine/engine.js";
import { textOf } from "../state/fields.js";
import { numberText, pitchOf } from "../view/lattice.js";
import { element, input, make } from "../controls/dom.js";
import { drawReading } from "./orbit_plot.js";

/**
 * @typedef {import("../engine/engine.js").Engine} Engine
 * @typedef {import("../engine/engine.js").Fields} Fields
 * @typedef {import("../engine/engine.js").Reading} Reading
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../view/canvas_view.js").CanvasView} CanvasView
 * @typedef {{column: number, row: number}} Pixel
 */

const PIN = "point.pin";
/** Points of the orbit that is drawn. */
const POINTS = 200;

/** @param {Reading} reading */
function exponentText({ exponent, infinite }) {
  if (exponent === null) return infinite < 0 ? "−∞" : "+∞";
  return exponent.toPrecision(6).replace("-", "−");
}

/** Reads the pixel under the pointer, or the one that is pinned, by the picture's own bits. */
export class PointReader {
  /**
   * @param {object} parts
   * @param {Engine} parts.engine
   * @param {State} parts.state
   * @param {CanvasView} parts.canvas
   * @param {string} parts.client
   * @param {() => Fields} parts.picture the fields of the picture on screen
   */
  constructor({ engine, state, canvas, client, picture }) {
    this.engine = engine;
    this.state = state;
    this.canvas = canvas;
    this.client = client;
    this.picture = picture;
    /** @type {Pixel | null} */
    this.hovered = null;
    this.isAsking = false;
    this.isStale = false;
    this.orbitOn = input("orbit-on");
    this.orbitOn.addEventListener("change", () => this.toggleOrbit());
    element("pin-button").addEventListener("click", () => this.togglePin());
    element("zoom-here").addEventListener("click", () => state.change({ zoom: this.ratesHere().join(",") }));
    state.follow(() => this.update());
  }

  /** @param {Pixel | null} pixel under the pointer; null if it is elsewhere */
  hover(pixel) {
    this.hovered = pixel;
    if (!this.pinned) this.read();
  }

  /** @returns {Pixel | null} the pinned pixel, in the picture on screen or beyond it */
  get pinned() {
    const { window, size } = this.canvas;
    const [x, y] = this.pinText.split(",").map(Number);
    if (!window || this.pinText === "" || !Number.isFinite(x) || !Number.isFinite(y)) return null;
    return {
      column: Math.round((x - window.horizontal.min) / pitchOf(window.horizontal, size[0])),
      row: Math.round((window.vertical.max - y) / pitchOf(window.vertical, size[1])),
    };
  }

  /** @returns {Pixel} */
  get middle() {
    return { column: Math.floor(this.canvas.size[0] / 2), row: Math.floor(this.canvas.size[1] / 2) };
  }

  /** @param {Pixel} pixel */
  ratesAt({ column, row }) {
    const { window, size } = this.canvas;
    if (!window) return [];
    return [window.horizontal.min + column * pitchOf(window.horizontal, size[0]),
      window.vertical.max - row * pitchOf(window.vertical, size[1])].map(numberText);
  }

  /** The rates of what is pinned, under the pointer or in the middle. */
  ratesHere() {
    return this.ratesAt(this.pinned ?? this.hovered ?? this.middle);
  }

  /** Where the pin is, as the state says it; "" if there is none. */
  get pinText() {
    return textOf(this.state.fields, PIN);
  }

  /**
   * The fields that say where the pin is.
   * @param {string} text of pinText
   */
  pinFields(text) {
    return { [PIN]: text };
  }

  /**
   * Pins a pixel, or lets go of the pinned one.
   * @param {Pixel | null} pixel
   * @param {string} [group]
   */
  pin(pixel, group = "pin") {
    this.state.change(this.pinFields(pixel ? this.ratesAt(pixel).join(",") : ""), group);
  }

  togglePin() {
    this.pin(this.pinned ? null : (this.hovered ?? this.middle));
  }

  /**
   * Moves the pin by pixels.
   * @param {number} columns
   * @param {number} rows
   */
  movePin(columns, rows) {
    const { column, row } = this.pinned ?? this.hovered ?? this.middle;
    this.pin({ column: column + columns, row: row + rows });
  }

  toggleOrbit() {
    element("orbit").hidden = !this.orbitOn.checked;
    this.read();
  }

  /** Shows the pin where it is now, and reads its pixel of the picture that is now. */
  update() {
    const { pinned } = this;
    const button = element("pin-button");
    button.textContent = pinned ? "Unpin" : "Pin the middle";
    button.setAttribute("aria-pressed", String(pinned !== null));
    element("pin-note").textContent = pinned
      ? "Pinned. Shift and arrows move the pin by a pixel." : "A click on the picture pins its point.";
    this.showPin(pinned);
    if (pinned) this.read();
  }

  /** @param {Pixel | null} pinned */
  showPin(pinned) {
    const mark = element("pin");
    const [width, height] = this.canvas.size;
    mark.hidden = !pinned || pinned.column < 0 || pinned.row < 0 || pinned.column >= width || pinned.row >= height;
    if (!pinned || mark.hidden) return;
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.canvas.canvas;
    mark.style.left = `${offsetLeft + ((pinned.column + 0.5) / width) * offsetWidth}px`;
    mark.style.top = `${offsetTop + ((pinned.row + 0.5) / height) * offsetHeight}px`;
  }

  /** Asks for the reading; while one is under way only for the newest afterwards. */
  async read() {
    this.isStale = true;
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      while (this.isStale) {
        this.isStale = false;
        await this.ask();
      }
    } finally {
      this.isAsking = false;
    }
  }

  async ask() {
    const pixel = this.pinned ?? this.hovered;
    const [width, height] = this.canvas.size;
    const isInside = pixel && pixel.column >= 0 && pixel.row >= 0 && pixel.column < width && pixel.row < height;
    if (!isInside) return this.show(null);
    try {
      const points = this.orbitOn.checked ? POINTS : 0;
      this.show(await this.engine.point({ client: this.client, fields: this.picture(), ...pixel, points }));
    } catch (error) {
      // What is wrong with the picture is said by the view.
      if (!isAbort(error)) this.show(null);
    }
  }

  /** @param {Reading | null} reading */
  show(reading) {
    const list = element("reading");
    element("reading-bar").textContent = reading ? `λ ${exponentText(reading)}` : "";
    if (!reading) return;
    const rates = Object.entries(reading.rates).map(([letter, rate]) => [letter, numberText(rate)]);
    const period = reading.period > 0 ? String(reading.period) : "none found";
    const rows = [["λ", exponentText(reading)], ["Period", period], ...rates, ["Precision", reading.precision]];
    list.replaceChildren(...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
    if (this.orbitOn.checked && reading.orbit.length > 1) drawReading(reading);
  }
}
