// What the program's files hold: exponents of NumPy files, chunks and pixels of PNG files.
import { inflateSync } from "node:zlib";

/** The numbers of an array, as bytes. */
export function bytesOfNpy(file) {
  const begin = 10 + file.readUInt16LE(8);
  return file.subarray(begin);
}

/** The chunks of a PNG file, from the first to the last. */
export function chunksOfPng(file) {
  const chunks = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    chunks.push({ type: file.toString("latin1", at + 4, at + 8), data: file.subarray(at + 8, at + 8 + file.readUInt32BE(at)) });
  }
  return chunks;
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

/** The pixels as they are stored: indices, or r, g, b of 8 or 16 bits. Not interlaced, as lyap writes them. */
export function pixelsOfPng(file) {
  const chunks = chunksOfPng(file);
  const [{ data: header }] = chunks;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const step = (header[9] === 2 ? 3 : 1) * (header[8] / 8);
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const pixels = Buffer.alloc(width * height * step);
  for (let y = 0; y < height; ++y) {
    const begin = y * (width * step + 1);
    const row = pixels.subarray(y * width * step, (y + 1) * width * step);
    row.set(rows.subarray(begin + 1, begin + 1 + row.length));
    unfilterRow(rows[begin], row, y > 0 ? pixels.subarray((y - 1) * width * step, y * width * step) : null, step);
  }
  return pixels;
}
