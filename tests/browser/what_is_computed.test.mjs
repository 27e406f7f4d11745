// What is computed: sequence, letters, iterations and whatever else changes the exponents.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import os from 'node:os';

import {explorerTest, PROGRAM} from './support/explorer.mjs';
import {focusPicture, placeOn, type, typeWithoutLeaving, until, valueOf} from './support/hands.mjs';
import {expectPixelsOfCommand} from './support/pixels.mjs';
import {randomStates, seed} from './support/random_states.mjs';

/** @typedef {import('./support/explorer.mjs').Explorer} Explorer */

const SMALL = {context: {viewport: {width: 800, height: 480}}};
const ABC = {...SMALL, words: ['ABC', '--set', 'C=3.2']};

/**
 * Does something and fails unless the command has these words then, and the pixels are its own.
 * @param {Explorer} explorer
 * @param {() => Promise<unknown>} action
 * @param {RegExp} words
 */
async function becomes(explorer, action, words) {
  await explorer.changes(action);
  assert.match(await explorer.command(), words);
  await expectPixelsOfCommand(explorer);
}

explorerTest('the picture follows a sequence while it is typed', SMALL, async (explorer) => {
  const {page} = explorer;
  await page.locator('#sequence').click();
  await page.keyboard.press('End');
  for (const [letter, sequence] of [['B', 'ABB'], ['A', 'ABBA'], ['6', 'ABBA6']]) {
    await becomes(explorer, () => page.keyboard.press(letter), new RegExp(`^lyap render '${sequence}' `));
  }
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'sequence');
});

