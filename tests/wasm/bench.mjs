// How fast the modules of the page compute in Chromium beside the program, in one run, on one core: a table of Markdown.
//
//     LYAP_PAGE_FOLDER=build/release/page node tests/wasm/bench.mjs PROGRAM BUNDLE [REPEATS]
//
// BUNDLE is module.mjs of the build. Times are the least of the repeats, which go round all that is measured, so that
// others on the machine disturb less. A rate is that of the map steps alone: what many iterations take longer than few.
// Nothing here is a test: docs/benchmarks.md has the figures.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

import {startChromium} from '../browser/support/chromium.mjs';
import {served} from './page_forms.mjs';

const [program, bundle, repeats = '6'] = process.argv.slice(2);
const SIZE = [1280, 720];
const FEW = 400;
const KINDS = ['relaxed', 'exact'];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lyap_bench_'));

/** Milliseconds that the program takes. */
function timeOfProgram({sequence, 'brute-force': brute, ...rest}) {
  const words = [sequence, ...Object.entries(rest).map(([name, text]) => `--${name}=${text}`), ...(brute ? ['--brute-force'] : [])];
  const begin = performance.now();
  execFileSync(program, ['render', ...words, '--quiet', '--backend=cpu-avx2', '--threads=1',
    '-o', path.join(folder, 'picture.png')]);
  return performance.now() - begin;
}

/** In the page: what times a module, by its kind. */
async function openModules({kinds, script}) {
  const {LyapModule} = await import(URL.createObjectURL(new Blob([script], {type: 'text/javascript'})));
  globalThis.timeOf = {};
  for (const kind of kinds) {
    const module = new LyapModule(await WebAssembly.compileStreaming(fetch(`lyap-${kind}.wasm`)));
    globalThis.timeOf[kind] = (fields) => {
      const begin = performance.now();
      module.giveFields(fields);
      const bands = module.call('begin_view', 0, 24, 24);
      for (let band = 0; band < bands; ++band) module.call('paint', 1, band);
      return performance.now() - begin;
    };
  }
}

/** A page that has the modules and may have scripts of its own. */
async function openPage(browser, address) {
  const page = await (await browser.newContext({bypassCSP: true})).newPage();
  await page.goto(`${address}icon.svg`);
  await page.evaluate(openModules, {kinds: KINDS, script: fs.readFileSync(bundle, 'utf8')});
  return page;
}

/** The least times of a picture, of few steps and of many, of each of those that compute. */
async function measure(who, precision) {
  const least = new Map();
  for (let repeat = 0; repeat < Number(repeats); ++repeat) {
    for (const {name, timeOf, many} of who) {
      const common = {sequence: 'AB', size: SIZE.join('x'), precision, iterations: String(FEW)};
      const brute = {...common, 'brute-force': 'true'};
      const times = least.get(name) ?? [Infinity, Infinity, Infinity];
      for (const [i, fields] of [common, brute, {...brute, iterations: String(many)}].entries()) {
        // No repeat knows the exponents of another.
        times[i] = Math.min(times[i], await timeOf({...fields, x0: String(0.4 + repeat / 1000)}));
      }
      least.set(name, times);
    }
  }
  return least;
}

const browser = await startChromium();
await served(async ({address}) => {
  const page = await openPage(browser, address);
  const who = [{name: 'cpu-avx2', timeOf: timeOfProgram, many: 10 * FEW}, ...KINDS.map((kind) => (
    {name: `wasm-${kind}`, many: 3 * FEW, timeOf: (fields) => page.evaluate(([k, f]) => globalThis.timeOf[k](f), [kind, fields])}))];
  console.log(`| ${SIZE.join('×')}, AB, one core | a picture, N = ${FEW} | map steps alone | of AVX2 |\n| --- | --- | --- | --- |`);
  for (const precision of ['f32', 'f64']) {
    const least = await measure(who, precision);
    const rates = who.map(({name, many}) => {
      const [, few, long] = least.get(name);
      return ((many - FEW) * SIZE[0] * SIZE[1]) / (long - few) / 1e6;
    });
    who.forEach(({name}, i) => console.log(`| ${name}, ${precision} | ${least.get(name)[0].toFixed(0)} ms | ` +
      `${rates[i].toFixed(2)} G/s | ${(100 * rates[i] / rates[0]).toFixed(0)} % |`));
  }
});
await browser.close();
fs.rmSync(folder, {recursive: true});
