// Movement: the circle of two letters, sweeps, position, speed, play and pause.
import assert from 'node:assert/strict';

import {explorerTest} from './support/explorer.mjs';
import {focusPicture, openSection, type, until, valueOf} from './support/hands.mjs';
import {expectPixelsOfCommand} from './support/pixels.mjs';

/** @typedef {import('./support/explorer.mjs').Explorer} Explorer */

const SMALL = {context: {viewport: {width: 800, height: 700}}};
const ABCD = {...SMALL, words: ['ABCD', '--set', 'C=3', '--set', 'D=3', '--iterations', '60']};

/**
 * The constant rates of the command.
 * @param {Explorer} explorer
 * @returns {Promise<Record<string, number>>}
 */
async function ratesOf(explorer) {
  const command = await explorer.command();
  return Object.fromEntries([...command.matchAll(/--set '?([A-Z])=([^ ']+)/g)].map(([, letter, rate]) => [letter, Number(rate)]));
}

/**
 * Fails unless numbers are equal but for roundings.
 * @param {number} is
 * @param {number} wanted
 */
function near(is, wanted) {
  assert.ok(Math.abs(is - wanted) < 1e-6, `${is} instead of ${wanted}`);
}

explorerTest('the position slider moves two letters on a circle with centre and radius', ABCD, async (explorer) => {
  const {page} = explorer;
  await openSection(explorer, 'Movement');
  await page.locator('#circle-on').click();
  await explorer.settled();
  assert.deepEqual(await Promise.all(['#circle-x', '#circle-y', '#circle-radius', '#circle-center-x', '#circle-center-y'].map(
                       (control) => valueOf(explorer, control))),
                   ['C', 'D', '0.25', '2.95', '2.95']);
  await type(explorer, '#circle-radius', '0.5');
  await type(explorer, '#circle-center-x', '3');
  await type(explorer, '#circle-center-y', '3.1');
  for (const [position, c, d] of [[0.25, 3.5, 3.1], [0.5, 3, 3.6], [0.75, 2.5, 3.1], [0, 3, 2.6]]) {
    await explorer.changes(() => type(explorer, '#position', String(position)));
    const {C, D} = await ratesOf(explorer);
    near(C, c);
    near(D, d);
    await expectPixelsOfCommand(explorer);
  }
  await page.getByLabel('Position slider').focus();
  await explorer.changes(() => page.keyboard.press('ArrowRight'));
  const {C} = await ratesOf(explorer);
  near(C, 3 + 0.5 * Math.sin(2 * Math.PI * 0.001));
  assert.equal(await valueOf(explorer, '#position'), '0.001');
  await explorer.changes(() => page.getByLabel('Position slider').click());
  assert.ok(Math.abs(Number(await valueOf(explorer, '#position')) - 0.5) < 0.02);
  await expectPixelsOfCommand(explorer);
});

explorerTest('Play moves the picture, Pause stops it at a whole picture of its command', ABCD, async (explorer) => {
  const {page} = explorer;
  await openSection(explorer, 'Movement');
  const play = page.locator('#play');
  assert.equal(await play.innerText(), 'Play');
  const before = await explorer.command();
  await page.locator('#circle-on').click();
  await play.click();
  assert.equal(await play.innerText(), 'Pause');
  assert.equal(await play.getAttribute('aria-pressed'), 'true');
  // Several pictures of the movement, each with its command and position.
  for (let i = 0; i < 5; ++i) {
    await until(explorer, (old) => document.getElementById('command')?.textContent?.trim() !== old, await explorer.command());
  }
  assert.notEqual(await explorer.command(), before);
  await play.click();
  assert.equal(await play.innerText(), 'Play');
  await explorer.settled();
  const position = Number(await valueOf(explorer, '#position'));
  assert.ok(position > 0 && position < 1, `${position}`);
  const {C, D} = await ratesOf(explorer);
  near(C, 2.95 + 0.25 * Math.sin(2 * Math.PI * position));
  near(D, 2.95 - 0.25 * Math.cos(2 * Math.PI * position));
  await expectPixelsOfCommand(explorer);
  // All that was played is one step back.
  await focusPicture(explorer);
  await page.keyboard.press('u');
  await until(explorer, () => (/** @type {HTMLInputElement} */ (document.getElementById('position'))).value === '0');
});

