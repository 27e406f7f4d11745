// The view: moving and zooming by hand. Whatever is done, the pixels that are on screen in the end are those of the command.
import assert from 'node:assert/strict';

import {explorerTest} from './support/explorer.mjs';
import {drag, focusPicture, pinch, placeOn, ratesAt, touch, type, until, windowOf} from './support/hands.mjs';
import {expectPixelsOfCommand} from './support/pixels.mjs';

/** @typedef {import('./support/explorer.mjs').Explorer} Explorer */

const SMALL = {context: {viewport: {width: 900, height: 560}}};
const PHONE = {context: {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true, deviceScaleFactor: 1}};

/**
 * The distance of pixels along both sides.
 * @param {ReturnType<typeof windowOf>} window
 */
function pitches({horizontal, vertical, width, height}) {
  return [(horizontal.max - horizontal.min) / (width - 1), (vertical.max - vertical.min) / (height - 1)];
}

/**
 * Fails unless the pitch is m·2⁻ⁿ with m = 4, 5, 6 or 7 along both sides and the window begins at a multiple of it.
 * @param {string} command
 */
function expectOnLattice(command) {
  const window = windowOf(command);
  for (const [i, pitch] of pitches(window).entries()) {
    const mantissa = pitch / 2 ** Math.floor(Math.log2(pitch / 4));
    assert.ok([4, 5, 6, 7].includes(mantissa), `a pitch of ${mantissa}·2ⁿ: ${command}`);
    const {min} = i === 0 ? window.horizontal : window.vertical;
    assert.ok(Number.isInteger(min / pitch), `begins beside the lattice: ${command}`);
  }
}

/**
 * Moves or zooms, and fails unless the picture is another then, on the lattice and that of its command.
 * @param {Explorer} explorer
 * @param {() => Promise<unknown>} action
 */
async function navigate(explorer, action) {
  await explorer.changes(action);
  expectOnLattice(await explorer.command());
  await expectPixelsOfCommand(explorer);
}

/**
 * How far the rates at a place of the page have gone, in pixels of the second window.
 * @param {Explorer} explorer
 * @param {[number, number]} place
 * @param {string} before the commands
 * @param {string} after
 */
async function driftAt({canvas}, place, before, after) {
  const box = await canvas.boundingBox();
  const [column, row] = [place[0] - (box?.x ?? 0) - 0.5, place[1] - (box?.y ?? 0) - 0.5];
  const [was, is] = [before, after].map((command) => ratesAt(windowOf(command), column, row));
  return pitches(windowOf(after)).map((pitch, i) => Math.abs(is[i] - was[i]) / pitch);
}

explorerTest('the hand drags the picture, and only what was not there yet is computed', SMALL, async (explorer) => {
  const middle = await placeOn(explorer);
  const whole = await explorer.steps();
  // The first window may lie anywhere; the first drag puts it on the lattice.
  await navigate(explorer, () => drag(explorer, middle, 7, -5));
  const before = windowOf(await explorer.command());
  await navigate(explorer, () => drag(explorer, middle, 60, 24));
  const after = windowOf(await explorer.command());
  const [right, up] = pitches(after);
  assert.deepEqual([after.horizontal.min, after.vertical.min],
                   [before.horizontal.min - 60 * right, before.vertical.min + 24 * up]);
  assert.ok(await explorer.steps() < 0.5 * whole, `${await explorer.steps()} of ${whole} map steps`);
  // Back to where all but a strip is still on screen.
  await navigate(explorer, () => drag(explorer, middle, -10, 0));
  assert.ok(await explorer.steps() < 0.1 * whole, `${await explorer.steps()} of ${whole} map steps`);
});

explorerTest('pixels go with the hand at once, before anything is computed', SMALL, async (explorer) => {
  const {page, canvas} = explorer;
  const middle = await placeOn(explorer);
  await explorer.changes(() => drag(explorer, middle, 1, 5));
  /** @param {number} x @param {number} y */
  const part = (x, y) => canvas.evaluate((element, [left, top]) => {
    const {data} = /** @type {HTMLCanvasElement} */ (element).getContext('2d')?.getImageData(left, top, 200, 150) ?? {};
    return [...data ?? []].join();
  }, [x, y]);
  const before = await part(100, 100);
  // Nobody answers any more.
  await page.route('**/api/view', () => {});
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] + 40, middle[1] - 30);
  await until(explorer, () => document.querySelector('canvas')?.classList.contains('dragged'));
  assert.equal(await part(140, 70), before);
  assert.equal(await canvas.getAttribute('data-state'), 'working');
  await page.mouse.up();
});

