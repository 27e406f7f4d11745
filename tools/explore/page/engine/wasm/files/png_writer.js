/**
 * What a PNG file has besides pixels; without colours pixels are red, green and blue, else indices.
 * @typedef {{size: [number, number], depth: number, colors: number[], text: [string, string][]}} PngImage
 */

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const [RGB, INDEXED] = [2, 3];
const PERCEPTUAL = 0;
/** Filters of rows: none, and what a pixel is above its left neighbour, which makes deep pixels smaller. */
const [NONE, SUB] = [0, 1];

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; ++bit) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** @param {Uint8Array} bytes */
function checksumOf(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = REMAINDERS[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return ~sum >>> 0;
}

/**
 * @param {string} type four letters
 * @param {Uint8Array | number[]} data
 * @returns {Uint8Array}
 */
function chunk(type, data) {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set([...type].map((letter) => letter.charCodeAt(0)), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, checksumOf(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** @param {PngImage} image */
function header({ size, depth, colors }) {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, size[0]);
  view.setUint32(4, size[1]);
  bytes.set([depth, colors.length > 0 ? INDEXED : RGB, 0, 0, 0], 8);
  return bytes;
}

/**
 * Rows as they are compressed: each behind the number of its filter.
 * @param {Uint8Array} pixels
 * @param {number} rowBytes
 * @param {number} pixelBytes
 * @param {number} filter
 */
function filtered(pixels, rowBytes, pixelBytes, filter) {
  const rows = pixels.length / rowBytes;
  const bytes = new Uint8Array(pixels.length + rows);
  for (let row = 0; row < rows; ++row) {
    const from = row * rowBytes;
    const to = from + row + 1;
    bytes[to - 1] = filter;
    bytes.set(pixels.subarray(from, from + rowBytes), to);
    if (filter !== SUB) continue;
    for (let i = pixelBytes; i < rowBytes; ++i) bytes[to + i] -= pixels[from + i - pixelBytes];
  }
  return bytes;
}

/** One PNG file, with the chunks that lyap writes. The browser compresses, so that bytes are other ones than lyap's. */
export class PngWriter {
  /** @param {PngImage} image whose texts are ASCII */
  constructor(image) {
    const isIndexed = image.colors.length > 0;
    this.pixelBytes = (isIndexed ? 1 : 3) * (image.depth / 8);
    this.rowBytes = image.size[0] * this.pixelBytes;
    this.filter = image.depth === 16 ? SUB : NONE;
    const latin1 = (/** @type {string} */ text) => Array.from(text, (letter) => letter.charCodeAt(0));
    /** @type {Uint8Array[]} */
    this.parts = [Uint8Array.from(SIGNATURE), chunk("IHDR", header(image)), chunk("sRGB", [PERCEPTUAL]),
      ...(isIndexed ? [chunk("PLTE", image.colors)] : []),
      ...image.text.map(([keyword, text]) => chunk("tEXt", latin1(`${keyword}\0${text}`)))];
    const compression = new CompressionStream("deflate");
    this.rows = compression.writable.getWriter();
    this.pixels = this.chunksOf(compression.readable);
    // Who finishes hears of an error.
    this.pixels.catch(() => {});
  }

  /** @param {ReadableStream<Uint8Array>} compressed */
  async chunksOf(compressed) {
    const reader = compressed.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.parts.push(chunk("IDAT", value));
    }
  }

  /**
   * Appends whole rows, and waits while the compression is behind.
   * @param {Uint8Array} pixels
   */
  async write(pixels) {
    await this.rows.ready;
    // Its errors come with the next row, or the end.
    this.rows.write(filtered(pixels, this.rowBytes, this.pixelBytes, this.filter)).catch(() => {});
  }

  /** @returns {Promise<Blob>} the file, when all rows are written */
  async finish() {
    await this.rows.close();
    await this.pixels;
    return new Blob([...this.parts, chunk("IEND", [])], { type: "image/png" });
  }
}
