/**
 * Bytes in base64 as numbers.
 * @param {string} text
 * @returns {Uint8Array}
 */
export function bytesOfBase64(text) {
  const binary = atob(text);
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

/**
 * Opaque pixels of a palette, as 32-bit words of ImageData.
 * @param {string} palette r, g, b of each entry in base64
 * @returns {Uint32Array} 256 words; entries that the palette lacks are black
 */
export function wordsOfPalette(palette) {
  const bytes = bytesOfBase64(palette);
  const rgba = new Uint8Array(256 * 4);
  for (let i = 0; i < 256; ++i) {
    rgba.set(bytes.subarray(3 * i, 3 * i + 3), 4 * i);
    rgba[4 * i + 3] = 255;
  }
  return new Uint32Array(rgba.buffer);
}

/**
 * @param {Uint8Array} bytes indices
 * @param {Uint32Array} words of wordsOfPalette()
 * @param {Uint32Array} pixels
 */
function expandIndices(bytes, words, pixels) {
  for (let i = 0; i < pixels.length; ++i) pixels[i] = words[bytes[i]];
}

/**
 * @param {Uint8Array} bytes r, g, b
 * @param {Uint8ClampedArray} rgba
 */
function expandRgb(bytes, rgba) {
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = bytes[from];
    rgba[to + 1] = bytes[from + 1];
    rgba[to + 2] = bytes[from + 2];
    rgba[to + 3] = 255;
  }
}

/**
 * Pixels of a part as the canvas has them.
 * @param {Uint8Array} bytes
 * @param {number} columns
 * @param {number} rows
 * @param {Uint32Array | null} words of the palette that the bytes are indices into; null if they are r, g, b
 * @returns {ImageData}
 */
export function imageOf(bytes, columns, rows, words) {
  const image = new ImageData(columns, rows);
  if (words) expandIndices(bytes, words, new Uint32Array(image.data.buffer));
  else expandRgb(bytes, image.data);
  return image;
}
