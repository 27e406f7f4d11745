import assert from "node:assert/strict";
import test from "node:test";
import { exportText, placesOfText } from "../../../tools/explore/page/state/places.js";

const places = [{ name: "Zircon Zity", fields: { sequence: "B6A6", set: ["C=3"] }, thumbnail: "data:image/png;base64,AA==" }];

test("exported places are imported as they were", () => {
  assert.deepEqual(placesOfText(exportText(places)), places);
});

test("files that are none are refused in words", () => {
  assert.throws(() => placesOfText("hello"), /not JSON/);
  assert.throws(() => placesOfText("{}"), /no file of places/);
  assert.throws(() => placesOfText(exportText([{ name: "x" }])), /place 1/);
  assert.throws(() => placesOfText(exportText([...places, { name: "x", fields: { sequence: 1 } }])), /place 2/);
});

test("a thumbnail is a picture and no address of elsewhere", () => {
  const foreign = [{ ...places[0], thumbnail: "http://example.com/x.png" }];
  assert.equal(placesOfText(exportText(foreign))[0].thumbnail, "");
});
