import { textOf } from "../../state/fields.js";
import { EngineError } from "../engine.js";
import { bandsOf } from "./bands.js";
import { FilmWork } from "./files/film_work.js";
import { JobQueue } from "./files/job_queue.js";
import { PictureWork } from "./files/picture_work.js";
import { readRecipe } from "./png_recipe.js";
import { RunningView } from "./running_view.js";
import { ViewParts } from "./view_parts.js";
import { WorkerPool } from "./worker_pool.js";

/**
 * @typedef {import("../engine.js").Engine} Engine
 * @typedef {import("../engine.js").Fields} Fields
 * @typedef {import("../engine.js").Description} Description
 */

/**
 * How films are made: by a script that is loaded for the first one, or not, for the reason that `problem` tells.
 * @typedef {{load: () => Promise<typeof import("./files/film_encoder.js")>, problem: string}} FilmPart
 */

/** Bytes of a palette's colours. */
const STRIP = 3 * 64;

/** @param {Uint8Array} bytes */
function base64Of(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/**
 * A word as a shell takes it.
 * @param {string} word
 */
function inShell(word) {
  return /^[\w.+-]+$/.test(word) && !word.startsWith("-") ? word : `'${word.replaceAll("'", "'\\''")}'`;
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
   * @param {FilmPart} films
   */
  constructor(description, parts, workers, films) {
    this.description = description;
    this.films = films;
    this.pool = new WorkerPool(parts, workers);
    this.queue = new JobQueue(() => new WorkerPool(parts, workers));
    /** Ends the view that is under way: there is one at a time. */
    this.endView = () => {};
  }

  async describe() {
    return { ...this.description, filmProblem: this.films.problem };
  }

  async identify() {
    await this.pool.ready;
    const { count, codePath } = this.pool;
    return { backend: codePath === "WASM_RELAXED" ? "wasm-relaxed" : "wasm-exact",
      device: `${count} thread${count === 1 ? "" : "s"} of this browser` };
  }

  async palettes() {
    const { text, bytes } = await this.pool.callOn(0, "palettes", { wantsBytes: true });
    /** @type {string[]} */
    const names = JSON.parse(text);
    return names.map((name, i) => ({ name, colors: base64Of(bytes.subarray(STRIP * i, STRIP * (i + 1))) }));
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

  /**
   * @param {"render" | "animate"} command
   * @param {Fields} fields
   * @param {string} output
   */
  async addJob(command, fields, output) {
    const order = await this.command(command, fields);
    const work = command === "render" ? new PictureWork(fields, output) : await this.newFilm(order.fields, output);
    const line = `${order.command} -o ${inShell(output)}`;
    return this.queue.add({ command, output, size: textOf(order.fields, "size"), line }, work);
  }

  /**
   * @param {Fields} fields
   * @param {string} output
   */
  async newFilm(fields, output) {
    if (this.films.problem !== "") throw new EngineError("", this.films.problem);
    const { FilmEncoder, filmFormatOf } = await this.films.load();
    return new FilmWork(fields, await filmFormatOf(output, fields), FilmEncoder);
  }

  async jobs() {
    return this.queue.list();
  }

  /** @param {number} id */
  async cancelJob(id) {
    this.queue.cancel(id);
  }

  /** @param {number} id */
  async forgetJob(id) {
    this.queue.forget(id);
  }

  /** @param {number} id */
  jobFrame(id) {
    return this.queue.frame(id);
  }

  /** @param {number} id */
  async jobFile(id) {
    return this.queue.file(id);
  }
}
