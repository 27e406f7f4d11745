import { EngineError } from "../engine.js";
import { readRecipe } from "./png_recipe.js";
import { bandsOf } from "./bands.js";
import { ViewParts } from "./view_parts.js";
import { errorOf, WorkerPool } from "./worker_pool.js";

/**
 * @typedef {import("../engine.js").Engine} Engine
 * @typedef {import("../engine.js").Fields} Fields
 * @typedef {import("../engine.js").Description} Description
 */

const NO_FILES = "this page writes no files: copy the command, and lyap makes the same";

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

/**
 * The engine of a page without a server: WebAssembly in workers, with the bits of the program.
 * @implements {Engine}
 */
export class WasmEngine {
  /**
   * @param {Description} description what the program says of itself, but for what computes
   * @param {import("./worker_pool.js").WorkerParts} parts
   * @param {number} workers
   */
  constructor(description, parts, workers) {
    this.description = description;
    this.pool = new WorkerPool(parts, workers);
    /** Ends the view that is under way: there is one at a time. */
    this.endView = () => {};
  }

  async describe() {
    await this.pool.ready;
    const { count, codePath } = this.pool;
    const name = codePath === "WASM_RELAXED" ? "wasm-relaxed" : "wasm-exact";
    return { ...this.description, backend: name, device: `${count} thread${count === 1 ? "" : "s"} of this browser`,
      files: false };
  }

  /**
   * @param {import("../engine.js").ViewRequest} request
   * @param {AbortSignal} signal
   */
  async *view({ fields, levels }, signal) {
    await this.pool.ready;
    signal.throwIfAborted();
    this.endView();
    const workers = this.pool.workers;
    const parts = new ViewParts(workers.length);
    const view = new RunningView(this.pool, parts);
    const id = this.pool.newWork((message) => view.take(message));
    view.id = id;
    const end = () => {
      this.pool.endWork(id);
      for (const worker of workers) worker.postMessage({ kind: "stop", id });
      parts.end();
    };
    this.endView = end;
    signal.addEventListener("abort", () => parts.fail(signal.reason), { once: true });
    const bands = bandsOf(fields, workers.length);
    for (const [i, worker] of workers.entries()) {
      worker.postMessage({ kind: "view", order: { id, fields, levels, isLeader: i === 0, ...bands[i] } });
    }
    try {
      yield* parts.stream();
    } finally {
      end();
    }
  }

  /**
   * @param {"render" | "animate"} command
   * @param {Fields} fields
   */
  async command(command, fields) {
    return JSON.parse(await this.pool.call("command", { fields, values: [command === "animate" ? 1 : 0] }));
  }

  /** @param {{client: string, fields: Fields, column: number, row: number, points: number}} request */
  async point({ fields, column, row, points }) {
    return JSON.parse(await this.pool.call("point", { fields, values: [column, row, points] }));
  }

  /** @param {Fields} fields */
  filmFile(fields) {
    return this.pool.call("film_file", { fields });
  }

  /** @param {File} file */
  async open(file) {
    return readRecipe(new Uint8Array(await file.arrayBuffer()), file.name);
  }

  /** @returns {Promise<number>} */
  async addJob() {
    throw new EngineError("output", NO_FILES);
  }

  /** @returns {Promise<import("../engine.js").Job[]>} */
  async jobs() {
    return [];
  }

  async cancelJob() {}

  async forgetJob() {}

  /** @returns {Promise<Blob | null>} */
  async jobFrame() {
    return null;
  }

  /** @returns {Promise<Blob>} */
  async jobFile() {
    throw new EngineError("output", NO_FILES);
  }
}

/** What workers say of one view. */
class RunningView {
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