explorerTest('what is wrong with a sequence stands beside it in the words of the program, and the picture stays', SMALL,
             async (explorer) => {
  const {page} = explorer;
  const before = await explorer.command();
  await page.locator('#sequence').click();
  await page.keyboard.press('End');
  await page.keyboard.type('(');
  const error = page.locator('#sequence-error');
  await error.waitFor();
  const said = spawnSync(PROGRAM, ['render', 'AB(', '-o', `${os.tmpdir()}/never.png`], {encoding: 'utf8'}).stderr;
  const words = (await error.innerText()).trim();
  assert.ok(words.length > 10 && said.replace(/\s+/g, ' ').includes(words), `${words} is not in ${said}`);
  assert.equal(await page.locator('#sequence').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#sequence').getAttribute('aria-describedby'), 'sequence-error');
  assert.equal(await explorer.command(), before);
  await expectPixelsOfCommand(explorer);
  // And goes when it is right again.
  await explorer.changes(() => page.keyboard.type('AA)3'));
  assert.equal(await error.isVisible(), false);
  assert.equal(await page.locator('#sequence').getAttribute('aria-invalid'), null);
  await expectPixelsOfCommand(explorer);
});

explorerTest('what is wrong with any field stands beside it, and the picture stays',
             {...ABC, words: [...ABC.words, '--tone', 'symlog:0.1']}, async (explorer) => {
  const {page} = explorer;
  await page.locator('#levels-kind').selectOption('own');
  await explorer.settled();
  const before = await explorer.command();
  const errors = page.locator('.error:visible');
  for (const [field, text, words] of /** @type {[string, string, RegExp][]} */ ([
           ['iterations', 'many', /many/], ['x0', '9', /9/], ['transient', '-3', /-3/], ['phase', 'x', /x/],
           ['samples', 'x', /x/], ['palette-offset', 'x', /x/], ['palette-repeat', '-', /-/], ['tone-parameter', '0', /0/],
           ['level-min', 'low', /low/], ['horizontal-min', '5', /5/], ['vertical-max', 'up', /up/], ['rate-C', 'three', /three/]])) {
    const right = await valueOf(explorer, `#${field}`);
    await typeWithoutLeaving(explorer, `#${field}`, text);
    await until(explorer, () => document.querySelector('canvas')?.dataset.state === 'failed');
    assert.match((await errors.allInnerTexts()).join(' | '), words, field);
    assert.equal(await errors.count(), 1, field);
    assert.notEqual(await errors.getAttribute('id'), 'error', `${field}: it stands at the top of the panel`);
    assert.equal(await page.locator('[aria-invalid=true]').count(), 1, field);
    assert.equal(await explorer.command(), before);
    await typeWithoutLeaving(explorer, `#${field}`, right);
    await explorer.settled();
    assert.equal(await errors.count(), 0, field);
  }
  await expectPixelsOfCommand(explorer);
});

explorerTest('iterations, transient, start, phase and precision are typed or chosen', ABC, async (explorer) => {
  const {page} = explorer;
  await becomes(explorer, () => type(explorer, '#iterations', '123'), / --iterations 123 /);
  await becomes(explorer, () => type(explorer, '#transient', '50'), / --transient 50 /);
  await becomes(explorer, () => type(explorer, '#x0', '0.3125'), / --x0 0\.3125 /);
  await becomes(explorer, () => type(explorer, '#phase', '2'), / --phase 2 /);
  await becomes(explorer, () => page.locator('#precision').selectOption('f64'), / --precision f64 /);
  await becomes(explorer, () => page.getByLabel('Compute every step of closed orbits, too').click(), / --brute-force/);
  await becomes(explorer, () => type(explorer, '#iterations', ''), / --iterations 400 /);
});

explorerTest('arrow keys change a number by one in its last digit, with Shift by ten', ABC, async (explorer) => {
  const {page} = explorer;
  await page.locator('#iterations').focus();
  await becomes(explorer, () => page.keyboard.press('ArrowUp'), / --iterations 401 /);
  await becomes(explorer, () => page.keyboard.press('Shift+ArrowDown'), / --iterations 391 /);
  await type(explorer, '#rate-C', '3.25');
  await page.locator('#rate-C').focus();
  await becomes(explorer, () => page.keyboard.press('ArrowDown'), / --set C=3\.24 /);
});

explorerTest('letters on the axes are chosen and swapped', ABC, async (explorer) => {
  const {page} = explorer;
  assert.equal(await valueOf(explorer, '#rate-C'), '3.2');
  await becomes(explorer, () => page.locator('#horizontal-letter').selectOption('C'),
                / --horizontal C=2:4 --vertical B=2:4 --set A=3 /);
  assert.equal(await page.locator('#rate-C').count(), 0, 'C is on an axis and has no rate');
  await becomes(explorer, () => page.getByRole('button', {name: 'Swap axes'}).click(),
                / --horizontal B=2:4 --vertical C=2:4 --set A=3 /);
  await focusPicture(explorer);
  await becomes(explorer, () => page.keyboard.press('s'), / --horizontal C=2:4 --vertical B=2:4 --set A=3 /);
  // A letter of the other axis changes places with it.
  await becomes(explorer, () => page.locator('#vertical-letter').selectOption('C'),
                / --horizontal B=2:4 --vertical C=2:4 /);
});

explorerTest('the ends of the window are typed', ABC, async (explorer) => {
  await explorer.changes(() => type(explorer, '#horizontal-min', '3.1'));
  await explorer.changes(() => type(explorer, '#horizontal-max', '3.7'));
  await explorer.changes(() => type(explorer, '#vertical-min', '2.123456789'));
  await becomes(explorer, () => type(explorer, '#vertical-max', '2.75'),
                / --horizontal A=3\.1:3\.7 --vertical B=2\.123456789:2\.75 /);
});

explorerTest('every letter on no axis has a slider, and its rate can be typed exactly',
             {...SMALL, words: ['ABCD', '--set', 'C=3.2', '--set', 'D=3']}, async (explorer) => {
  const {page} = explorer;
  await becomes(explorer, () => type(explorer, '#rate-C', '3.14159265358979'), / --set C=3\.14159265358979 --set D=3 /);
  await page.getByLabel('D slider').focus();
  await becomes(explorer, () => page.keyboard.press('ArrowRight'), / --set D=3\.001 /);
  assert.equal(await valueOf(explorer, '#rate-D'), '3.001');
  const slider = await page.getByLabel('D slider').boundingBox();
  if (!slider) throw new Error('there is no slider');
  // The knob is taken at 3 of 0 to 4 and drawn to the middle.
  await page.mouse.move(slider.x + 8 + 0.75 * (slider.width - 16), slider.y + slider.height / 2);
  await page.mouse.down();
  await page.mouse.move(slider.x + 0.6 * slider.width, slider.y + slider.height / 2);
  await becomes(explorer, () => page.mouse.move(slider.x + 0.5 * slider.width, slider.y + slider.height / 2), / --set D=[12]/);
  await page.mouse.up();
  // A letter more in the sequence has one at once, and all come from the link.
  await becomes(explorer, () => type(explorer, '#sequence', 'ABCDE'), / --set E=3 /);
  await page.getByLabel('E slider').waitFor();
});

explorerTest('the picture of periods instead of exponents, by hand and by key', ABC, async (explorer) => {
  const {page} = explorer;
  await becomes(explorer, () => page.getByLabel('Period', {exact: true}).click(), / --show period/);
  assert.equal(await page.locator('#tone').isDisabled(), true);
  await focusPicture(explorer);
  await explorer.changes(() => page.keyboard.press('e'));
  assert.doesNotMatch(await explorer.command(), /--show/);
  assert.equal(await page.locator('#tone').isDisabled(), false);
  await becomes(explorer, () => page.keyboard.press('e'), / --show period/);
});

explorerTest('work for a view that nobody wants any more does not delay the next', SMALL, async (explorer) => {
  // Minutes of work, of which nothing is waited for.
  await typeWithoutLeaving(explorer, '#iterations', '90000000');
  await explorer.page.mouse.move(...await placeOn(explorer));
  await explorer.changes(() => type(explorer, '#iterations', '77'));
  assert.match(await explorer.command(), / --iterations 77 /);
  await expectPixelsOfCommand(explorer);
});

explorerTest(`the pixels of 20 random states are those of their commands, seed ${seed}`,
             {context: {viewport: {width: 560, height: 300}}}, async (explorer) => {
  for (const link of randomStates(20)) {
    await explorer.page.evaluate((fragment) => { location.hash = fragment; }, link);
    // The page has written its own entry of the browser's history then, and asks for the picture.
    await until(explorer, () => history.state !== null && document.querySelector('canvas')?.dataset.state !== 'working');
    const errors = await explorer.page.locator('.error:visible').allInnerTexts();
    assert.deepEqual(errors, [], link);
    await expectPixelsOfCommand(explorer).catch((error) => { throw new Error(`#${link}: ${error.message}`); });
  }
});
