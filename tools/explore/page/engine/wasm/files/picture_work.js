import { EngineError } from "../../engine.js";
import { inOrder } from "./in_order.js";
import { PngWriter } from "./png_writer.js";

/**
 * @typedef {import("../worker_pool.js").WorkerPool} WorkerPool
 * @typedef {import("./job_queue.js").Work} Work
 */

/**
 * A picture as a PNG file with the pixels and texts of lyap's.
 * @implements {Work}
 */
export class PictureWork {
  /**
   * @param {import("../../engine.js").Fields} fields
   * @param {string} output the file's name
   */
  constructor(fields, output) {
    if (!/\.png$/i.test(output)) throw new EngineError("output", "the page makes .png: copy the command for others");
    this.fields = fields;
    this.rows = 1;
    /** @type {import("./png_writer.js").PngImage} */
    this.image = { size: [1, 1], depth: 8, colors: [], text: [] };
    /** @type {Blob | null} */
    this.file = null;
  }

  /** @param {WorkerPool} pool */
  async begin(pool) {
    const { size, depth, colors, text, rows } = await pool.beginAll("begin_picture", this.fields);
    this.rows = rows;
    this.image = { size, depth, colors, text };
    return { frames: 1, size };
  }

  /**
   * @param {WorkerPool} pool
   * @param {import("./job_queue.js").Report} report
   */
  async make(pool, report) {
    const writer = new PngWriter(this.image);
    const [, height] = this.image.size;
    const bands = Math.ceil(height / this.rows);
    let done = 0;
    for await (const { bytes } of inOrder(pool.count, bands, (worker, band) => {
      const first = band * this.rows;
      const values = [first, Math.min(this.rows, height - first)];
      return pool.callOn(worker, "picture_rows", { values, wantsBytes: true });
    })) {
      await writer.write(bytes);
      report(++done / bands, 0);
    }
    this.file = await writer.finish();
    return this.file;
  }

  cancel() {}

  async frame() {
    return this.file;
  }
}
