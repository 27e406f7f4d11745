// Floating point numbers as fractions, which have no errors: what an operation that rounds once must give.

/** Formats of IEEE 754: digits of the mantissa, with the first, and the exponent of the largest number's first digit. */
export const FORMATS = {
  f32: { digits: 24, largestExponent: 127 },
  f64: { digits: 53, largestExponent: 1023 },
};

/** The exponent of the last digit of the smallest numbers. */
const leastExponentOf = ({ digits, largestExponent }) => 2 - largestExponent - digits;

/** The bits of infinity. */
export function infinityOf({ digits, largestExponent }) {
  return BigInt(2 * largestExponent + 1) << BigInt(digits - 1);
}

/** The bit that is set in negative numbers. */
export function signOf(format) {
  return BigInt(format.largestExponent + 1) << BigInt(format.digits);
}

/** The number mantissa·2^exponent that finite bits stand for. */
export function numberOf(bits, format) {
  const size = bits & ~signOf(format);
  const first = 1n << BigInt(format.digits - 1);
  const biased = size >> BigInt(format.digits - 1);
  const mantissa = biased === 0n ? size : (size & (first - 1n)) | first;
  const exponent = leastExponentOf(format) + Math.max(0, Number(biased) - 1);
  return { mantissa: size === bits ? mantissa : -mantissa, exponent };
}

/** a·b + c. */
export function productAndSum(a, b, c) {
  const ofProduct = a.exponent + b.exponent;
  const exponent = Math.min(ofProduct, c.exponent);
  const product = (a.mantissa * b.mantissa) << BigInt(ofProduct - exponent);
  return { mantissa: product + (c.mantissa << BigInt(c.exponent - exponent)), exponent };
}

/** size·2^−shift, rounded to the nearest whole number and of two to the even one. */
function roundedShift(size, shift) {
  if (shift <= 0n) return size << -shift;
  const kept = size >> shift;
  const twiceTheRest = (size - (kept << shift)) << 1n;
  const unit = 1n << shift;
  return twiceTheRest > unit || (twiceTheRest === unit && (kept & 1n) === 1n) ? kept + 1n : kept;
}

/** The bits of the number of a format that is nearest, of two the even one. */
export function roundedBits({ mantissa, exponent }, format) {
  if (mantissa === 0n) return 0n;
  const size = mantissa < 0n ? -mantissa : mantissa;
  const least = leastExponentOf(format);
  const ofLastDigit = Math.max(exponent + size.toString(2).length - format.digits, least);
  const kept = roundedShift(size, BigInt(ofLastDigit - exponent));
  // The first digit counts the biased exponent up by one, and so does a carry out of the digits.
  const bits = (BigInt(ofLastDigit - least) << BigInt(format.digits - 1)) + kept;
  const infinity = infinityOf(format);
  return (mantissa < 0n ? signOf(format) : 0n) | (bits < infinity ? bits : infinity);
}