explorerTest('the wheel zooms at the pointer, in and out', SMALL, async (explorer) => {
  const place = await placeOn(explorer, 0.7, 0.3);
  await explorer.page.mouse.move(...place);
  const before = await explorer.command();
  await navigate(explorer, () => explorer.page.mouse.wheel(0, -100));
  const inside = await explorer.command();
  assert.ok(pitches(windowOf(inside))[0] < pitches(windowOf(before))[0]);
  for (const drift of await driftAt(explorer, place, before, inside)) assert.ok(drift <= 0.5 + 1e-6, `${drift} pixels`);
  await navigate(explorer, () => explorer.page.mouse.wheel(0, 500));
  const outside = await explorer.command();
  assert.ok(pitches(windowOf(outside))[0] > pitches(windowOf(before))[0]);
  for (const drift of await driftAt(explorer, place, inside, outside)) assert.ok(drift <= 0.5 + 1e-6, `${drift} pixels`);
});

explorerTest('two fingers stretch the picture around them', PHONE, async (explorer) => {
  const place = await placeOn(explorer, 0.4, 0.6);
  const before = await explorer.command();
  await navigate(explorer, () => pinch(explorer, place, 30, 60));
  const inside = await explorer.command();
  const [was, is] = [before, inside].map((command) => pitches(windowOf(command))[0]);
  // Twice as large, and then to the nearest pitch of the lattice, of which four are a factor of 2.
  assert.ok(is / was > 0.5 * 0.88 && is / was < 0.5 / 0.88, `a factor of ${was / is}`);
  await navigate(explorer, () => pinch(explorer, place, 80, 30));
  assert.ok(pitches(windowOf(await explorer.command()))[0] > is);
});

explorerTest('one finger drags the picture', PHONE, async (explorer) => {
  const [x, y] = await placeOn(explorer);
  const whole = await explorer.steps();
  await navigate(explorer, () => touch(explorer, [[[x, y]], [[x + 20, y]], [[x + 40, y + 30]]]));
  const before = windowOf(await explorer.command());
  await navigate(explorer, () => touch(explorer, [[[x, y]], [[x + 20, y]], [[x + 40, y + 30]]]));
  const after = windowOf(await explorer.command());
  const [right, up] = pitches(after);
  assert.deepEqual([after.horizontal.min, after.vertical.min],
                   [before.horizontal.min - 40 * right, before.vertical.min + 30 * up]);
  assert.ok(await explorer.steps() < 0.5 * whole);
});

explorerTest('a double click zooms in by 2 there, with Shift out', SMALL, async (explorer) => {
  const {page} = explorer;
  const place = await placeOn(explorer, 0.25, 0.75);
  await navigate(explorer, () => drag(explorer, place, 6, 6));
  const before = await explorer.command();
  await navigate(explorer, () => page.mouse.dblclick(...place));
  const inside = await explorer.command();
  assert.deepEqual(pitches(windowOf(inside)), pitches(windowOf(before)).map((pitch) => pitch / 2));
  for (const drift of await driftAt(explorer, place, before, inside)) assert.ok(drift <= 0.5 + 1e-6, `${drift} pixels`);
  await page.keyboard.down('Shift');
  await navigate(explorer, () => page.mouse.dblclick(...place));
  await page.keyboard.up('Shift');
  assert.deepEqual(pitches(windowOf(await explorer.command())), pitches(windowOf(before)));
});

explorerTest('a box that is drawn with Shift becomes the window', SMALL, async (explorer) => {
  const {page} = explorer;
  const [x, y] = await placeOn(explorer, 0.5, 0.5);
  const before = await explorer.command();
  await page.keyboard.down('Shift');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 40);
  await page.mouse.move(x + 100, y + 40);
  await until(explorer, () => !document.getElementById('box')?.hidden);
  const box = await page.locator('#box').boundingBox();
  await navigate(explorer, () => page.mouse.up());
  await page.keyboard.up('Shift');
  assert.equal(await page.locator('#box').isVisible(), false);
  const [was, is] = [windowOf(before), windowOf(await explorer.command())];
  const canvas = await explorer.canvas.boundingBox();
  if (!box || !canvas) throw new Error('there is no box');
  const [left] = ratesAt(was, box.x - canvas.x, box.y - canvas.y);
  const [right] = ratesAt(was, box.x + box.width - canvas.x, 0);
  // The lattice has four pitches to a factor of 2: the window is the box to an eighth, with the middle of it.
  const [wanted, got] = [right - left, is.horizontal.max - is.horizontal.min];
  assert.ok(got / wanted > 0.85 && got / wanted < 1.15, `${got} instead of ${wanted}`);
  assert.ok(Math.abs(is.horizontal.min + is.horizontal.max - left - right) / 2 < 0.02 * wanted);
});