explorerTest('the space bar plays and pauses; C and D move where nothing else does', ABCD, async (explorer) => {
  const {page} = explorer;
  await focusPicture(explorer);
  await page.keyboard.press(' ');
  await until(explorer, () => document.body.classList.contains('playing'));
  await page.getByRole('button', {name: 'Pause the movement'}).waitFor();
  await until(explorer, (old) => document.getElementById('command')?.textContent?.trim() !== old, await explorer.command());
  await page.keyboard.press(' ');
  await until(explorer, () => !document.body.classList.contains('playing'));
  await explorer.settled();
  await expectPixelsOfCommand(explorer);
  assert.equal(await page.locator('#circle-on').isChecked(), true);
  // Escape stops it, too.
  await page.getByRole('button', {name: 'Play the movement'}).click();
  await until(explorer, () => document.body.classList.contains('playing'));
  await page.keyboard.press('Escape');
  await until(explorer, () => !document.body.classList.contains('playing'));
  await explorer.settled();
});

explorerTest('the movement goes as often round as is typed, and says how many pictures come', ABCD, async (explorer) => {
  const {page} = explorer;
  await openSection(explorer, 'Movement');
  await page.locator('#circle-on').click();
  await type(explorer, '#speed', '0');
  await page.locator('#play').click();
  await until(explorer, () => /pictures a second/.test(document.getElementById('play-rate')?.textContent ?? ''));
  assert.equal(await valueOf(explorer, '#position'), '0');
  await type(explorer, '#speed', '30');
  await until(explorer, () => Number((/** @type {HTMLInputElement} */ (document.getElementById('position'))).value) > 0);
  // Whoever takes the slider stops it.
  await page.getByLabel('Position slider').focus();
  await page.keyboard.press('ArrowRight');
  await until(explorer, () => !document.body.classList.contains('playing'));
  await explorer.settled();
  await expectPixelsOfCommand(explorer);
});

explorerTest('letters, x₀ and what else is a number are swept', ABCD, async (explorer) => {
  const {page} = explorer;
  await openSection(explorer, 'Movement');
  await page.getByRole('button', {name: 'Add a sweep'}).click();
  assert.equal(await page.getByLabel('Letter of sweep 1').inputValue(), 'C');
  await type(explorer, '#sweep-0-from', '2');
  await type(explorer, '#sweep-0-to', '3');
  await explorer.changes(() => type(explorer, '#position', '0.25'));
  near((await ratesOf(explorer)).C, 2.25);
  await page.getByRole('button', {name: 'Add a sweep'}).click();
  await page.getByLabel('Letter of sweep 2').selectOption('x0');
  await explorer.changes(() => type(explorer, '#position', '0.5'));
  near((await ratesOf(explorer)).C, 2.5);
  assert.match(await explorer.command(), / --x0 0\.5 /);
  await explorer.changes(() => type(explorer, '#position', '0.75'));
  near(Number(/--x0 ([^ ]+)/.exec(await explorer.command())?.[1]), 0.7);
  await expectPixelsOfCommand(explorer);
  await page.getByLabel('Letter of sweep 2').selectOption('iterations');
  await type(explorer, '#sweep-1-from', '10');
  await type(explorer, '#sweep-1-to', '50');
  await explorer.changes(() => type(explorer, '#position', '0.5'));
  assert.match(await explorer.command(), / --iterations 30 /);
  // There and back.
  await page.locator('#ping-pong').click();
  await explorer.changes(() => type(explorer, '#position', '0.6'));
  near((await ratesOf(explorer)).C, 2.8);
  await page.getByRole('button', {name: 'Remove sweep 2'}).click();
  assert.equal(await page.locator('#sweep-1-from').count(), 0);
  await explorer.changes(() => page.locator('#play').click());
  await until(explorer, () => document.body.classList.contains('playing'));
  await page.locator('#play').click();
  await explorer.settled();
  await expectPixelsOfCommand(explorer);
});

explorerTest('what is wrong with a movement stands beside it', ABCD, async (explorer) => {
  const {page} = explorer;
  await openSection(explorer, 'Movement');
  await openSection(explorer, 'Film');
  for (const [set, field, text] of [['#circle-on', 'circle-radius', 'wide'], ['#circle-on', 'circle-center-x', 'here']]) {
    if (!await page.locator(set).isChecked()) await page.locator(set).click();
    const right = await valueOf(explorer, `#${field}`);
    await type(explorer, `#${field}`, text);
    const error = page.locator('#circle-error');
    await error.waitFor();
    assert.match(await error.innerText(), new RegExp(text));
    await type(explorer, `#${field}`, right);
    await error.waitFor({state: 'hidden'});
  }
  await page.getByRole('button', {name: 'Add a sweep'}).click();
  await type(explorer, '#sweep-0-to', 'far');
  await page.locator('#sweep-error').waitFor();
  assert.match(await page.locator('#sweep-error').innerText(), /far/);
  await page.getByRole('button', {name: 'Remove sweep 1'}).click();
  await page.locator('#sweep-error').waitFor({state: 'hidden'});
});
