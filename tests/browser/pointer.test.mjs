// The pointer: what the picture's own bits say of the point under it.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';

import {explorerTest, PROGRAM} from './support/explorer.mjs';
import {drag, focusPicture, placeOn, ratesAt, readingOf, touch, until, windowOf} from './support/hands.mjs';
import {numbersOfNpy} from './support/npy.mjs';

/** @typedef {import('./support/explorer.mjs').Explorer} Explorer */

const SMALL = {context: {viewport: {width: 900, height: 700}}, words: ['ABC', '--set', 'C=3.3', '--iterations', '200']};

/**
 * Exponents and periods of the picture that the command makes.
 * @param {Explorer} explorer
 */
async function filesOf(explorer) {
  const {folder} = explorer.server;
  const command = `${await explorer.command()} -q -o p.png --save-exponents e.npy --save-period p.npy`;
  await promisify(execFile)('/bin/sh', ['-c', `lyap() { "$LYAP_PROGRAM" "$@"; }\n${command}`],
                            {cwd: folder, env: {...process.env, LYAP_PROGRAM: PROGRAM}});
  const [exponents, periods] = await Promise.all(['e.npy', 'p.npy'].map(
      async (name) => numbersOfNpy(await fs.readFile(path.join(folder, name)))));
  return {exponents, periods};
}

/** @param {number} exponent */
function exponentText(exponent) {
  if (!Number.isFinite(exponent)) return exponent < 0 ? '−∞' : '+∞';
  return exponent.toPrecision(6).replace('-', '−');
}

/**
 * Waits for the reading of a pixel: the one whose rates are these.
 * @param {Explorer} explorer
 * @param {number[]} rates
 */
async function readingAt(explorer, rates) {
  await until(explorer, (wanted) => {
    const names = [...document.querySelectorAll('#reading dt')];
    const rate = (/** @type {string} */ letter) =>
      Number(names.find((name) => name.textContent === letter)?.nextElementSibling?.textContent);
    return Math.abs(rate('A') - wanted[0]) < 1e-9 && Math.abs(rate('B') - wanted[1]) < 1e-9;
  }, rates);
  return readingOf(explorer);
}

/**
 * The pixel at a place of the page.
 * @param {Explorer} explorer
 * @param {[number, number]} place
 */
async function pixelAt({canvas}, place) {
  const box = await canvas.boundingBox();
  if (!box) throw new Error('there is no canvas');
  return [Math.floor(place[0] - box.x), Math.floor(place[1] - box.y)];
}

explorerTest('λ, period and rates under the pointer are those of the picture', SMALL, async (explorer) => {
  const {page} = explorer;
  const {exponents, periods} = await filesOf(explorer);
  const window = windowOf(await explorer.command());
  for (const [right, down] of [[0.5, 0.5], [0.2, 0.8], [0.9, 0.1], [0.75, 0.6], [0.4, 0.35]]) {
    const place = await placeOn(explorer, right, down);
    await page.mouse.move(...place);
    const [column, row] = await pixelAt(explorer, place);
    const rates = ratesAt(window, column, row);
    const reading = await readingAt(explorer, rates);
    const at = row * window.width + column;
    assert.equal(reading['λ'], exponentText(exponents[at]));
    assert.equal(reading.Period, periods[at] > 0 ? String(periods[at]) : 'none found');
    assert.equal(reading.C, '3.3');
    assert.match(reading.Precision, /^f(32|64)$/);
    assert.equal(await page.locator('#reading-bar').innerText(), `λ ${reading['λ']}`);
  }
  // What the pointer leaves says nothing any more.
  await page.mouse.move(5, 5);
  await until(explorer, () => document.getElementById('reading-bar')?.textContent === '');
});

explorerTest('a click pins its point, which stays where it is in the plane; a click on the pin lets go', SMALL,
             async (explorer) => {
  const {page} = explorer;
  const pin = page.locator('#pin');
  // On the lattice, so that what is dragged has the very rates of before.
  await explorer.changes(() => drag(explorer, [200, 200], 9, 9));
  const place = await placeOn(explorer, 0.3, 0.4);
  await page.mouse.click(...place);
  await pin.waitFor();
  const [column, row] = await pixelAt(explorer, place);
  const rates = ratesAt(windowOf(await explorer.command()), column, row);
  const reading = await readingAt(explorer, rates);
  const before = await pin.boundingBox();
  assert.ok(before && Math.abs(before.x + before.width / 2 - place[0]) < 2 && Math.abs(before.y + before.height / 2 - place[1]) < 2);
  // Elsewhere nothing is read while it is pinned.
  await page.mouse.move(...await placeOn(explorer, 0.8, 0.8));
  await explorer.changes(() => drag(explorer, [300, 300], 50, 20));
  const after = await pin.boundingBox();
  assert.deepEqual([after && after.x - before.x, after && after.y - before.y], [50, 20]);
  assert.deepEqual(await readingAt(explorer, rates), reading);
  await page.mouse.click(place[0] + 50, place[1] + 20);
  await pin.waitFor({state: 'hidden'});
});

