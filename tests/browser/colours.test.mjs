// How it looks: palettes, tones, levels and colours. Changing any of them takes no map step, and the pixels are those of the
// command.
import assert from 'node:assert/strict';

import {explorerTest} from './support/explorer.mjs';
import {type, until, valueOf} from './support/hands.mjs';
import {expectPixelsOfCommand} from './support/pixels.mjs';

/** @typedef {import('./support/explorer.mjs').Explorer} Explorer */

const SMALL = {context: {viewport: {width: 800, height: 900}}};

/**
 * Changes the colours and fails unless the command has these words then, nothing was computed, and the pixels are its own.
 * @param {Explorer} explorer
 * @param {() => Promise<unknown>} action
 * @param {RegExp} words
 */
async function paints(explorer, action, words) {
  await explorer.changes(action);
  assert.match(await explorer.command(), words);
  assert.equal(await explorer.steps(), 0, 'map steps');
  assert.match(await explorer.status(), /no map step/);
  await expectPixelsOfCommand(explorer);
}

explorerTest('all palettes are listed with their strips, and a click paints with one', SMALL, async (explorer) => {
  const {page} = explorer;
  const items = page.locator('#palettes [role=option]');
  assert.ok(await items.count() > 80);
  const strips = await items.locator('.strip').evaluateAll(
      (all) => new Set(all.map((strip) => /** @type {HTMLElement} */ (strip).style.background)).size);
  // Some palettes are others by name; none has no strip.
  assert.ok(strips > 75, `${strips} different strips`);
  await paints(explorer, () => page.locator('#palette-viridis').click(), / --palette 'viridis'/);
  assert.equal(await page.locator('#palettes [aria-selected=true]').getAttribute('data-name'), 'viridis');
  await paints(explorer, () => page.getByLabel('Reversed').click(), / --palette 'viridis_r'/);
});

explorerTest('a palette is found by typing and chosen by keys', SMALL, async (explorer) => {
  const {page} = explorer;
  await page.locator('#palette-search').click();
  await page.keyboard.type('magm');
  assert.deepEqual(await page.locator('#palettes li:visible').allInnerTexts(), ['magma']);
  await paints(explorer, () => page.keyboard.press('Enter'), / --palette 'magma'/);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'palettes');
  await paints(explorer, () => page.keyboard.press('ArrowDown'), / --palette '(?!magma)/);
  await paints(explorer, () => page.keyboard.press('ArrowUp'), / --palette 'magma'/);
});

explorerTest('where the palette begins and how often it comes is set by slider and number', SMALL, async (explorer) => {
  const {page} = explorer;
  await page.getByLabel('Offset slider').focus();
  await paints(explorer, () => page.keyboard.press('ArrowRight'), / --palette-offset 0\.005/);
  await paints(explorer, () => type(explorer, '#palette-offset', '0.3'), / --palette-offset 0\.3/);
  await paints(explorer, () => type(explorer, '#palette-repeat', '3'), / --palette-repeat 3/);
});

explorerTest('each tone paints the picture anew', SMALL, async (explorer) => {
  const {page} = explorer;
  for (const [tone, words] of /** @type {[string, RegExp][]} */ ([
           ['symlog', / --tone symlog/], ['linear', / --tone linear/], ['asinh', / --tone asinh/],
           ['power', / --tone power/], ['quantile', / --tone quantile.* --quantiles /],
           ['split', / --palette 'twilight\+twilight_r'.* --tone split/]])) {
    await paints(explorer, () => page.locator('#tone').selectOption(tone), words);
  }
  await paints(explorer, () => page.locator('#palette-chaos').selectOption('bone'), / --palette 'twilight\+bone'/);
  await explorer.changes(() => page.locator('#tone').selectOption('symlog'));
  await paints(explorer, () => type(explorer, '#tone-parameter', '0.03'), / --tone symlog:0\.03/);
});

