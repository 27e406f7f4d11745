import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder } from "../../../tools/explore/page/engine/wasm/files/in_order.js";

const WORKERS = 3;

/** Calls that are answered by hand. */
class Calls {
  constructor() {
    this.open = [];
    this.compute = (worker, item) => new Promise((resolve, reject) => this.open.push({ worker, item, resolve, reject }));
  }

  /** Those of the items that are computed just now. */
  async items() {
    await new Promise(setImmediate);
    return this.open.map(({ item }) => item);
  }

  answer(item) {
    const [{ resolve }] = this.open.splice(this.open.findIndex((call) => call.item === item), 1);
    resolve(`made of ${item}`);
  }
}

test("items come in order, whatever order they are made in", async () => {
  const calls = new Calls();
  const stream = inOrder(WORKERS, 3, calls.compute);
  const first = stream.next();
  assert.deepEqual(await calls.items(), [0, 1, 2]);
  for (const item of [2, 1, 0]) calls.answer(item);
  assert.equal((await first).value, "made of 0");
  assert.equal((await stream.next()).value, "made of 1");
  assert.equal((await stream.next()).value, "made of 2");
  assert.equal((await stream.next()).done, true);
});

test("a worker computes one item at a time", async () => {
  const calls = new Calls();
  const stream = inOrder(WORKERS, 100, calls.compute);
  const first = stream.next();
  assert.deepEqual(await calls.items(), [0, 1, 2]);
  calls.answer(1);
  assert.deepEqual(await calls.items(), [0, 2, 4]);
  calls.answer(0);
  await first;
});

test("workers do not run far ahead of who takes the items", async () => {
  const calls = new Calls();
  const stream = inOrder(1, 100, calls.compute);
  const first = stream.next();
  for (const item of [0, 1]) {
    await calls.items();
    calls.answer(item);
  }
  await first;
  assert.deepEqual(await calls.items(), [], "the third waits until the first two are taken");
});

test("an error comes in the place of the item", async () => {
  const stream = inOrder(WORKERS, 10, async (_, item) => {
    if (item === 1) throw new Error("no memory");
    return item;
  });
  assert.equal((await stream.next()).value, 0);
  await assert.rejects(stream.next(), /no memory/);
});
