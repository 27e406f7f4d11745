import { EngineError, isAbort } from "../engine/engine.js";
import { textOf } from "../state/fields.js";

/**
 * @typedef {import("../engine/engine.js").Engine} Engine
 * @typedef {import("../engine/engine.js").Fields} Fields
 * @typedef {import("../engine/engine.js").ViewHead} ViewHead
 * @typedef {import("../engine/engine.js").ViewEnd} ViewEnd
 * @typedef {import("./canvas_view.js").CanvasView} CanvasView
 *
 * @typedef {object} ViewListener
 * @property {(head: ViewHead) => void} began
 * @property {(end: ViewEnd) => void} ended
 * @property {(error: EngineError) => void} failed
 */

const LEVELS = [4, 2, 1];

/**
 * What a picture is of, whatever its window: pixels of pictures that differ in it have nothing in common.
 * @param {Fields} fields
 */
function subjectOf(fields) {
  const letters = [textOf(fields, "horizontal"), textOf(fields, "vertical")].map((axis) => axis.split("=")[0]);
  return JSON.stringify([letters, { ...fields, horizontal: "", vertical: "" }]);
}

/** Asks for views and draws them as they come. The newest one counts: asking for one ends the last. */
export class ViewLoop {
  /**
   * @param {Engine} engine
   * @param {CanvasView} canvas
   * @param {string} client
   * @param {ViewListener} listener
   */
  constructor(engine, canvas, client, listener) {
    this.engine = engine;
    this.canvas = canvas;
    this.client = client;
    this.listener = listener;
    this.abort = new AbortController();
    this.asked = "";
    this.subject = "";
    /** @type {Fields | null} what is to be asked in the next frame */
    this.next = null;
  }

  /**
   * The picture that is to be on screen.
   * @param {Fields} fields of a picture
   * @returns {boolean} whether it is another than before
   */
  want(fields) {
    const text = JSON.stringify(fields);
    if (text === this.asked) return false;
    this.stop();
    this.asked = text;
    const subject = subjectOf(fields);
    if (subject !== this.subject) this.canvas.forget();
    this.subject = subject;
    this.canvas.canvas.dataset.state = "working";
    const isScheduled = this.next !== null;
    this.next = fields;
    // Several movements within one frame of the screen are one question.
    if (!isScheduled) queueMicrotask(() => this.askNext());
    return true;
  }

  /** Ends what is under way; the same picture can be wanted again. */
  stop() {
    this.abort.abort();
    this.asked = "";
  }

  askNext() {
    const fields = this.next;
    this.next = null;
    if (!fields || this.asked === "") return;
    this.abort = new AbortController();
    this.show(fields, this.abort.signal);
  }

  /**
   * @param {Fields} fields
   * @param {AbortSignal} signal
   */
  async show(fields, signal) {
    try {
      const averages = textOf(fields, "samples", "1") !== "1";
      for await (const { head, bytes } of this.engine.view({ client: this.client, fields, levels: LEVELS }, signal)) {
        if (signal.aborted) return;
        if (head.kind === "view") this.begin(head, averages);
        else if (head.kind === "rows") this.canvas.draw(head, bytes);
        else if (head.kind === "end") return this.end(head);
        else if (head.kind === "error") throw new EngineError(head.field, head.message);
      }
      if (!signal.aborted) throw new EngineError("", "the server ended the view early");
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      this.fail(error instanceof EngineError ? error : new EngineError("", String(error)));
    }
  }

  /**
   * @param {ViewHead} head
   * @param {boolean} averages
   */
  begin(head, averages) {
    this.canvas.begin(head, averages);
    this.listener.began(head);
  }

  /** @param {ViewEnd} end */
  end(end) {
    this.canvas.finish();
    this.canvas.canvas.dataset.steps = String(end.steps);
    this.canvas.canvas.dataset.state = "settled";
    this.listener.ended(end);
  }

  /** @param {EngineError} error */
  fail(error) {
    this.canvas.canvas.dataset.state = "failed";
    this.listener.failed(error);
  }
}
