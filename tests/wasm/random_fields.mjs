// Random pictures as fields and as options of `lyap render`.

/** Numbers that are the same in every run (mulberry32). */
export function randomNumbers(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (min, max) => min + Math.floor(next() * (max - min + 1));
  return { next, between, oneOf: (list) => list[between(0, list.length - 1)], chance: (share) => next() < share };
}

/** Ends of a window: mostly where orbits stay finite, now and then where they escape or rates are negative. */
function randomEnds({ next, chance }) {
  const low = chance(0.1) ? -2 + 2 * next() : chance(0.15) ? 3.5 + next() : 4 * next();
  const high = low + (chance(0.2) ? 0.001 : 1) * (0.05 + 2 * next());
  return `${low}:${high}`;
}

/** A picture: f32, f64, periods, transients, long sequences, rates above 4. */
export function randomFields(random) {
  const { between, oneOf, chance, next } = random;
  const letters = "ABC".slice(0, between(1, 3));
  const length = chance(0.15) ? between(49, 70) : between(1, 14);
  const sequence = letters + Array.from({ length }, () => oneOf([...letters])).join("");
  const horizontal = oneOf([...letters]);
  const vertical = oneOf([...letters].filter((letter) => letter !== horizontal || letters.length === 1));
  const fields = { sequence, horizontal: `${horizontal}=${randomEnds(random)}` };
  if (vertical !== horizontal) fields.vertical = `${vertical}=${randomEnds(random)}`;
  const constants = [...letters].filter((letter) => letter !== horizontal && letter !== vertical);
  if (constants.length > 0) fields.set = constants.map((letter) => `${letter}=${chance(0.2) ? 4 : 4 * next()}`);
  fields.size = `${between(1, 40)}x${between(1, 40)}`;
  fields.iterations = String(chance(0.1) ? between(2, 20) : between(20, 900));
  fields.precision = oneOf(["f32", "f64", "auto"]);
  if (chance(0.3)) fields.transient = String(between(1, 500));
  if (chance(0.3)) fields.phase = String(between(0, sequence.length - 1));
  if (chance(0.2)) fields.x0 = String(oneOf([0, 1, 0.25, next()]));
  if (chance(0.1)) fields["brute-force"] = "true";
  else if (chance(0.2)) fields.show = "period";
  return fields;
}

/** The same with colours. */
export function withRandomLook(fields, random) {
  const { oneOf, chance, next } = random;
  const tone = oneOf(["tanh", "linear:-2:1", "symlog:0.1", "power:0.5", "asinh:0.2"]);
  const look = { ...fields, palette: oneOf(["twilight", "viridis", "magma_r", "zircon", "inferno"]), tone };
  if (chance(0.2)) look["color-escaped"] = "#102030";
  if (chance(0.2)) look["palette-offset"] = String(Math.round(next() * 100) / 100);
  if (chance(0.2)) look.samples = oneOf(["2", "3", "auto:4"]);
  if (chance(0.2)) look.interpolate = "true";
  return look;
}

/** A film of a few frames: a sweep, a circle or a zoom, with all that colours can be. */
export function randomFilm(random) {
  const { between, oneOf, chance, next } = random;
  const { show: _period, set: _rates, ...fields } = withRandomLook(randomFields(random), random);
  const film = { ...fields, sequence: `${fields.sequence}CD`, set: ["C=3", "D=2.9"],
    size: `${2 * between(1, 15)}x${2 * between(1, 15)}`, frames: String(between(2, 5)),
    iterations: String(between(20, 200)), tone: oneOf([fields.tone, "quantile"]) };
  const kind = oneOf(["sweep", "circle", "zoom"]);
  if (kind === "sweep") Object.assign(film, { sweep: `C=${(2 + next()).toFixed(3)}:${(3 + next()).toFixed(3)}`, set: ["D=3"] });
  if (kind === "circle") Object.assign(film, { circle: "C,D", center: "3,3", radius: "0.4", set: [] });
  if (kind === "zoom") Object.assign(film, { zoom: "3.1,3.2", "zoom-factor": "50" });
  if (chance(0.3)) Object.assign(film, { shutter: "0.5", "shutter-frames": "3" });
  return film;
}

const FLAGS = ["brute-force", "interpolate"];

/** Words of a command line. */
export function wordsOf({ sequence, ...fields }) {
  const words = [sequence];
  for (const [field, value] of Object.entries(fields)) {
    for (const text of Array.isArray(value) ? value : [value]) {
      words.push(FLAGS.includes(field) ? `--${field}` : `--${field}=${text}`);
    }
  }
  return words;
}
