// How fast the modules of the page compute beside the program, in one run, on one core: a table of Markdown.
//
//     node --experimental-wasm-relaxed-simd tests/wasm/bench.mjs PROGRAM MODULES BUNDLE [REPEATS]
//
// Times are those of the processor, not of the clock, and the least of the repeats, so that others on the machine disturb less.
// A rate is that of the map steps alone: what 800 iterations take longer than 400. Nothing here is a test:
// docs/benchmarks.md has the figures.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

const [program, modules, bundle, repeats = '6'] = process.argv.slice(2);
const {LyapModule} = await import(path.resolve(bundle));
const SIZE = [1280, 720];
const picture = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lyap_bench_')), 'picture.png');

/** The least of some times, in milliseconds. */
function least(measure) {
  return Math.min(...Array.from({length: Number(repeats)}, (_, i) => measure(i)));
}

/** No repeat knows the exponents of another. */
function fieldsOf(precision, iterations, more, i) {
  return {sequence: 'AB', size: SIZE.join('x'), iterations: String(iterations), precision, x0: String(0.4 + i / 1000), ...more};
}

function timeOfProgram(fields) {
  const {sequence, 'brute-force': brute, ...rest} = fields;
  const words = [sequence, ...Object.entries(rest).map(([name, text]) => `--${name}=${text}`), ...(brute ? ['--brute-force'] : [])];
  const line = 'TIMEFORMAT=%U; time "$@" 2>/dev/null';
  return 1000 * Number(execFileSync('bash', ['-c', `{ ${line}; } 2>&1`, 'bash', program, 'render', ...words, '--quiet',
    '--backend=cpu-avx2', '--threads=1', '-o', picture]).toString().trim());
}

function timeOfModule(module, fields) {
  const before = process.cpuUsage();
  module.giveFields(fields);
  const bands = module.call('begin_view', 0, 24, 24);
  for (let band = 0; band < bands; ++band) module.call('paint', 1, band);
  return process.cpuUsage(before).user / 1000;
}

function moduleOf(kind) {
  const bytes = fs.readFileSync(path.join(modules, `lyap-${kind}.wasm`));
  return WebAssembly.validate(bytes) ? new LyapModule(new WebAssembly.Module(bytes)) : null;
}

const who = {'cpu-avx2': timeOfProgram};
for (const kind of ['relaxed', 'exact']) {
  const module = moduleOf(kind);
  if (module) who[`wasm-${kind}`] = (fields) => timeOfModule(module, fields);
}
console.log(`| ${SIZE.join('×')}, AB, one core | a picture, N = 400 | map steps alone | of AVX2 |\n| --- | --- | --- | --- |`);
for (const precision of ['f32', 'f64']) {
  let native = 0;
  for (const [name, timeOf] of Object.entries(who)) {
    const time = (iterations, more) => least((i) => timeOf(fieldsOf(precision, iterations, more, i)));
    const brute = {'brute-force': 'true'};
    const rate = (400 * SIZE[0] * SIZE[1]) / (time(800, brute) - time(400, brute)) / 1e6;
    native ||= rate;
    console.log(`| ${name}, ${precision} | ${time(400, {}).toFixed(0)} ms | ${rate.toFixed(2)} G/s | ${(100 * rate / native).toFixed(0)} % |`);
  }
}
fs.rmSync(path.dirname(picture), {recursive: true});
