// What the program's files hold: exponents of NumPy files, pixels of PNG files.
import { inflateSync } from "node:zlib";

/** The numbers of an array, as bytes. */
export function bytesOfNpy(file) {
  const begin = 10 + file.readUInt16LE(8);
  return file.subarray(begin);
}

/** Undoes one filter of PNG over a row, whose bytes come behind the filter's number. */
function unfilterRow(filter, row, above, step) {
  for (let i = 0; i < row.length; ++i) {
    const left = i >= step ? row[i - step] : 0;
    const up = above ? above[i] : 0;
    const corner = above && i >= step ? above[i - step] : 0;
    const estimate = left + up - corner;
    const distances = [left, up, corner].map((value) => Math.abs(estimate - value));
    const nearest = distances[0] <= distances[1] && distances[0] <= distances[2] ? left
      : distances[1] <= distances[2] ? up : corner;
    row[i] = row[i] + [0, left, up, (left + up) >> 1, nearest][filter];
  }
}

/** The pixels as they are stored: indices, or r, g, b. Of 8 bits and not interlaced, as lyap writes them. */
export function pixelsOfPng(file) {
  const packed = [];
  let [width, height, step] = [0, 0, 1];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const data = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    const type = file.toString("latin1", at + 4, at + 8);
    if (type === "IHDR") [width, height, step] = [data.readUInt32BE(0), data.readUInt32BE(4), data[9] === 2 ? 3 : 1];
    if (type === "IDAT") packed.push(data);
  }
  const rows = inflateSync(Buffer.concat(packed));
  const pixels = Buffer.alloc(width * height * step);
  for (let y = 0; y < height; ++y) {
    const begin = y * (width * step + 1);
    const row = pixels.subarray(y * width * step, (y + 1) * width * step);
    row.set(rows.subarray(begin + 1, begin + 1 + row.length));
    unfilterRow(rows[begin], row, y > 0 ? pixels.subarray((y - 1) * width * step, y * width * step) : null, step);
  }
  return pixels;
}
