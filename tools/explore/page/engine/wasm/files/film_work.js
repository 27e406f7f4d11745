import { inOrder } from "./in_order.js";

/**
 * @typedef {import("../worker_pool.js").WorkerPool} WorkerPool
 * @typedef {import("./job_queue.js").Work} Work
 */

/** Columns of the frame that is shown meanwhile. */
const SHOWN_WIDTH = 320;

/**
 * A film: frames with the numbers of lyap's, which the browser encodes.
 * @implements {Work}
 */
export class FilmWork {
  /**
   * @param {import("../../engine.js").Fields} fields
   * @param {import("./film_encoder.js").FilmFormat} format
   * @param {typeof import("./film_encoder.js").FilmEncoder} Encoder
   */
  constructor(fields, format, Encoder) {
    this.fields = fields;
    this.format = format;
    this.Encoder = Encoder;
    /** @type {import("./film_encoder.js").FilmEncoder | null} */
    this.encoder = null;
    /** @type {Uint8Array | null} */
    this.last = null;
    this.frames = 0;
  }

  /** @param {WorkerPool} pool */
  async begin(pool) {
    const { frames, size, rate, title, command, recipe } = await pool.beginAll("begin_film", this.fields);
    this.frames = frames;
    this.encoder = new this.Encoder(this.format, { size, rate, text: { title, comment: command, description: recipe } });
    await this.encoder.begin();
    return { frames, size };
  }

  /**
   * @param {WorkerPool} pool
   * @param {import("./job_queue.js").Report} report
   */
  async make(pool, report) {
    const encoder = /** @type {import("./film_encoder.js").FilmEncoder} */ (this.encoder);
    let done = 0;
    for await (const { bytes } of inOrder(pool.count, this.frames, (worker, frame) =>
      pool.callOn(worker, "film_frame", { values: [frame], wantsBytes: true }))) {
      this.last = bytes;
      await encoder.add(bytes);
      report(++done / this.frames, done);
    }
    return encoder.finish();
  }

  cancel() {
    this.encoder?.cancel().catch(() => {});
  }

  /** The last frame, small. */
  async frame() {
    if (!this.last || !this.encoder) return null;
    const frame = this.encoder.frameOf(this.last, 0);
    const width = Math.min(frame.codedWidth, SHOWN_WIDTH);
    const height = Math.max(1, Math.round((frame.codedHeight * width) / frame.codedWidth));
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(frame, 0, 0, width, height);
    frame.close();
    return canvas.convertToBlob();
  }
}