explorerTest('keys move and zoom the window, and go home to the very first one', SMALL, async (explorer) => {
  const {page} = explorer;
  const first = await explorer.command();
  await focusPicture(explorer);
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', '+', '-', '=']) {
    await navigate(explorer, () => page.keyboard.press(key));
  }
  const before = windowOf(await explorer.command());
  await navigate(explorer, () => page.keyboard.press('ArrowRight'));
  const after = windowOf(await explorer.command());
  assert.equal(after.horizontal.min, before.horizontal.min + 64 * pitches(before)[0]);
  assert.equal(after.vertical.min, before.vertical.min);
  await explorer.changes(() => page.keyboard.press('0'));
  assert.equal(await explorer.command(), first);
  await expectPixelsOfCommand(explorer);
});

explorerTest('the same scale on both axes, by key; and buttons do what keys do', SMALL, async (explorer) => {
  const {page} = explorer;
  const first = await explorer.command();
  await focusPicture(explorer);
  await navigate(explorer, () => page.keyboard.press('q'));
  const [right, up] = pitches(windowOf(await explorer.command()));
  assert.equal(right, up);
  const same = await explorer.command();
  await navigate(explorer, () => page.getByRole('button', {name: 'Zoom in'}).click());
  await navigate(explorer, () => page.getByRole('button', {name: 'Zoom out'}).click());
  assert.deepEqual(pitches(windowOf(await explorer.command())), [right, up]);
  await explorer.changes(() => page.getByRole('button', {name: 'Home: the first window'}).click());
  assert.equal(await explorer.command(), first);
  await explorer.changes(() => page.getByRole('button', {name: 'Same scale on both axes'}).click());
  assert.equal(await explorer.command(), same);
});

explorerTest('a view comes coarse to fine in three levels', {...SMALL, opens: false}, async (explorer) => {
  // What is put on the canvas is written down as it comes.
  await explorer.page.addInitScript(() => {
    const widths = /** @type {number[]} */ ([]);
    Object.assign(globalThis, {widths});
    const {putImageData} = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.putImageData = function(/** @type {any[]} */ ...words) {
      widths.push(words[0].width);
      // @ts-ignore: one of its two forms
      return putImageData.apply(this, words);
    };
  });
  await explorer.open();
  const widths = await explorer.page.evaluate(() => /** @type {any} */ (globalThis).widths);
  const {width} = windowOf(await explorer.command());
  const levels = widths.filter((/** @type {number} */ w, /** @type {number} */ i) => w !== widths[i - 1]).slice(-3);
  assert.deepEqual(levels, [4, 2, 1].map((level) => Math.ceil(width / level)));
});

explorerTest('the picture keeps its size, however long its command becomes', SMALL, async (explorer) => {
  const before = await explorer.canvas.boundingBox();
  await type(explorer, '#transient', '1234');
  await explorer.changes(() => drag(explorer, [200, 200], 30, 30));
  for (let i = 0; i < 5; ++i) await explorer.changes(() => explorer.page.mouse.wheel(0, -300));
  assert.deepEqual(await explorer.canvas.boundingBox(), before);
});

explorerTest('another size of the browser shows the picture in it', SMALL, async (explorer) => {
  const {page, canvas} = explorer;
  await explorer.changes(() => drag(explorer, [200, 200], 30, 30));
  const pitch = pitches(windowOf(await explorer.command()));
  await explorer.changes(() => page.setViewportSize({width: 1020, height: 480}));
  const box = await canvas.boundingBox();
  const window = windowOf(await explorer.command());
  assert.deepEqual([window.width, window.height], [Math.round(box?.width ?? 0), Math.round(box?.height ?? 0)]);
  assert.deepEqual(pitches(window), pitch);
  await expectPixelsOfCommand(explorer);
});

explorerTest('a picture with a size of its own has its pixels, whatever room there is', SMALL, async (explorer) => {
  const {page, canvas} = explorer;
  await explorer.changes(() => type(explorer, '#size', '720x720'));
  assert.match(await explorer.command(), / --size 720x720 /);
  const box = await canvas.boundingBox();
  assert.ok(box && Math.abs(box.width - box.height) < 1 && box.height <= 560, 'it is seen whole and not stretched');
  await expectPixelsOfCommand(explorer);
  await navigate(explorer, () => drag(explorer, [300, 300], 40, 40));
});