explorerTest('levels are found, typed, and drawn on the histogram, on which λ = 0 is marked', SMALL, async (explorer) => {
  const {page} = explorer;
  assert.match(await page.locator('#histogram-scale').innerText(), /λ = 0/);
  assert.ok(await page.locator('#histogram rect').count() > 100);
  const zero = await page.locator('#histogram .zero').boundingBox();
  const frame = await page.locator('#histogram').boundingBox();
  assert.ok(zero && frame && zero.x > frame.x && zero.x < frame.x + frame.width);
  await paints(explorer, () => page.locator('#levels-kind').selectOption('auto'), / --levels -?\d[^ ]*:\d/);
  const found = /--levels ([^ ]+)/.exec(await explorer.command())?.[1];
  assert.equal(`${await page.locator('#level-min').getAttribute('placeholder')}`,
               String(Number(Number(found?.split(':')[0]).toFixed(3))));
  await explorer.changes(() => page.locator('#levels-kind').selectOption('own'));
  await paints(explorer, () => type(explorer, '#level-min', '-1.5'), / --levels -1\.5:/);
  await paints(explorer, () => type(explorer, '#level-max', '0.5'), / --levels -1\.5:0\.5/);
  const handle = await page.locator('#level-min-handle').boundingBox();
  if (!handle) throw new Error('there is no handle');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 20);
  await page.mouse.down();
  await page.mouse.move(handle.x + handle.width / 2 + 10, handle.y + 20);
  await paints(explorer, () => page.mouse.move(handle.x + handle.width / 2 + 30, handle.y + 20), / --levels -(1|0)\.\d+:0\.5/);
  await page.mouse.up();
  assert.ok(Number(await valueOf(explorer, '#level-min')) > -1.5);
  await page.locator('#level-max-handle').focus();
  await paints(explorer, () => page.keyboard.press('ArrowRight'), / --levels [^ ]+:0\.51/);
  assert.equal(await page.locator('#level-max-handle').getAttribute('aria-valuenow'), '0.51');
});

explorerTest('escaped and superstable orbits get colours of their own', {...SMALL, words: ['AB', '--a', '3:5', '--b', '3:5']},
             async (explorer) => {
  const {page} = explorer;
  await paints(explorer, () => page.getByLabel('Colour of escaped orbits', {exact: true}).first().click(),
               / --color-escaped '?#000000/);
  await paints(explorer, () => page.locator('#escaped-color').fill('#ff8000'), / --color-escaped '?#ff8000/);
  await paints(explorer, () => page.getByLabel('Colour of superstable orbits', {exact: true}).first().click(),
               / --color-superstable '?#ffffff/);
  await paints(explorer, () => page.getByLabel('Colours between those of the palette').click(), / --interpolate/);
});

explorerTest('several samples a pixel are averaged; one sample again takes no map step',
             {...SMALL, words: ['AB', '--iterations', '60']}, async (explorer) => {
  const {page} = explorer;
  for (const [action, words] of /** @type {[() => Promise<unknown>, RegExp][]} */ ([
           [() => type(explorer, '#samples', '2'), / --samples 2/],
           [() => page.locator('#palette-plasma').click(), / --palette 'plasma'/],
           [() => page.locator('#average').selectOption('exponent'), / --average exponent/],
           [() => page.locator('#filter').selectOption('gaussian'), / --filter gaussian/]])) {
    await explorer.changes(action);
    assert.match(await explorer.command(), words);
    await expectPixelsOfCommand(explorer);
  }
  await explorer.changes(() => page.locator('#filter').selectOption('box'));
  await paints(explorer, () => type(explorer, '#samples', ''), /^(?!.* --samples)/);
  await explorer.changes(() => type(explorer, '#samples', 'auto:3'));
  await expectPixelsOfCommand(explorer);
});

explorerTest('the picture of periods has palettes, too, without a map step', {...SMALL, words: ['AB', '--show', 'period']},
             async (explorer) => {
  await paints(explorer, () => explorer.page.locator('#palette-tab20').click(), / --palette 'tab20'/);
});

explorerTest('while a slider is drawn all along, the last place counts', SMALL, async (explorer) => {
  const {page} = explorer;
  const slider = await page.locator('#palette-offset-slider').boundingBox();
  if (!slider) throw new Error('there is no slider');
  const y = slider.y + slider.height / 2;
  await page.mouse.move(slider.x + 8, y);
  await page.mouse.down();
  await paints(explorer, async () => {
    for (let x = 10; x < slider.width - 20; x += 5) await page.mouse.move(slider.x + x, y);
  }, / --palette-offset 0\.[89]/);
  await page.mouse.up();
  const offset = await valueOf(explorer, '#palette-offset');
  await until(explorer, (text) => location.hash.includes(`palette-offset=${text}`), offset);
});
