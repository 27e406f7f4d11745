import { EngineError, isAbort } from "../engine/engine.js";
import { textOf } from "../state/fields.js";
import { fieldsAt } from "./movements.js";

/**
 * @typedef {import("../engine/engine.js").Engine} Engine
 * @typedef {import("../engine/engine.js").Fields} Fields
 * @typedef {import("../engine/engine.js").Part} Part
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../view/canvas_view.js").CanvasView} CanvasView
 */

/** Movements look even from here on, in milliseconds a picture. */
const LONGEST = 50;
const COARSEST = 4;
/** Half of a picture's pixels each way take a quarter of the time; with some room. */
const GAIN = 5;
/** Pictures after which the pace is judged. */
const JUDGED = 6;
export const FIRST_SPEED = "6";

/** Plays the movement: pictures of where it is by the clock, two of them in the works, coarse ones where it must be. */
export class Player {
  /**
   * @param {object} parts
   * @param {Engine} parts.engine
   * @param {State} parts.state
   * @param {CanvasView} parts.canvas
   * @param {string} parts.client
   * @param {(fields: Fields) => Fields} parts.pictureOf the picture of a state
   * @param {(error: unknown) => void} parts.failed
   * @param {(head: import("../engine/engine.js").ViewHead) => void} parts.shown called for every picture
   */
  constructor({ engine, state, canvas, client, pictureOf, failed, shown }) {
    this.engine = engine;
    this.state = state;
    this.canvas = canvas;
    this.client = client;
    this.pictureOf = pictureOf;
    this.failed = failed;
    this.tellShown = shown;
    this.position = 0;
    this.movedAt = 0;
    this.group = "";
    /** Numbers of the last picture that was asked for and of the last that was shown. */
    this.asked = 0;
    this.shown = 0;
    this.judgedAt = 0;
    this.judged = 0;
    /** @type {Set<(isPlaying: boolean) => void>} */
    this.listeners = new Set();
    this.abort = new AbortController();
    this.isPlaying = false;
    this.level = 1;
    /** Pictures a second; 0 until that is known. */
    this.rate = 0;
  }

  /** @param {(isPlaying: boolean) => void} listener called at start and end and after some pictures */
  follow(listener) {
    this.listeners.add(listener);
  }

  toggle() {
    if (this.isPlaying) this.stop();
    else this.start();
  }

  start() {
    if (this.isPlaying) return;
    this.isPlaying = true;
    this.abort = new AbortController();
    this.position = Number(textOf(this.state.fields, "play.position", "0")) || 0;
    this.movedAt = performance.now();
    this.group = `hold play ${this.movedAt}`;
    this.asked = 0;
    this.shown = 0;
    this.judgedAt = this.movedAt;
    this.judged = 0;
    this.rate = 0;
    this.tell();
    this.play(`${this.client}-1`, this.abort.signal);
    // Half a picture later, so that pictures are of moments that are evenly apart.
    setTimeout(() => this.play(`${this.client}-2`, this.abort.signal), LONGEST / 2);
  }

  stop() {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.abort.abort();
    this.canvas.forget();
    this.state.endGroup();
    this.tell();
  }

  /** Where the movement is now, 0 to 1. */
  advance() {
    const now = performance.now();
    const speed = Number(textOf(this.state.fields, "play.speed", FIRST_SPEED)) || 0;
    const turned = this.position + ((now - this.movedAt) / 60_000) * speed;
    this.movedAt = now;
    this.position = turned - Math.floor(turned);
    return this.position;
  }

  /**
   * Asks for one picture after the other.
   * @param {string} client
   * @param {AbortSignal} signal
   */
  async play(client, signal) {
    try {
      while (!signal.aborted) {
        const number = (this.asked += 1);
        const patch = fieldsAt(this.state.fields, this.advance());
        const fields = this.pictureOf({ ...this.state.fields, ...patch });
        const parts = await this.load({ client, fields, levels: [this.level] }, signal);
        if (signal.aborted) return;
        if (number > this.shown) this.show(number, patch, parts);
      }
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      this.stop();
      this.failed(error);
    }
  }

  /**
   * All parts of a view: pictures that move are shown whole.
   * @param {import("../engine/engine.js").ViewRequest} request
   * @param {AbortSignal} signal
   */
  async load(request, signal) {
    /** @type {Part[]} */
    const parts = [];
    for await (const part of this.engine.view(request, signal)) {
      if (part.head.kind === "error") throw new EngineError(part.head.field, part.head.message);
      parts.push(part);
    }
    return parts;
  }

  /**
   * @param {number} number
   * @param {Record<string, string | string[]>} patch
   * @param {Part[]} parts
   */
  show(number, patch, parts) {
    this.shown = number;
    this.canvas.forget();
    for (const { head, bytes } of parts) {
      if (head.kind === "view") {
        this.canvas.begin(head, false);
        this.tellShown(head);
      }
      if (head.kind === "rows") this.canvas.draw(head, bytes);
    }
    this.state.change(patch, this.group);
    this.judge();
  }

  /** Goes over to coarser pictures where they come too slowly, and back. */
  judge() {
    this.judged += 1;
    if (this.judged < JUDGED) return;
    const now = performance.now();
    const each = (now - this.judgedAt) / this.judged;
    this.rate = 1000 / each;
    if (each > LONGEST && this.level < COARSEST) this.level *= 2;
    else if (each * GAIN < LONGEST && this.level > 1) this.level /= 2;
    this.judged = 0;
    this.judgedAt = now;
    this.tell();
  }

  tell() {
    for (const listener of this.listeners) listener(this.isPlaying);
  }
}
