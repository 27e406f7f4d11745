import { textOf } from "../state/fields.js";
import { element, input, make, makeSvg, select, showText } from "./dom.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../engine/engine.js").Histogram} Histogram
 */

const [WIDTH, HEIGHT] = [256, 72];
/** Digits of levels that were drawn, not typed. */
const DIGITS = 3;
/** Where curves without levels have the ends of their palette, about. */
const FIRST_LEVELS = [-1, 1];

/** Levels on the histogram: exponents that get the ends of the palette. λ = 0, where chaos begins, is marked. */
class Levels {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @type {Histogram | null} */
    this.histogram = null;
    /** @type {[number, number] | null} what `auto` found */
    this.found = null;
    this.kind = select("levels-kind");
    this.numbers = [input("level-min"), input("level-max")];
    this.handles = [element("level-min-handle"), element("level-max-handle")];
    this.kind.setAttribute("aria-describedby", "levels-error");
    this.kind.addEventListener("change", () => this.choose(this.kind.value));
    this.numbers.forEach((number) => {
      number.addEventListener("input", () => this.set(this.numbers.map(({ value }) => value.trim()), "levels"));
      number.addEventListener("change", () => state.endGroup());
    });
    this.handles.forEach((handle, end) => this.bindHandle(handle, end));
    state.follow(() => this.show());
  }

  get text() {
    return textOf(this.state.fields, "levels");
  }

  /** @returns {[number, number]} the levels that the handles show */
  get ends() {
    const own = this.text.split(":").map(Number);
    if (own.length === 2 && own.every(Number.isFinite)) return [own[0], own[1]];
    return this.found ?? /** @type {[number, number]} */ (FIRST_LEVELS);
  }

  /** @param {string} kind "", "auto" or "own" */
  choose(kind) {
    if (kind === "own") this.set(this.ends.map((end) => String(Number(end.toFixed(DIGITS)))));
    else this.state.change({ levels: kind });
  }

  /**
   * @param {string[]} ends
   * @param {string} [group]
   */
  set(ends, group) {
    this.state.change({ levels: ends.join(":") }, group);
  }

  /** @returns {[number, number]} exponents at the left and the right side */
  get scale() {
    const { min, max } = this.histogram ?? { min: -2, max: 1 };
    const [low, high] = this.ends;
    // Handles far outside stay at the side: the exponents of the picture have the room.
    const room = 0.15 * (max - min);
    return [Math.max(Math.min(min, low), min - room), Math.min(Math.max(max, high), max + room)];
  }

  /**
   * @param {HTMLElement} handle
   * @param {number} end 0 or 1
   */
  bindHandle(handle, end) {
    const moveTo = (/** @type {number} */ value, /** @type {string} */ group) => {
      const ends = this.ends;
      const step = 10 ** -DIGITS;
      ends[end] = end === 0 ? Math.min(value, ends[1] - step) : Math.max(value, ends[0] + step);
      this.set(ends.map((each) => String(Number(each.toFixed(DIGITS)))), group);
    };
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      const [low, high] = this.scale;
      const { left, width } = element("histogram", SVGSVGElement).getBoundingClientRect();
      const group = `hold levels ${event.timeStamp}`;
      const move = (/** @type {PointerEvent} */ at) =>
        moveTo(low + ((at.clientX - left) / width) * (high - low), group);
      handle.addEventListener("pointermove", move);
      handle.addEventListener("lostpointercapture", () => {
        handle.removeEventListener("pointermove", move);
        this.state.endGroup();
      }, { once: true });
    });
    handle.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      if (steps === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      moveTo(this.ends[end] + steps * 0.01, "levels");
    });
  }

  show() {
    const { text } = this;
    const kind = text === "" || text === "auto" ? text : "own";
    this.kind.value = kind;
    const isOwn = kind === "own";
    const ends = isOwn ? text.split(":") : ["", ""];
    this.numbers.forEach((number, i) => {
      showText(number, ends[i] ?? "");
      number.placeholder = isOwn ? "" : this.found ? String(Number(this.found[i].toFixed(DIGITS))) : "";
    });
    this.draw();
  }

  /**
   * @param {Histogram} histogram of the picture on screen
   * @param {string} levels that it has, "" if none
   */
  update(histogram, levels) {
    this.histogram = histogram;
    const found = levels.split(":").map(Number);
    this.found = found.length === 2 && found.every(Number.isFinite) ? [found[0], found[1]] : null;
    this.show();
  }

  draw() {
    const [low, high] = this.scale;
    const at = (/** @type {number} */ exponent) => (exponent - low) / (high - low);
    this.drawBars(at);
    this.handles.forEach((handle, i) => {
      const end = this.ends[i];
      handle.style.left = `${100 * Math.min(Math.max(at(end), 0), 1)}%`;
      handle.setAttribute("aria-valuenow", String(Number(end.toFixed(DIGITS))));
      handle.setAttribute("aria-valuemin", String(Number(Math.min(low, end).toFixed(DIGITS))));
      handle.setAttribute("aria-valuemax", String(Number(Math.max(high, end).toFixed(DIGITS))));
    });
    const marks = [low, 0, high].filter((mark) => mark === 0 || Math.abs(at(mark) - at(0)) > 0.12);
    element("histogram-scale").replaceChildren(...marks.map((mark) => {
      const label = make("span", {}, mark === 0 ? "λ = 0" : mark.toFixed(2).replace("-", "−"));
      label.style.left = `${Math.min(Math.max(100 * at(mark), 5), 95)}%`;
      return label;
    }));
  }

  /** @param {(exponent: number) => number} at places from 0 to 1 */
  drawBars(at) {
    const svg = element("histogram", SVGSVGElement);
    const { min, max, counts } = this.histogram ?? { min: 0, max: 1, counts: [] };
    // Single exponents that many pixels share would flatten all others.
    const most = Math.max(1, [...counts].sort((a, b) => b - a)[Math.min(2, counts.length - 1)] ?? 1);
    const width = (at(max) - at(min)) * WIDTH / Math.max(counts.length, 1);
    const bars = counts.map((count, i) => {
      const height = Math.min(1, Math.sqrt(count / most)) * (HEIGHT - 4);
      return makeSvg("rect", { x: at(min) * WIDTH + i * width, y: HEIGHT - height, width: width * 1.02, height });
    });
    const zero = at(0) * WIDTH;
    svg.replaceChildren(...bars, makeSvg("line", { class: "zero", x1: zero, x2: zero, y1: 0, y2: HEIGHT }));
  }
}

/**
 * @param {State} state
 * @returns {(histogram: Histogram, levels: string) => void} takes the histogram of every view and its levels
 */
export function bindLevels(state) {
  const levels = new Levels(state);
  return (histogram, found) => levels.update(histogram, found);
}
