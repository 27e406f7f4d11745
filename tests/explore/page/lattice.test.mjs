import assert from "node:assert/strict";
import test from "node:test";
import * as lattice from "../../../tools/explore/page/view/lattice.js";

/** The rates of pixels as the program computes them. */
function ratesOf({ min, max }, pixels) {
  return Array.from({ length: pixels }, (_, i) =>
    i === 0 ? min : i === pixels - 1 ? max : min + ((max - min) * i) / (pixels - 1));
}

/** Windows from wide to the deepest, at places that are not on the lattice. */
function* windows() {
  for (let n = 0; n < 36; ++n) {
    const min = 2 + Math.abs(Math.sin(n)) * 1.5;
    yield { min, max: min + 2 ** -n * (1 + Math.abs(Math.cos(n)) / 2) };
  }
}

test("a settled window stays as it is", () => {
  for (const window of windows()) {
    const once = lattice.settled(window, 1237);
    assert.ok(lattice.isSettled(once, 1237));
    assert.deepEqual(lattice.settled(once, 1237), once);
  }
});

test("the pitch of a settled window is four to seven times a power of two", () => {
  for (const window of windows()) {
    const pitch = lattice.pitchOf(lattice.settled(window, 800), 800);
    const mantissa = pitch / 2 ** Math.floor(Math.log2(pitch / 4));
    assert.ok([4, 5, 6, 7].includes(mantissa), `${mantissa}`);
  }
});

test("a window moved by whole pixels has the rates of before, to the bit", () => {
  for (const window of windows()) {
    const start = lattice.settled(window, 500);
    for (const by of [1, -1, 7, -123]) {
      const before = ratesOf(start, 500);
      const after = ratesOf(lattice.moved(start, 500, by), 500);
      for (let i = Math.max(0, -by); i < Math.min(500, 500 - by); ++i) assert.equal(after[i], before[i + by]);
    }
  }
});

test("moving there and back ends where it began", () => {
  for (const window of windows()) {
    const start = lattice.settled(window, 640);
    assert.deepEqual(lattice.moved(lattice.moved(start, 640, 41), 640, -41), start);
  }
});

test("settling moves no pixel by more than the lattice needs", () => {
  for (const window of windows()) {
    const settled = lattice.settled(window, 1000);
    const ratio = (settled.max - settled.min) / (window.max - window.min);
    assert.ok(ratio > 0.87 && ratio < 1.13, `${ratio}`);
    const middle = (settled.min + settled.max) / 2 - (window.min + window.max) / 2;
    assert.ok(Math.abs(middle) <= lattice.pitchOf(settled, 1000));
  }
});

test("four steps of zooming halve the pitch", () => {
  const start = lattice.settled({ min: 2, max: 4 }, 900);
  const pitch = lattice.pitchOf(start, 900);
  assert.equal(lattice.pitchOf(lattice.zoomed(start, 900, 4, 300), 900), pitch / 2);
  assert.equal(lattice.pitchOf(lattice.zoomed(start, 900, -4, 300), 900), pitch * 2);
});

test("zooming keeps the rate under the hand to half a pixel", () => {
  for (const window of windows()) {
    for (const position of [0, 17, 333.5, 799]) {
      const zoomed = lattice.zoomed(window, 800, 1, position);
      const before = window.min + lattice.pitchOf(window, 800) * position;
      const pitch = lattice.pitchOf(zoomed, 800);
      // A few units in the last place are those of `before` itself.
      assert.ok(Math.abs(zoomed.min + pitch * position - before) <= pitch / 2 + 4e-15);
    }
  }
});

test("zooming ends where a double cannot tell rates apart, and where rates are out of reach", () => {
  let deep = { min: 3.5, max: 3.6 };
  for (let i = 0; i < 400; ++i) deep = lattice.zoomed(deep, 700, 1, 350);
  assert.equal(lattice.pitchOf(deep, 700), lattice.SMALLEST_PITCH);
  assert.equal(new Set(ratesOf(deep, 700)).size, 700);
  let wide = deep;
  for (let i = 0; i < 400; ++i) wide = lattice.zoomed(wide, 700, -1, 350);
  assert.ok(wide.min >= -1000 && wide.max <= 1000 && wide.min < wide.max);
});

test("a larger canvas shows more of the lattice at the same pitch, around the same middle", () => {
  const start = lattice.settled({ min: 2, max: 4 }, 600);
  const larger = lattice.resized(start, 600, 700);
  assert.equal(lattice.pitchOf(larger, 700), lattice.pitchOf(start, 600));
  assert.equal(larger.min, start.min - 50 * lattice.pitchOf(start, 600));
});

test("a window that was asked for is stretched to a larger canvas", () => {
  assert.deepEqual(lattice.resized({ min: 2, max: 4 }, 600, 700), { min: 2, max: 4 });
});

test("a film of another shape shows all that the window shows", () => {
  const window = { horizontal: { min: 2, max: 4 }, vertical: { min: 3, max: 4 } };
  const wide = lattice.reshaped(window, [1000, 1000], [2000, 1000]);
  assert.deepEqual(wide, { horizontal: { min: 1, max: 5 }, vertical: { min: 3, max: 4 } });
  const tall = lattice.reshaped(window, [1000, 1000], [500, 1000]);
  assert.deepEqual(tall, { horizontal: { min: 2, max: 4 }, vertical: { min: 2.5, max: 4.5 } });
});

test("numbers are printed so that they are read as the same double", () => {
  for (const window of windows()) {
    const { min } = lattice.settled(window, 500);
    assert.equal(Number(lattice.numberText(min)), min);
  }
  assert.equal(lattice.numberText(-0), "0");
});
