import assert from "node:assert/strict";
import test from "node:test";
import { readParts } from "../../../tools/explore/page/engine/part_reader.js";

/** A part as the server sends it. */
function encoded(head, bytes = []) {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const part = new Uint8Array(8 + json.length + bytes.length);
  new DataView(part.buffer).setUint32(0, json.length, true);
  new DataView(part.buffer).setUint32(4, bytes.length, true);
  part.set(json, 8);
  part.set(bytes, 8 + json.length);
  return part;
}

/** The bytes in pieces of `size`. */
function inPieces(bytes, size) {
  return new ReadableStream({
    start(controller) {
      for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
      controller.close();
    },
  });
}

async function all(stream) {
  const parts = [];
  for await (const part of readParts(stream)) parts.push(part);
  return parts;
}

const heads = [{ kind: "view", command: "lyap render 'ä'" }, { kind: "rows", first: 0 }, { kind: "end", steps: 1 }];
const stream = Buffer.concat([encoded(heads[0]), encoded(heads[1], [1, 2, 3, 255]), encoded(heads[2])]);

test("parts are the same in whatever pieces they come", async () => {
  for (let size = 1; size <= stream.length; ++size) {
    const parts = await all(inPieces(stream, size));
    assert.deepEqual(parts.map((part) => part.head), heads);
    assert.deepEqual([...parts[1].bytes], [1, 2, 3, 255]);
    assert.equal(parts[2].bytes.length, 0);
  }
});

test("a part can be used before the next one has come", async () => {
  let controller;
  const open = new ReadableStream({ start: (c) => void (controller = c) });
  const parts = readParts(open);
  controller.enqueue(encoded(heads[0]));
  assert.deepEqual((await parts.next()).value.head, heads[0]);
  await parts.return();
});

test("a stream that ends within a part is an error", async () => {
  for (const cut of [1, 7, 9, stream.length - 1]) {
    await assert.rejects(all(inPieces(stream.subarray(0, cut), 4)), /ends within a part/);
  }
});

test("a length that cannot be true is an error and takes no memory", async () => {
  await assert.rejects(all(inPieces(new Uint8Array(8).fill(255), 8)), /too large/);
});

test("who reads no further lets the sender know", async () => {
  let isCancelled = false;
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(encoded(heads[0])),
    cancel: () => void (isCancelled = true),
  });
  for await (const part of readParts(endless)) {
    assert.deepEqual(part.head, heads[0]);
    break;
  }
  assert.ok(isCancelled);
});
