/** @typedef {import("./engine.js").Part} Part */

const HEAD_BYTES = 8;
/** Beyond that a stream is no stream of parts; the largest view has 2²⁴ pixels of 3 bytes. */
const MOST_BYTES = 1 << 28;

/** Bytes of a stream by number, whatever pieces they come in. */
class ByteQueue {
  /** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
  constructor(reader) {
    this.reader = reader;
    this.piece = new Uint8Array(0);
  }

  /**
   * The next `count` bytes; null where the stream ends before the first of them.
   * @param {number} count
   * @returns {Promise<Uint8Array | null>}
   */
  async take(count) {
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      if (this.piece.length === 0) {
        const { done, value } = await this.reader.read();
        if (done) {
          if (filled === 0) return null;
          throw new Error("the stream of parts ends within a part");
        }
        this.piece = value;
      }
      const used = Math.min(count - filled, this.piece.length);
      bytes.set(this.piece.subarray(0, used), filled);
      this.piece = this.piece.subarray(used);
      filled += used;
    }
    return bytes;
  }
}

/**
 * The parts of a stream as they come: two little-endian 32-bit lengths, JSON and bytes of these lengths. Throws an
 * error where the stream ends within a part or a length cannot be true.
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {AsyncGenerator<Part>}
 */
export async function* readParts(stream) {
  const reader = stream.getReader();
  const queue = new ByteQueue(reader);
  try {
    for (;;) {
      const lengths = await queue.take(HEAD_BYTES);
      if (lengths === null) return;
      const view = new DataView(lengths.buffer);
      const [json, size] = [view.getUint32(0, true), view.getUint32(4, true)];
      if (json > MOST_BYTES || size > MOST_BYTES) throw new Error("the stream of parts has a part that is too large");
      const text = json === 0 ? null : await queue.take(json);
      const bytes = size === 0 ? new Uint8Array(0) : await queue.take(size);
      if (text === null || bytes === null) throw new Error("the stream of parts ends within a part");
      yield { head: JSON.parse(new TextDecoder().decode(text)), bytes };
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
