import { ModuleError } from "./module.js";

/**
 * @typedef {import("./module.js").LyapModule} LyapModule
 *
 * One worker's part of a view: bands of `behind` − `first` rows, every `every` rows of the picture from `first` on.
 * @typedef {{id: number, fields: import("../engine.js").Fields, levels: number[], isLeader: boolean,
 *            first: number, behind: number, every: number}} ViewOrder
 */

/** What tones and histograms are found among, as the server has it. */
const SAMPLE_LEVEL = 4;

/** A view as one worker computes it, with turns for other messages between bands. */
export class WorkerView {
  /**
   * @param {LyapModule} module
   * @param {ViewOrder} order
   * @param {(message: object, bytes?: Uint8Array) => void} send
   */
  constructor(module, order, send) {
    this.module = module;
    this.order = order;
    this.send = (/** @type {object} */ message, /** @type {Uint8Array} */ bytes) => send({ ...message, id: order.id }, bytes);
    this.isStopped = false;
    /** @type {(samples: Uint8Array) => void} */
    this.takeSamples = () => {};
    this.samples = new Promise((/** @type {(samples: Uint8Array) => void} */ take) => {
      this.takeSamples = take;
    });
    this.turns = new MessageChannel();
  }

  /** Ends it at the next turn. */
  stop() {
    this.isStopped = true;
    this.takeSamples(new Uint8Array(0));
  }

  async run() {
    const { fields, first, behind, every, levels, isLeader } = this.order;
    this.module.giveFields(fields);
    this.bands = this.module.call("begin_view", first, behind, every);
    if (this.module.call("has_open_tone")) {
      await this.sendSamples("tone sample", SAMPLE_LEVEL);
      const samples = await this.samples;
      if (this.isStopped) return;
      this.module.giveBytes(samples);
      this.module.call("close_tone");
    }
    if (isLeader) {
      this.module.call("head");
      const { colors, ...head } = JSON.parse(this.module.answer());
      const palette = colors && { palette: btoa(String.fromCharCode(...colors)) };
      this.send({ kind: "head", head: { ...head, ...palette } });
    }
    await this.showLevels(levels);
    const finest = /** @type {number} */ (levels.at(-1));
    await this.sendSamples("sample", Math.max(SAMPLE_LEVEL, finest));
    if (!this.isStopped) this.send({ kind: "done", steps: this.module.call("steps") });
  }

  /** @param {number[]} levels */
  async showLevels(levels) {
    const finest = /** @type {number} */ (levels.at(-1));
    for (const [phase, level] of levels.entries()) {
      // Levels that tell nothing new are left out.
      if (level === finest || !this.module.call("knows", finest)) {
        await this.eachBand((band) => {
          this.module.call("paint", level, band);
          this.sendRows(band, level, phase);
        });
      }
      if (this.isStopped) return;
      this.send({ kind: "phase", phase: phase + 1, worker: this.order.first });
    }
    if (finest !== 1 || !this.module.call("has_averages")) return;
    await this.eachBand((band) => {
      const isRgb = this.module.call("average", band) === 1;
      this.sendRows(band, 1, levels.length, { averaged: true, format: isRgb ? "rgb24" : "indexed8" });
    });
  }

  /**
   * @param {number} band
   * @param {number} level
   * @param {number} phase
   * @param {object} [more]
   */
  sendRows(band, level, phase, more = {}) {
    const first = this.module.call("first_row", level, band);
    const rows = this.module.call("row_count", level, band);
    if (rows === 0) return;
    const columns = this.module.call("column_count", level);
    this.send({ kind: "rows", phase, head: { kind: "rows", level, first, rows, columns, ...more } }, this.module.bytes());
  }

  /**
   * @param {string} kind
   * @param {number} level
   */
  async sendSamples(kind, level) {
    await this.eachBand((band) => {
      this.module.call("sample", level, band);
      const bytes = this.module.bytes();
      this.send({ kind, first: this.module.call("first_row", level, band) }, bytes);
    });
    if (!this.isStopped) this.send({ kind: `${kind} end` });
  }

  /** @param {(band: number) => void} work */
  async eachBand(work) {
    for (let band = 0; band < (this.bands ?? 0); ++band) {
      await this.nextTurn();
      if (this.isStopped) return;
      work(band);
    }
  }

  /** Lets messages in that have come meanwhile. */
  nextTurn() {
    return new Promise((go) => {
      this.turns.port1.onmessage = go;
      this.turns.port2.postMessage(null);
    });
  }
}

/**
 * What is told of an error to the page.
 * @param {unknown} error
 * @returns {import("./module.js").ModuleProblem}
 */
export function problemOf(error) {
  if (error instanceof ModuleError) return error.problem;
  return { field: "", message: String(error), text: String(error), isFatal: true };
}
