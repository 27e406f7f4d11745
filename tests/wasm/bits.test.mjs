// The modules compute and paint the bits of the program: LYAP, LYAP_MODULES (a folder) and LYAP_BUNDLE (module.js of
// the page as one file) are in the environment. Run with --experimental-wasm-relaxed-simd before Node 22.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { bytesOfNpy, pixelsOfPng } from "./file_bytes.mjs";
import { randomFields, randomFilm, randomNumbers, withRandomLook, wordsOf } from "./random_fields.mjs";

const { LYAP, LYAP_MODULES, LYAP_BUNDLE } = process.env;
const { LyapModule } = await import(LYAP_BUNDLE);
const SPECIFICATIONS = 300;
const PICTURES = 100;
const FILES = 40;
const FILMS = 40;
const folder = mkdtempSync(join(tmpdir(), "lyap-wasm-"));
after(() => rmSync(folder, { recursive: true }));

function moduleOf(kind) {
  const bytes = readFileSync(join(LYAP_MODULES, `lyap-${kind}.wasm`));
  return WebAssembly.validate(bytes) ? new LyapModule(new WebAssembly.Module(bytes)) : null;
}

/** Whether the program takes the picture or film; random ones need not be valid. */
function makes(command, words) {
  try {
    execFileSync(LYAP, [command, ...words, "--quiet"], { stdio: "pipe" });
    return true;
  } catch (error) {
    assert.equal(error.status, 2, error.stderr?.toString());
    return false;
  }
}

function begin(module, fields) {
  module.giveFields(fields);
  const bands = module.call("begin_view", -5, 7, 12);
  if (module.call("has_open_tone")) assert.fail("random tones are closed");
  return bands;
}

function allOf(bands, bytesOf) {
  return Buffer.concat(Array.from({ length: bands }, (_, band) => bytesOf(band)));
}

function exponentsIn(module, fields) {
  const bands = begin(module, fields);
  return allOf(bands, (band) => {
    module.call("exponents", 1, band);
    return module.bytes();
  });
}

function pixelsIn(module, fields) {
  const bands = begin(module, fields);
  const isAveraged = module.call("has_averages") === 1;
  return allOf(bands, (band) => {
    module.call(isAveraged ? "average" : "paint", ...(isAveraged ? [] : [1]), band);
    return module.bytes();
  });
}

/** The pixels of a picture's file, in bands of a few rows. */
function fileIn(module, fields) {
  module.giveFields(fields);
  module.call("begin_picture");
  const [, height] = JSON.parse(module.answer()).size;
  return allOf(Math.ceil(height / 7), (band) => {
    module.call("picture_rows", 7 * band, Math.min(7, height - 7 * band));
    return module.bytes();
  });
}

function framesIn(module, fields) {
  module.giveFields(fields);
  module.call("begin_film");
  return allOf(JSON.parse(module.answer()).frames, (frame) => {
    module.call("film_frame", frame);
    return module.bytes();
  });
}

/** Calls `check` with the fields of `count` pictures or films that the program takes. */
function each(command, seed, count, fieldsOf, words, check) {
  const random = randomNumbers(seed);
  for (let i = 0; i < count;) {
    const fields = fieldsOf(random);
    if (!makes(command, [...wordsOf(fields), ...words])) continue;
    check(fields);
    ++i;
  }
}

for (const kind of ["relaxed", "exact"]) {
  const module = moduleOf(kind);
  const skip = !module ? "this Node.js has no relaxed SIMD"
    : !module.isFused() ? "relaxed multiply-adds are not fused here" : false;

  test(`${kind}: exponents of ${SPECIFICATIONS} random specifications`, { skip }, () => {
    const [picture, array] = ["picture.png", "exponents.npy"].map((name) => join(folder, name));
    each("render", 1, SPECIFICATIONS, randomFields, ["-o", picture, "--save-exponents", array], (fields) => {
      assert.ok(exponentsIn(module, fields).equals(bytesOfNpy(readFileSync(array))), wordsOf(fields).join(" "));
    });
  });

  test(`${kind}: pixels of ${PICTURES} random pictures`, { skip }, () => {
    const picture = join(folder, "picture.png");
    const fieldsOf = (random) => withRandomLook(randomFields(random), random);
    each("render", 2, PICTURES, fieldsOf, ["-o", picture], (fields) => {
      assert.ok(pixelsIn(module, fields).equals(pixelsOfPng(readFileSync(picture))), wordsOf(fields).join(" "));
    });
  });

  test(`${kind}: pixels of the files of ${FILES} random pictures`, { skip }, () => {
    const picture = join(folder, "picture.png");
    const fieldsOf = (random) => {
      const fields = withRandomLook(randomFields(random), random);
      return { ...fields, depth: random.oneOf(["8", "16"]), tone: random.oneOf([fields.tone, "quantile"]) };
    };
    each("render", 3, FILES, fieldsOf, ["-o", picture], (fields) => {
      assert.ok(fileIn(module, fields).equals(pixelsOfPng(readFileSync(picture))), wordsOf(fields).join(" "));
    });
  });

  test(`${kind}: frames of ${FILMS} random films`, { skip }, () => {
    const film = join(folder, "film.yuv");
    each("animate", 4, FILMS, randomFilm, ["-o", film], (fields) => {
      assert.ok(framesIn(module, fields).equals(readFileSync(film)), wordsOf(fields).join(" "));
    });
  });

  test(`${kind}: says which code it is`, { skip }, () => {
    assert.equal(module.codePath(), `WASM_${kind.toUpperCase()}`);
  });
}
