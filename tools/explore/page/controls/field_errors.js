import { EngineError } from "../engine/engine.js";
import { element } from "./dom.js";

/** Where errors of fields are shown whose control has another id than theirs. */
const PLACES = [
  { pattern: /^(horizontal|vertical|a|b|[xy]m(in|ax)|window of .|the window)$/, id: "axes-error" },
  { pattern: /^palette(-stable|-chaos)?$/, id: "palette-error" },
  { pattern: /^(levels|quantiles)$/, id: "levels-error" },
  { pattern: /^(circle|center|radius|xc|yc)$/, id: "circle-error" },
  { pattern: /^sweep$/, id: "sweep-error" },
  { pattern: /^(sequence|seq)$/, id: "sequence-error" },
  { pattern: /^timeline of .*$/, id: "track-error" },
];

/**
 * @param {string} field
 * @param {string} message which tells the letter where a rate is no number: "'C=x' is not …"
 * @returns {string} the id of the paragraph for its errors
 */
function placeOf(field, message) {
  const rate = /^rate of (.)$/.exec(field) ?? (field === "set" ? /^'(.)=/.exec(message) : null);
  if (rate) return `rate-${rate[1]}-error`;
  return PLACES.find(({ pattern }) => pattern.test(field))?.id ?? `${field}-error`;
}

/**
 * The paragraph for errors of one control, which it is described by.
 * @param {HTMLElement} control
 * @returns {HTMLElement}
 */
export function errorPlaceFor(control) {
  const id = `${control.id}-error`;
  const place = document.createElement("p");
  place.id = id;
  place.className = "error";
  place.hidden = true;
  control.setAttribute("aria-describedby", id);
  return place;
}

/** Errors in the engine's words, beside the field that each names. Those of one source replace each other. */
export class FieldErrors {
  constructor() {
    /** @type {Map<string, HTMLElement>} by their sources */
    this.shown = new Map();
  }

  /**
   * @param {string} source such as "view" or "film"
   * @param {unknown} error
   * @param {string} [fallback] the id of the place for errors that name no field which the page has
   */
  show(source, error, fallback = "error") {
    this.clear(source);
    const field = error instanceof EngineError ? error.field : "";
    const message = error instanceof Error ? error.message : String(error);
    const id = placeOf(field, message);
    // Files have sizes of their own.
    const own = field === "" ? null : document.getElementById(`${source}-${id}`) ?? document.getElementById(id);
    /** @type {HTMLElement} */
    const place = own ?? element(fallback);
    place.textContent = own || field === "" ? message : `${field}: ${message}`;
    place.hidden = false;
    this.shown.set(source, place);
    this.controlOf(place)?.setAttribute("aria-invalid", "true");
    const section = place.closest("details");
    if (section instanceof HTMLDetailsElement && own) section.open = true;
  }

  /** @param {string} source */
  clear(source) {
    const place = this.shown.get(source);
    if (!place) return;
    this.shown.delete(source);
    if ([...this.shown.values()].includes(place)) return;
    place.hidden = true;
    place.textContent = "";
    this.controlOf(place)?.removeAttribute("aria-invalid");
  }

  /** @param {HTMLElement} place */
  controlOf(place) {
    return document.querySelector(`[aria-describedby="${place.id}"]`);
  }
}
