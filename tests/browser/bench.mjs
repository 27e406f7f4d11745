// How long a person waits for the explorer: medians in a real Chromium, as a table of Markdown.
//
//     node tests/browser/bench.mjs PROGRAM [REPEATS]
//
// The machine must be quiet. Nothing here is a test: docs/benchmarks.md has the figures.
import process from 'node:process';

import {AT_MOST, startChromium} from './support/chromium.mjs';
import {Explorer, Server} from './support/explorer.mjs';

const program = process.argv[2];
const repeats = Number(process.argv[3] ?? 20);

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * Has the page write down when what happens, on the clock of its events: pixels that are put on the canvas with the width
 * of their picture, old pixels that are moved, and pictures that are whole.
 */
function watch() {
  const log = /** @type {{what: string, at: number, width: number, first?: boolean}[]} */ ([]);
  Object.assign(globalThis, {log});
  const prototype = CanvasRenderingContext2D.prototype;
  const {putImageData, drawImage} = prototype;
  prototype.putImageData = function(/** @type {[ImageData, number, number]} */ ...words) {
    putImageData.apply(this, words);
    log.push({what: 'pixels', at: performance.now(), width: words[0].width, first: words[2] === 0});
  };
  prototype.drawImage = function(/** @type {any[]} */ ...words) {
    // @ts-ignore: one of its three forms
    drawImage.apply(this, words);
    if (this.canvas.dataset.state) log.push({what: 'moved', at: performance.now(), width: 0});
  };
  for (const kind of ['input', 'keydown', 'pointermove']) {
    addEventListener(kind, (event) => log.push({what: kind, at: event.timeStamp, width: 0}), {capture: true});
  }
  addEventListener('DOMContentLoaded', () => {
    const canvas = /** @type {HTMLElement} */ (document.querySelector('#canvas'));
    new MutationObserver(() => {
      if (canvas.dataset.state === 'settled') log.push({what: 'settled', at: performance.now(), width: 0});
    }).observe(canvas, {attributes: true, attributeFilter: ['data-state']});
  });
}

/** @param {import('playwright-core').Page} page */
const entries = (page) => page.evaluate(() => /** @type {any} */ (globalThis).log.splice(0));

/**
 * Milliseconds from the first entry of one kind to the first of another behind it.
 * @param {{what: string, at: number}[]} log
 * @param {string} from
 * @param {string} to
 */
function time(log, from, to) {
  const begin = log.find(({what}) => what === from);
  const end = begin && log.find(({what, at}) => what === to && at >= begin.at);
  return begin && end ? end.at - begin.at : NaN;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string[]} words of the explorer
 * @param {import('playwright-core').ViewportSize} viewport
 * @param {(explorer: Explorer) => Promise<void>} use
 */
async function withExplorer(browser, words, viewport, use) {
  const server = await Server.start(words, [program]);
  const context = await browser.newContext({viewport});
  context.setDefaultTimeout(AT_MOST);
  const explorer = new Explorer(server, await context.newPage());
  await explorer.page.addInitScript(watch);
  await explorer.open();
  await use(explorer);
  await context.close();
  await server.end();
}

/** @param {Explorer} explorer */
async function newPictures(explorer) {
  const [first, whole] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let i = 0; i < repeats; ++i) {
    await entries(explorer.page);
    await explorer.changes(() => explorer.page.fill('#x0', String(0.4 + i / 1000)));
    const log = await entries(explorer.page);
    first.push(time(log, 'input', 'pixels'));
    whole.push(time(log, 'input', 'settled'));
  }
  return {first: median(first), whole: median(whole)};
}

/** @param {Explorer} explorer */
async function newPalettes(explorer) {
  const times = [];
  let steps = 0;
  await explorer.page.focus('#palettes');
  for (let i = 0; i < repeats; ++i) {
    await entries(explorer.page);
    await explorer.changes(() => explorer.page.keyboard.press('ArrowUp'));
    times.push(time(await entries(explorer.page), 'keydown', 'settled'));
    steps += await explorer.steps();
  }
  return {time: median(times), steps};
}

