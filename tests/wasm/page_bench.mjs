// How long a person waits for the page without a server: from nothing to a whole picture, and from a change to the next;
// medians in a real Chromium.
//
//     LYAP_PAGE_FOLDER=build/release/page node tests/wasm/page_bench.mjs [REPEATS]
//
// The machine must be quiet. Nothing here is a test: docs/benchmarks.md has the figures.
import process from 'node:process';

import {startChromium} from '../browser/support/chromium.mjs';
import {served} from './page_forms.mjs';

const repeats = Number(process.argv[2] ?? 9);

/** Writes down when the canvas gets its first pixels and when it is whole, since the page began or a field was changed. */
function watch() {
  globalThis.times = {begin: 0};
  const {putImageData} = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.putImageData = function(...words) {
    putImageData.apply(this, words);
    globalThis.times.first ??= performance.now();
  };
  addEventListener('input', ({timeStamp}) => { globalThis.times = {begin: timeStamp}; }, {capture: true});
  addEventListener('DOMContentLoaded', () => {
    const canvas = document.querySelector('#canvas');
    new MutationObserver(() => {
      if (canvas.dataset.state === 'settled') globalThis.times.whole ??= performance.now();
    }).observe(canvas, {attributes: true, attributeFilter: ['data-state']});
  });
}

/** Milliseconds to the first pixels and to all. */
async function timesOf(page) {
  await page.waitForFunction(() => globalThis.times.whole !== undefined);
  const {begin, first, whole} = await page.evaluate(() => globalThis.times);
  return [first - begin, whole - begin];
}

async function openedPage(browser, address) {
  const page = await (await browser.newContext({viewport: {width: 1600, height: 900}})).newPage();
  await page.addInitScript(watch);
  await page.goto(`${address}#sequence=AB&size=1280x720`);
  return page;
}

function tell(what, times) {
  const [first, whole] = [0, 1].map((i) => times.map((pair) => pair[i]).sort((a, b) => a - b)[Math.floor(times.length / 2)]);
  console.log(`1280×720, AB, N = 400, ${what}: first pixels ${first.toFixed(0)} ms, all ${whole.toFixed(0)} ms`);
}

const browser = await startChromium();
await served(async ({address}) => {
  const loads = [];
  for (let i = 0; i < repeats; ++i) {
    const page = await openedPage(browser, address);
    loads.push(await timesOf(page));
    await page.context().close();
  }
  tell('from a cold load', loads);

  const page = await openedPage(browser, address);
  await timesOf(page);
  const changes = [];
  for (let i = 0; i < 2 * repeats; ++i) {
    await page.fill('#x0', String(0.4 + i / 1000));
    changes.push(await timesOf(page));
    await page.waitForTimeout(200);
  }
  // The first ones are computed by code that is not yet optimized.
  tell('after a change', changes.slice(repeats));
});
await browser.close();
