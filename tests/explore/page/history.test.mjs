import assert from "node:assert/strict";
import test from "node:test";
import { History, MOST_STEPS } from "../../../tools/explore/page/state/history.js";

/** A history in which 0 to `last` were pushed. */
function counted(last) {
  const history = new History(0);
  for (let i = 1; i <= last; ++i) history.push(i);
  return history;
}

test("undo goes back one step at a time, redo forth again", () => {
  const history = counted(3);
  assert.ok(history.undo() && history.undo());
  assert.equal(history.present.value, 1);
  assert.ok(history.redo());
  assert.equal(history.present.value, 2);
});

test("at the ends nothing happens", () => {
  const history = counted(1);
  assert.equal(history.redo(), false);
  assert.ok(history.undo());
  assert.equal(history.undo(), false);
  assert.equal(history.present.value, 0);
});

test("two hundred steps can be undone", () => {
  const history = counted(1000);
  let undone = 0;
  while (history.undo()) ++undone;
  assert.equal(undone, MOST_STEPS);
  assert.equal(undone, 200);
  assert.equal(history.present.value, 800);
});

test("a new step ends what could be redone", () => {
  const history = counted(3);
  history.undo();
  history.push(9);
  assert.equal(history.canRedo, false);
  history.undo();
  assert.equal(history.present.value, 2);
});

test("a replaced step is undone as one", () => {
  const history = counted(1);
  history.push(2);
  for (const value of [3, 4, 5]) history.replace(value);
  assert.equal(history.present.value, 5);
  history.undo();
  assert.equal(history.present.value, 1);
});

test("a step is found by its id until it is forgotten", () => {
  const history = counted(2);
  const { id } = history.present;
  history.undo();
  assert.ok(history.goTo(id));
  assert.equal(history.present.value, 2);
  for (let i = 0; i < 300; ++i) history.push(i);
  assert.equal(history.goTo(id), false);
});
