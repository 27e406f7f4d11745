/** @typedef {import("../engine.js").Part} Part */

/** Parts of a view that workers send in any order, as a stream that goes from coarse to fine. */
export class ViewParts {
  /** @param {number} workers */
  constructor(workers) {
    /** Phases that each worker has finished. */
    this.finished = /** @type {Map<unknown, number>} */ (new Map());
    this.workers = workers;
    /** @type {Part[][]} by phase, as long as not all workers have finished the one before */
    this.held = [];
    /** @type {Part[]} */
    this.ready = [];
    this.hasHead = false;
    this.isOver = false;
    /** @type {unknown} */
    this.error = null;
    this.wake = () => {};
  }

  /** @param {import("../engine.js").ViewHead} head */
  putHead(head) {
    this.ready.push({ head, bytes: new Uint8Array(0) });
    this.hasHead = true;
    this.release();
  }

  /**
   * @param {number} phase
   * @param {Part} part
   */
  putRows(phase, part) {
    (this.held[phase] ??= []).push(part);
    this.release();
  }

  /**
   * @param {unknown} worker
   * @param {number} phases that it has finished
   */
  finish(worker, phases) {
    this.finished.set(worker, phases);
    this.release();
  }

  /** A coarse row reaches into the band below it, whose finer rows may not be drawn before. */
  release() {
    const open = this.finished.size < this.workers ? 0 : Math.min(...this.finished.values());
    if (this.hasHead) {
      for (const parts of this.held.slice(0, open + 1)) if (parts) this.ready.push(...parts.splice(0));
    }
    this.wake();
  }

  /** @param {Part} [last] */
  end(last) {
    if (last) this.ready.push(last);
    this.isOver = true;
    this.wake();
  }

  /** @param {unknown} error */
  fail(error) {
    this.error ??= error;
    this.wake();
  }

  /** @returns {AsyncGenerator<Part>} */
  async *stream() {
    for (;;) {
      if (this.error) throw this.error;
      const part = this.ready.shift();
      if (part) yield part;
      else if (this.isOver) return;
      else await new Promise((wake) => {
        this.wake = () => wake(undefined);
      });
    }
  }
}