/** @param {Explorer} explorer */
async function movedPixels(explorer) {
  const times = [];
  const box = await explorer.canvas.boundingBox();
  if (!box) throw new Error('there is no canvas');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await explorer.page.mouse.move(x, y);
  await explorer.page.mouse.down();
  for (let i = 1; i <= repeats; ++i) {
    await entries(explorer.page);
    await explorer.page.mouse.move(x + 7 * i, y + 3 * i);
    await explorer.page.waitForFunction(
        () => /** @type {any} */ (globalThis).log.some((/** @type {any} */ entry) => entry.what === 'moved'));
    times.push(time(await entries(explorer.page), 'pointermove', 'moved'));
  }
  await explorer.page.mouse.up();
  await explorer.settled();
  return median(times);
}

/**
 * Milliseconds from a new view, while one that takes minutes is computed, to the first part of its answer, which waits for
 * the end of the other.
 * @param {Explorer} explorer
 */
async function endOfOutdatedView(explorer) {
  const times = [];
  for (let i = 0; i < repeats; ++i) {
    times.push(await explorer.page.evaluate(async ({token, i}) => {
      /** @param {object} fields @param {number} order */
      const ask = (fields, order) => fetch('/api/view', {
        method: 'POST',
        headers: {'X-Lyap-Token': token},
        body: JSON.stringify({client: `bench ${i}`, order, fields: {sequence: 'AB', ...fields}}),
      });
      const long = await ask({size: '1920x1080', iterations: '1000000', horizontal: 'A=3.6:3.9', vertical: 'B=3.6:3.9',
        precision: 'f32'}, 1);
      const reader = /** @type {ReadableStream} */ (long.body).getReader();
      await reader.read();
      await new Promise((resolve) => setTimeout(resolve, 100));
      const begin = performance.now();
      const short = await ask({size: '16x16'}, 2);
      await /** @type {ReadableStream} */ (short.body).getReader().read();
      const end = performance.now();
      await reader.cancel();
      return end - begin;
    }, {token: explorer.server.token, i}));
  }
  return median(times);
}

/** Pictures a second, and how many columns of theirs are computed. @param {Explorer} explorer */
async function rotation(explorer) {
  const seconds = 5;
  await explorer.page.keyboard.press('Space');
  await explorer.page.waitForTimeout(2000);
  await entries(explorer.page);
  await explorer.page.waitForTimeout(1000 * seconds);
  const log = await entries(explorer.page);
  await explorer.page.keyboard.press('Space');
  // The first rows of a picture; others follow.
  const pixels = log.filter(({what, first}) => what === 'pixels' && first);
  const width = Math.max(...pixels.map((entry) => entry.width));
  return {rate: pixels.length / seconds, width};
}

const browser = await startChromium();
/** @param {string} what @param {string} figure @param {string} goal */
const row = (what, figure, goal) => console.log(`| ${what} | ${figure} | ${goal} |`);
const ms = (/** @type {number} */ number) => `${number.toFixed(1)} ms`;

row('medians of ' + repeats, 'measured', 'goal');
row('---', '---', '---');
await withExplorer(browser, ['AB'], {width: 1600, height: 1000}, async (explorer) => {
  await explorer.changes(() => explorer.page.selectOption('#size-choice', '1920x1080'));
  const pictures = await newPictures(explorer);
  row('1920×1080, AB, N = 400: first pixels', ms(pictures.first), '50 ms');
  row('all of them', ms(pictures.whole), '150 ms');
  const palettes = await newPalettes(explorer);
  row('another palette', `${ms(palettes.time)}, ${palettes.steps} map steps`, '33 ms, 0');
  row('the next view begins while one of minutes is computed', ms(await endOfOutdatedView(explorer)), '20 ms');
});
await withExplorer(browser, ['AB'], {width: 1440, height: 900}, async (explorer) => {
  row('old pixels moved with the hand', ms(await movedPixels(explorer)), '16 ms');
});
await withExplorer(browser, ['ABCD', '--iterations', '100', '--set', 'C=3', '--set', 'D=3'],
                   {width: 1500, height: 1100}, async (explorer) => {
                     await explorer.changes(() => explorer.page.selectOption('#size-choice', '1080x1080'));
                     await explorer.page.evaluate(() => document.querySelector('#section-movement')?.setAttribute('open', ''));
                     await explorer.page.check('#circle-on');
                     await explorer.settled();
                     await explorer.page.focus('#canvas');
                     const {rate, width} = await rotation(explorer);
                     row(`a circle of C and D, ${width} of 1080 columns, N = 100`, `${rate.toFixed(1)} pictures/s`, '20');
                   });
await browser.close();
