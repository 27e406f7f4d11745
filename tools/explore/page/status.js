import { element } from "./controls/dom.js";
import { axisOf, textOf } from "./state/fields.js";

/**
 * @typedef {import("./engine/engine.js").Fields} Fields
 * @typedef {import("./engine/engine.js").ViewHead} ViewHead
 * @typedef {import("./engine/engine.js").ViewEnd} ViewEnd
 */

/**
 * A large number for people: "829 M".
 * @param {number} count
 * @returns {string}
 */
export function countText(count) {
  const units = /** @type {[number, string][]} */ ([[1e12, " T"], [1e9, " G"], [1e6, " M"], [1e3, " k"]]);
  const unit = units.find(([size]) => count >= size);
  return unit ? `${(count / unit[0]).toPrecision(3)}${unit[1]}` : String(count);
}

/** What is going on, in a line; and what the picture is, for those who do not see it. */
export class Status {
  constructor() {
    this.line = element("status");
    this.startedAt = 0;
    this.precision = "";
  }

  /** @param {string} text */
  say(text) {
    this.line.textContent = text;
  }

  /** A view has been asked for. */
  start() {
    this.startedAt = performance.now();
  }

  /**
   * @param {ViewHead} head
   * @param {Fields} fields
   */
  begin(head, fields) {
    this.precision = head.precision;
    const axes = /** @type {const} */ (["horizontal", "vertical"]).map((name) => {
      const { letter, min, max } = axisOf(fields, name);
      return `${letter} from ${min} to ${max}`;
    });
    const what = textOf(fields, "show") === "period" ? "Periods" : "Lyapunov fractal";
    element("canvas").setAttribute("aria-label", `${what} of ${textOf(fields, "sequence")}, ${axes.join(", ")}`);
  }

  /** @param {ViewEnd} end */
  end(end) {
    const steps = end.steps === 0 ? "no map step" : `${countText(end.steps)} map steps`;
    const took = performance.now() - this.startedAt;
    this.line.dataset.took = took.toFixed(1);
    this.say(`${this.precision} · ${steps} · ${took.toFixed(0)} ms`);
  }
}
