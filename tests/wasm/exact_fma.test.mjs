// The exact multiply-adds round once: their results are those of fractions. LYAP_EXACT_FMA, the module of
// exact_fma_module.cpp, is in the environment.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FORMATS, infinityOf, numberOf, productAndSum, roundedBits, signOf } from "./exact_number.mjs";
import { randomNumbers } from "./random_fields.mjs";

const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(process.env.LYAP_EXACT_FMA)));
const CASES = 60_000;

/** The module's results for triples of operands, all as bits. */
function computed(name, triples) {
  const List = name === "f32" ? Uint32Array : BigUint64Array;
  const toElement = name === "f32" ? Number : (bits) => bits;
  const most = (exports.most_vectors() * 16) / List.BYTES_PER_ELEMENT;
  const results = [];
  for (let first = 0; first < triples.length; first += most) {
    const some = triples.slice(first, first + most);
    for (let which = 0; which < 3; ++which) {
      const operands = new List(exports.memory.buffer, exports.operands_at(which), some.length);
      operands.set(some.map((triple) => toElement(triple[which])));
    }
    exports[`compute_${name}`](exports.most_vectors());
    results.push(...Array.from(new List(exports.memory.buffer, exports.results_at(), some.length), BigInt));
  }
  return results;
}

/** Compares the results for finite operands with fractions; returns their bits without the signs. */
function expectRoundedOnce(name, triples) {
  const format = FORMATS[name];
  return computed(name, triples).map((result, i) => {
    const expected = roundedBits(productAndSum(...triples[i].map((bits) => numberOf(bits, format))), format);
    const operands = triples[i].map((bits) => bits.toString(16)).join(" ");
    // Zeros may have any sign: fractions do not know it, and no exponent does.
    if ((expected & ~signOf(format)) !== 0n) assert.equal(result.toString(16), expected.toString(16), operands);
    else assert.equal(result & ~signOf(format), 0n, operands);
    return result & ~signOf(format);
  });
}

for (const [name, format] of Object.entries(FORMATS)) {
  const { digits, largestExponent } = format;

  /** Bits of a random number of so many digits, the first of which stands for 2^exponent. */
  const number = (random, length, exponent) => {
    const bits = (1n << 53n) | (BigInt(random.between(0, 2 ** 26)) << 27n) | BigInt(random.between(0, 2 ** 26));
    const mantissa = (bits >> BigInt(54 - length)) | 1n;
    return roundedBits({ mantissa: random.chance(0.5) ? mantissa : -mantissa, exponent: exponent - length + 1 }, format);
  };
  const triples = (seed, make) => {
    const random = randomNumbers(seed);
    return Array.from({ length: CASES }, () => make(random));
  };

  test(`${name}: numbers of all sizes and lengths`, () => {
    expectRoundedOnce(name, triples(19, (random) => {
      const range = random.oneOf([0, 2, digits, 3 * digits, largestExponent]);
      return [0, 1, 2].map(() => number(random, random.between(1, digits), random.between(-range, range)));
    }));
  });

  test(`${name}: products in the middle between two numbers, and a little more or less`, () => {
    let middles = 0;
    expectRoundedOnce(name, triples(20, (random) => {
      const length = random.between(3, digits - 2);
      const [a, b] = [length, digits + 1 - length].map((digits) => number(random, digits, random.between(-3, 3)));
      const c = random.chance(0.1) ? 0n : number(random, random.between(1, 3), -random.between(digits, 3 * digits));
      const { mantissa } = productAndSum(numberOf(a, format), numberOf(b, format), numberOf(0n, format));
      const written = mantissa.toString(2).replace("-", "").replace(/0+$/, "");
      if (written.length === digits + 1) ++middles;
      return [a, b, c];
    }));
    assert.ok(middles > CASES / 4);
  });

  test(`${name}: sums a trace beside the middle between two numbers, subnormal ones too`, () => {
    // (1 + u)·(1 − u) is 1 − u², and half of what the last digit of c stands for after it was scaled.
    const beside = (exponent) => roundedBits({ mantissa: (1n << BigInt(digits - 1)) + 1n, exponent: exponent - digits + 1 }, format);
    const below = (exponent) => roundedBits({ mantissa: (1n << BigInt(digits)) - 2n, exponent: exponent - digits }, format);
    expectRoundedOnce(name, triples(22, (random) => {
      const least = 2 - largestExponent - digits;
      const ofLast = random.chance(0.5) ? least : random.between(least, 0);
      const ofA = Math.floor((ofLast - 1) / 2);
      const c = number(random, random.between(1, digits), ofLast + random.between(0, digits - 1));
      const sign = random.chance(0.5) ? signOf(format) : 0n;
      return [beside(ofA), sign | below(ofLast - 1 - ofA), c];
    }));
  });

  test(`${name}: results next to the smallest and the largest numbers`, () => {
    const smallest = 1 - largestExponent;
    const sizes = expectRoundedOnce(name, triples(21, (random) => {
      const exponent = random.chance(0.7) ? smallest - random.between(-3, digits + 2) : largestExponent - random.between(-1, 2);
      const ofA = random.between(Math.max(smallest, exponent - largestExponent), Math.min(largestExponent, exponent - smallest));
      const ofC = Math.min(largestExponent, exponent + random.between(-digits, 3));
      const [a, b] = [ofA, exponent - ofA].map((exponent) => number(random, random.between(1, digits), exponent));
      return [a, b, number(random, random.between(1, digits), ofC)];
    }));
    assert.ok(sizes.filter((size) => size > 0n && size < 1n << BigInt(digits - 1)).length > CASES / 10, "subnormal");
    assert.ok(sizes.filter((size) => size === infinityOf(format)).length > CASES / 100, "infinite");
  });

  test(`${name}: infinities and no numbers`, () => {
    const one = roundedBits({ mantissa: 1n, exponent: 0 }, format);
    const infinity = infinityOf(format);
    const negative = infinity | signOf(format);
    const nan = infinity | 1n;
    const results = computed(name, [[infinity, one, one], [one, one, negative], [0n, one, 0n],
      [infinity, one, negative], [infinity, 0n, one], [one, one, nan], [nan, one, one], [one, nan, one]]);
    assert.deepEqual(results.slice(0, 3), [infinity, negative, 0n]);
    for (const result of results.slice(3)) assert.ok((result & ~signOf(format)) > infinity);
  });
}
