import assert from "node:assert/strict";
import test from "node:test";
import { fieldsOfLink, linkOf } from "../../../tools/explore/page/state/link.js";

test("a link says what the state is", () => {
  const states = [
    { sequence: "AB" },
    { sequence: "A6(BC)2", set: ["C=3.1", "D=2"], horizontal: "A=2:4" },
    { palette: "viridis+magma", "color-escaped": "#a0b0c0", track: "C smooth 0=2.5 10=3.8" },
    { "film.name": "a & b = 100 % ä.mp4" },
  ];
  for (const state of states) assert.deepEqual(fieldsOfLink(linkOf(state)), state);
});

test("links can be read by people", () => {
  const link = linkOf({ sequence: "AB", horizontal: "A=2:4", set: ["C=3.1", "D=2"], center: "2.95,2.95" });
  assert.equal(link, "center=2.95,2.95&horizontal=A=2:4&sequence=AB&set=C=3.1&set=D=2");
});

test("equal states have equal links", () => {
  assert.equal(linkOf({ a: "1", b: "2" }), linkOf({ b: "2", a: "1" }));
});

test("the token is no part of the state", () => {
  assert.deepEqual(fieldsOfLink("#token=abc&sequence=AB"), { sequence: "AB" });
});

test("what is no field is passed over", () => {
  assert.deepEqual(fieldsOfLink("#"), {});
  assert.deepEqual(fieldsOfLink("#x&=1&&sequence=A%zz"), { sequence: "A%zz" });
  assert.equal(Object.getPrototypeOf(fieldsOfLink("__proto__=1")), Object.prototype);
});
