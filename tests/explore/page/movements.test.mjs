import assert from "node:assert/strict";
import test from "node:test";
import { circleFields, circleOf, fieldsAt, sweepsOf } from "../../../tools/explore/page/movement/movements.js";
import { ratesOf } from "../../../tools/explore/page/state/fields.js";

const circle = { sequence: "ACDBCD", circle: "C,D", center: "2.95,3.05", radius: "0.25", set: ["C=1", "D=1", "E=2"] };

/** The rates at a position, as numbers. */
function ratesAt(fields, position) {
  const rates = ratesOf(fieldsAt(fields, position));
  return Object.fromEntries(Object.entries(rates).map(([letter, text]) => [letter, Number(text)]));
}

test("a circle has the rates that a film's frame at the same share of a turn has", () => {
  for (let k = 0; k < 60; ++k) {
    const angle = -Math.PI + (2 * Math.PI * k) / 60;
    const { C, D } = ratesAt(circle, k / 60);
    // Texts have 12 digits.
    assert.ok(Math.abs(C - (2.95 - 0.25 * Math.sin(angle))) < 1e-11);
    assert.ok(Math.abs(D - (3.05 + 0.25 * Math.cos(angle))) < 1e-11);
  }
});

test("a circle leaves other letters alone", () => {
  assert.equal(ratesAt(circle, 0.3).E, 2);
});

test("a sweep goes from one end to the other, and back if it is to", () => {
  const sweep = { sweep: ["C=2:4", "x0=0.2:0.6"] };
  assert.equal(ratesAt(sweep, 0.25).C, 2.5);
  assert.equal(fieldsAt(sweep, 0.5).x0, "0.4");
  const back = { ...sweep, "ping-pong": "true" };
  assert.equal(ratesAt(back, 0.25).C, 3);
  assert.equal(ratesAt(back, 0.75).C, 3);
});

test("iterations that are swept are whole", () => {
  assert.equal(fieldsAt({ sweep: "iterations=100:201" }, 0.5).iterations, "151");
});

test("levels that are swept keep their other end", () => {
  assert.equal(fieldsAt({ sweep: "levels-max=1:2", levels: "-3:0.5" }, 0.5).levels, "-3:1.5");
  assert.equal(fieldsAt({ sweep: ["levels-min=-1:-2", "levels-max=1:2"] }, 0.5).levels, "-1.5:1.5");
});

test("changing the first circle keeps further ones", () => {
  const two = { circle: ["C,D", "E,F"], center: ["1,2", "3,4"], radius: ["0.1", "0.2"] };
  const changed = circleFields(two, { ...circleOf(two), radius: "0.5" });
  assert.deepEqual(changed, { circle: ["C,D", "E,F"], center: ["1,2", "3,4"], radius: ["0.5", "0.2"] });
});

test("what is typed half is kept as it is", () => {
  assert.deepEqual(sweepsOf({ sweep: "C=2.5:" }), [{ parameter: "C", from: "2.5", to: "" }]);
  assert.deepEqual(circleOf({ circle: "C,D" }), { x: "C", y: "D", centerX: "", centerY: "", radius: "" });
});
