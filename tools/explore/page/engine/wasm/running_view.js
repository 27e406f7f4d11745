import { errorOf } from "./worker_pool.js";

/**
 * @typedef {import("./worker_pool.js").WorkerPool} WorkerPool
 * @typedef {import("./view_parts.js").ViewParts} ViewParts
 */

/** Exponents of bands by their first rows, put together. */
class Samples {
  constructor() {
    /** @type {{first: number, bytes: Uint8Array}[]} */
    this.bands = [];
    this.workers = 0;
  }

  joined() {
    this.bands.sort((a, b) => a.first - b.first);
    const all = new Uint8Array(this.bands.reduce((size, { bytes }) => size + bytes.length, 0));
    let at = 0;
    for (const { bytes } of this.bands) {
      all.set(bytes, at);
      at += bytes.length;
    }
    return all;
  }
}

/** What workers say of one view. */
export class RunningView {
  /**
   * @param {WorkerPool} pool
   * @param {ViewParts} parts
   */
  constructor(pool, parts) {
    this.pool = pool;
    this.parts = parts;
    this.id = 0;
    this.toneSamples = new Samples();
    this.samples = new Samples();
    this.workersDone = 0;
    this.steps = 0;
    this.phases = 0;
  }

  /** @param {any} message */
  take(message) {
    switch (message.kind) {
      case "tone sample":
        this.toneSamples.bands.push(message);
        break;
      case "tone sample end":
        if (++this.toneSamples.workers === this.pool.count) this.sendTone();
        break;
      case "head":
        this.parts.putHead(message.head);
        break;
      case "rows":
        this.parts.putRows(message.phase, { head: message.head, bytes: message.bytes });
        break;
      case "phase":
        this.parts.finish(message.worker, message.phase);
        break;
      case "sample":
        this.samples.bands.push(message);
        break;
      case "done":
        this.steps += message.steps;
        if (++this.workersDone === this.pool.count) this.finish();
        break;
      case "error":
        this.parts.fail(errorOf(message.problem));
        break;
    }
  }

  sendTone() {
    const bytes = this.toneSamples.joined();
    for (const worker of this.pool.workers) worker.postMessage({ kind: "samples", id: this.id, bytes });
  }

  async finish() {
    try {
      const histogram = JSON.parse(await this.pool.call("histogram", { bytes: this.samples.joined() }));
      this.parts.end({ head: { kind: "end", steps: this.steps, histogram }, bytes: new Uint8Array(0) });
    } catch (error) {
      this.parts.fail(error);
    }
  }
}
