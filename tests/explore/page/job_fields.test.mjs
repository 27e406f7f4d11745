import assert from "node:assert/strict";
import test from "node:test";
import { filmFields, pictureFields } from "../../../tools/explore/page/state/job_fields.js";

const state = { sequence: "ABCD", horizontal: "A=2:4", set: ["C=3.1"], circle: "C,D", center: "3,3", radius: "0.1",
  fps: "25", tone: "linear", "film.size": "640x480", "point.pin": "3,3" };

test("a picture has no fields of the page, of movements and of films", () => {
  assert.deepEqual(pictureFields(state, "100x50"),
    { sequence: "ABCD", horizontal: "A=2:4", set: ["C=3.1", "D=3"], tone: "linear", size: "100x50" });
});

test("letters that nobody gave a rate have one", () => {
  assert.deepEqual(pictureFields({ sequence: "abz" }, "1x1").set, ["Z=3"]);
});

test("rates of letters that left the sequence or are on an axis are not told", () => {
  assert.equal(pictureFields({ sequence: "AB", set: ["C=1", "A=2"] }, "1x1").set, undefined);
});

test("a film gives letters that move no constant rate", () => {
  const film = filmFields(state, "640x480");
  assert.equal(film.set, undefined);
  assert.deepEqual([film.circle, film.fps, film.size], ["C,D", "25", "640x480"]);
  assert.ok(!("film.size" in film) && !("point.pin" in film));
});

test("a film goes back and forth only if something can", () => {
  assert.equal(filmFields({ ...state, "ping-pong": "true" }, "1x1")["ping-pong"], undefined);
  assert.equal(filmFields({ ...state, "ping-pong": "true", sweep: "x0=0:1" }, "1x1")["ping-pong"], "true");
});

test("pictures of periods have no tone, which stays in the state", () => {
  const periods = { ...state, show: "period", levels: "-1:1", "palette-offset": "0.5" };
  const picture = pictureFields(periods, "1x1");
  assert.ok(!("tone" in picture) && !("levels" in picture) && !("palette-offset" in picture));
  assert.equal(picture.show, "period");
});
