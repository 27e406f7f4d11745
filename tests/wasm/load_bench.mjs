// How long a person waits for the page without a server, from nothing to a whole picture: medians in a real Chromium.
//
//     LYAP_PAGE_FOLDER=build/release/page node tests/wasm/load_bench.mjs [REPEATS]
//
// The machine must be quiet. Nothing here is a test: docs/benchmarks.md has the figures.
import process from 'node:process';

import {startChromium} from '../browser/support/chromium.mjs';
import {served} from './page_forms.mjs';

const repeats = Number(process.argv[2] ?? 9);
const isSettled = () => document.querySelector('canvas')?.dataset.state === 'settled';

/** Writes down when the canvas has its first pixels and when it is whole, on the clock of the page's beginning. */
function watch() {
  const {putImageData} = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.putImageData = function(...words) {
    putImageData.apply(this, words);
    globalThis.firstAt ??= performance.now();
  };
  addEventListener('DOMContentLoaded', () => {
    const canvas = document.querySelector('#canvas');
    new MutationObserver(() => {
      if (canvas.dataset.state === 'settled') globalThis.wholeAt ??= performance.now();
    }).observe(canvas, {attributes: true, attributeFilter: ['data-state']});
  });
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const browser = await startChromium();
await served(async ({address}) => {
  const times = [];
  for (let i = 0; i < repeats; ++i) {
    const page = await (await browser.newContext({viewport: {width: 1600, height: 900}})).newPage();
    await page.addInitScript(watch);
    await page.goto(`${address}#sequence=AB&size=1280x720`);
    await page.waitForFunction(isSettled);
    times.push(await page.evaluate(() => [globalThis.firstAt, globalThis.wholeAt]));
    await page.context().close();
  }
  const [first, whole] = [0, 1].map((i) => median(times.map((pair) => pair[i])));
  console.log(`1280×720, AB, N = 400, from a cold load: first pixels ${first.toFixed(0)} ms, all ${whole.toFixed(0)} ms`);
});
await browser.close();