explorerTest('the reading follows the picture where the pointer rests', SMALL, async (explorer) => {
  const {page} = explorer;
  const place = await placeOn(explorer, 0.3, 0.6);
  await page.mouse.move(...place);
  const [column, row] = await pixelAt(explorer, place);
  await focusPicture(explorer);
  for (const key of ['ArrowRight', '+', 'ArrowDown']) {
    await explorer.changes(() => page.keyboard.press(key));
    await readingAt(explorer, ratesAt(windowOf(await explorer.command()), column, row));
  }
  const rates = ratesAt(windowOf(await explorer.command()), column, row);
  await explorer.changes(() => drag(explorer, place, 40, 30));
  await page.keyboard.press('e');
  await explorer.settled();
  assert.deepEqual((await readingAt(explorer, rates)).A, String(rates[0]));
});

explorerTest('the pin by keys: in the middle, by pixels, and gone', SMALL, async (explorer) => {
  const {page} = explorer;
  const {exponents} = await filesOf(explorer);
  const window = windowOf(await explorer.command());
  await focusPicture(explorer);
  await page.keyboard.press('p');
  let [column, row] = [Math.floor(window.width / 2), Math.floor(window.height / 2)];
  await readingAt(explorer, ratesAt(window, column, row));
  for (const [key, right, down] of /** @type {[string, number, number][]} */ ([
           ['ArrowLeft', -1, 0], ['ArrowUp', 0, -1], ['ArrowUp', 0, -1], ['ArrowRight', 1, 0], ['ArrowDown', 0, 1]])) {
    await page.keyboard.press(`Shift+${key}`);
    [column, row] = [column + right, row + down];
    const reading = await readingAt(explorer, ratesAt(window, column, row));
    assert.equal(reading['λ'], exponentText(exponents[row * window.width + column]));
  }
  await page.keyboard.press('Escape');
  await page.locator('#pin').waitFor({state: 'hidden'});
  await page.getByRole('button', {name: 'Pin the middle'}).click();
  await page.locator('#pin').waitFor();
  await page.getByRole('button', {name: 'Unpin'}).click();
  await page.locator('#pin').waitFor({state: 'hidden'});
});

explorerTest('orbit and cobweb of the point are drawn on demand', SMALL, async (explorer) => {
  const {page} = explorer;
  const [orbit, cobweb] = [page.locator('#orbit-plot'), page.locator('#cobweb-plot')];
  assert.equal(await orbit.isVisible(), false);
  await page.getByLabel('Orbit and cobweb').click();
  await page.mouse.click(...await placeOn(explorer, 0.5, 0.5));
  await orbit.locator('circle').first().waitFor();
  assert.ok(await orbit.locator('circle').count() > 50);
  assert.equal(await cobweb.locator('.curve').count(), 3, 'a parabola for each of A, B and C');
  assert.deepEqual(await cobweb.locator('text').allTextContents(), ['A', 'B', 'C']);
  const reading = await readingOf(explorer);
  // The sequence ABC begins with its second letter: x₁ = B·x₀·(1 − x₀).
  const said = await orbit.getAttribute('aria-label') ?? '';
  const first = /Orbit: 0\.5000, ([\d.]+)/.exec(said)?.[1];
  assert.equal(first, (Number(reading.B) / 4).toFixed(4));
  const label = await orbit.getAttribute('aria-label');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowUp');
  await until(explorer, (old) => document.getElementById('orbit-plot')?.getAttribute('aria-label') !== old, label);
  await focusPicture(explorer);
  await page.keyboard.press('o');
  await orbit.waitFor({state: 'hidden'});
});

explorerTest('a film zooms to the point that is pinned', SMALL, async (explorer) => {
  const {page} = explorer;
  const place = await placeOn(explorer, 0.3, 0.4);
  await page.mouse.click(...place);
  await page.locator('#pin').waitFor();
  await page.getByRole('button', {name: 'Film zooms here'}).click();
  const rates = ratesAt(windowOf(await explorer.command()), ...await pixelAt(explorer, place).then(
      ([column, row]) => /** @type {[number, number]} */ ([column, row])));
  const zoom = (await page.locator('#zoom').inputValue()).split(',').map(Number);
  assert.ok(zoom.every((rate, i) => Math.abs(rate - rates[i]) < 1e-9), `${zoom} instead of ${rates}`);
});

explorerTest('a tap with a finger reads its point', {
  ...SMALL, context: {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true, deviceScaleFactor: 1},
}, async (explorer) => {
  const {exponents} = await filesOf(explorer);
  const window = windowOf(await explorer.command());
  const place = await placeOn(explorer, 0.6, 0.6);
  await touch(explorer, [[place]]);
  await explorer.page.locator('#pin').waitFor();
  const [column, row] = await pixelAt(explorer, place);
  const reading = await readingAt(explorer, ratesAt(window, column, row));
  assert.equal(reading['λ'], exponentText(exponents[row * window.width + column]));
});
