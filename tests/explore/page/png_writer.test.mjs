import assert from "node:assert/strict";
import { test } from "node:test";
import { PngWriter } from "../../../tools/explore/page/engine/wasm/files/png_writer.js";
import { chunksOfPng, pixelsOfPng } from "../../wasm/file_bytes.mjs";

async function fileOf(image, bands) {
  const writer = new PngWriter(image);
  for (const band of bands) await writer.write(Uint8Array.from(band));
  return Buffer.from(await (await writer.finish()).arrayBuffer());
}

const INDEXED = { size: [3, 2], depth: 8, colors: [0, 0, 0, 255, 0, 0], text: [["Title", "three by two"]] };

test("indices, their colours and texts are in the chunks of the PNG specification", async () => {
  const file = await fileOf(INDEXED, [[0, 1, 0], [1, 1, 0]]);
  const chunks = chunksOfPng(file);
  // Compressed pixels come in as many pieces as the compression likes.
  assert.deepEqual([...new Set(chunks.map(({ type }) => type))], ["IHDR", "sRGB", "PLTE", "tEXt", "IDAT", "IEND"]);
  assert.deepEqual([...chunks[0].data], [0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
  assert.deepEqual([...chunks[2].data], INDEXED.colors);
  assert.equal(chunks[3].data.toString("latin1"), "Title\0three by two");
  assert.deepEqual([...pixelsOfPng(file)], [0, 1, 0, 1, 1, 0]);
  // The end is the same in all PNG files, its checksum included.
  assert.equal(file.subarray(-12).toString("hex"), "0000000049454e44ae426082");
});

test("pixels without a palette are red, green and blue", async () => {
  const file = await fileOf({ ...INDEXED, colors: [], size: [2, 1] }, [[1, 2, 3, 4, 5, 6]]);
  assert.deepEqual([...chunksOfPng(file)[0].data.subarray(8, 10)], [8, 2]);
  assert.deepEqual([...pixelsOfPng(file)], [1, 2, 3, 4, 5, 6]);
});

test("deep pixels have two bytes a channel, and differences come back", async () => {
  const pixels = Array.from({ length: 2 * 2 * 6 }, (_, i) => (i * 97) % 256);
  const file = await fileOf({ ...INDEXED, depth: 16, colors: [], size: [2, 2] }, [pixels]);
  assert.deepEqual([...chunksOfPng(file)[0].data.subarray(8, 10)], [16, 2]);
  assert.deepEqual([...pixelsOfPng(file)], pixels);
});
