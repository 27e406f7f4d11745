// The way back: undo and redo of everything, the browser's back button, and places.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';

import {explorerTest} from './support/explorer.mjs';
import {drag, focusPicture, openSection, placeOn, type, until} from './support/hands.mjs';
import {expectPixelsOfCommand} from './support/pixels.mjs';

/** @typedef {import('./support/explorer.mjs').Explorer} Explorer */

const SMALL = {context: {viewport: {width: 800, height: 700}}, words: ['ABC', '--set', 'C=3.2', '--iterations', '50']};

/**
 * All that a person can tell states by.
 * @param {Explorer} explorer
 */
async function lookOf(explorer) {
  await explorer.settled();
  const controls = await explorer.page.evaluate(() => {
    const value = (/** @type {string} */ id) => (/** @type {HTMLInputElement} */ (document.getElementById(id))).value;
    const isOn = (/** @type {string} */ id) => (/** @type {HTMLInputElement} */ (document.getElementById(id))).checked;
    return {film: value('film-ending'), position: value('position'), size: value('size'), circle: isOn('circle-on'),
            sweeps: document.querySelectorAll('.sweep').length, isPinned: document.getElementById('pin')?.hidden === false};
  });
  return {command: await explorer.command(), ...controls};
}

explorerTest('everything that was done is undone and redone, step by step', SMALL, async (explorer) => {
  const {page} = explorer;
  for (const section of ['Movement', 'Film']) await openSection(explorer, section);
  const middle = await placeOn(explorer);
  const steps = /** @type {(() => Promise<unknown>)[]} */ ([
    () => drag(explorer, middle, 40, 30),
    () => page.mouse.wheel(0, -100),
    () => page.mouse.dblclick(...middle),
    () => page.locator('#swap').click(),
    () => page.locator('#horizontal-letter').selectOption('C'),
    () => page.locator('#sequence').press('End').then(() => page.keyboard.press('B')),
    () => page.locator('#iterations').press('ArrowUp'),
    () => page.locator('#precision').selectOption('f64'),
    () => page.locator('#palette-viridis').click(),
    () => page.locator('#tone').selectOption('symlog'),
    () => page.locator('#levels-kind').selectOption('auto'),
    () => page.getByLabel('Offset slider').press('ArrowRight'),
    () => page.locator('#escaped-own').click(),
    () => page.locator('#circle-on').click(),
    () => page.locator('#add-sweep').click(),
    () => page.locator('#palette-reversed').click(),
    () => page.getByLabel('Position slider').press('ArrowRight'),
    () => page.locator('#film-ending').selectOption('.gif'),
    () => page.mouse.click(middle[0] + 50, middle[1] + 50),
    () => page.locator('#same-scale').click(),
  ]);
  const looks = [await lookOf(explorer)];
  for (const step of steps) {
    const before = JSON.stringify(looks[looks.length - 1]);
    await step();
    let look = await lookOf(explorer);
    // The wheel's events come when they come.
    for (let i = 0; i < 1000 && JSON.stringify(look) === before; ++i) {
      await page.evaluate(() => new Promise(requestAnimationFrame));
      look = await lookOf(explorer);
    }
    assert.notEqual(JSON.stringify(look), before, String(step));
    looks.push(look);
  }
  await focusPicture(explorer);
  for (let i = steps.length - 1; i >= 0; --i) {
    await page.keyboard.press(i % 2 === 0 ? 'Control+z' : 'u');
    assert.deepEqual(await lookOf(explorer), looks[i], `undone: ${steps[i]}`);
  }
  assert.equal(await page.getByRole('button', {name: 'Undo'}).isDisabled(), true);
  await expectPixelsOfCommand(explorer);
  for (let i = 1; i <= steps.length; ++i) {
    await page.keyboard.press(['Control+y', 'Control+Shift+z', 'Shift+U'][i % 3]);
    assert.deepEqual(await lookOf(explorer), looks[i], `redone: ${steps[i - 1]}`);
  }
  assert.equal(await page.getByRole('button', {name: 'Redo'}).isDisabled(), true);
  await expectPixelsOfCommand(explorer);
});

explorerTest('buttons undo and redo, too; what is done afterwards cannot be redone', SMALL, async (explorer) => {
  const {page} = explorer;
  const first = await explorer.command();
  await explorer.changes(() => page.locator('#palette-viridis').click());
  const second = await explorer.command();
  await explorer.changes(() => page.getByRole('button', {name: 'Undo'}).click());
  assert.equal(await explorer.command(), first);
  await explorer.changes(() => page.getByRole('button', {name: 'Redo'}).click());
  assert.equal(await explorer.command(), second);
  await explorer.changes(() => page.getByRole('button', {name: 'Undo'}).click());
  await explorer.changes(() => page.locator('#palette-magma').click());
  assert.equal(await page.getByRole('button', {name: 'Redo'}).isDisabled(), true);
});

explorerTest('more is undone than browsers remember', SMALL, async (explorer) => {
  const {page} = explorer;
  const first = await explorer.command();
  await focusPicture(explorer);
  // An odd number of swaps.
  for (let i = 0; i < 61; ++i) await page.keyboard.press('s');
  await explorer.settled();
  const last = await explorer.command();
  assert.notEqual(last, first);
  for (let i = 0; i < 61; ++i) await page.keyboard.press('u');
  await explorer.settled();
  assert.equal(await explorer.command(), first);
  assert.equal(await page.getByRole('button', {name: 'Undo'}).isDisabled(), true);
  for (let i = 0; i < 61; ++i) await page.keyboard.press('Shift+U');
  await explorer.settled();
  assert.equal(await explorer.command(), last);
  await expectPixelsOfCommand(explorer);
});

explorerTest("the browser's back and forward buttons undo and redo", SMALL, async (explorer) => {
  const {page} = explorer;
  const commands = [await explorer.command()];
  for (const control of ['#palette-viridis', '#swap']) {
    await explorer.changes(() => page.locator(control).click());
    commands.push(await explorer.command());
  }
  await explorer.changes(() => drag(explorer, [200, 200], 30, 0));
  commands.push(await explorer.command());
  for (const i of [2, 1, 0]) {
    await explorer.changes(() => page.goBack());
    assert.equal(await explorer.command(), commands[i]);
  }
  await expectPixelsOfCommand(explorer);
  for (const i of [1, 2, 3]) {
    await explorer.changes(() => page.goForward());
    assert.equal(await explorer.command(), commands[i]);
  }
  // Both ways back are one.
  await focusPicture(explorer);
  await explorer.changes(() => page.keyboard.press('u'));
  await explorer.changes(() => page.goBack());
  assert.equal(await explorer.command(), commands[1]);
  await expectPixelsOfCommand(explorer);
});

explorerTest('places are kept with a thumbnail, named, visited and removed', SMALL, async (explorer) => {
  const {page} = explorer;
  const place = page.locator('#places li');
  await focusPicture(explorer);
  await page.keyboard.press('k');
  await place.waitFor();
  const picture = place.locator('img');
  assert.deepEqual(await picture.evaluate((image) => {
    const {naturalWidth, naturalHeight} = /** @type {HTMLImageElement} */ (image);
    return [naturalWidth, naturalHeight];
  }), [240, 150]);
  const kept = await explorer.command();
  await explorer.changes(() => page.locator('#palette-viridis').click());
  await explorer.changes(() => drag(explorer, [200, 200], 30, 60));
  await page.getByRole('button', {name: 'Keep this place'}).click();
  assert.equal(await place.count(), 2);
  assert.notEqual(await picture.nth(0).getAttribute('src'), await picture.nth(1).getAttribute('src'));
  await explorer.changes(() => place.nth(1).getByRole('button', {name: /^Go to/}).click());
  assert.equal(await explorer.command(), kept);
  await expectPixelsOfCommand(explorer);
  // Going there is a step like any other.
  await explorer.changes(() => page.getByRole('button', {name: 'Undo'}).click());
  await place.nth(1).getByLabel('Name of the place').fill('the lagoon');
  await page.keyboard.press('Enter');
  await page.getByRole('button', {name: 'Go to the lagoon'}).waitFor();
  // The keyboard goes on from there.
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Remove the lagoon');
  await place.nth(0).getByRole('button', {name: /^Remove/}).press('Enter');
  assert.equal(await place.count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'keep-place');
  // They are there another time, too.
  await page.reload();
  await explorer.settled();
  await openSection(explorer, 'Places');
  await page.getByRole('button', {name: 'Go to the lagoon'}).click();
  await until(explorer, (command) => document.getElementById('command')?.textContent?.trim() === command, kept);
});

explorerTest('places are exported as JSON and imported', SMALL, async (explorer) => {
  const {page, server} = explorer;
  await openSection(explorer, 'Places');
  const place = page.locator('#places li');
  assert.equal(await page.getByRole('button', {name: 'Export'}).isDisabled(), true);
  await page.getByRole('button', {name: 'Keep this place'}).click();
  const kept = await explorer.command();
  const thumbnail = await place.locator('img').getAttribute('src');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Export'}).click()]);
  assert.equal(download.suggestedFilename(), 'lyap-places.json');
  const file = path.join(server.folder, 'places.json');
  await download.saveAs(file);
  const json = JSON.parse(await fs.readFile(file, 'utf8'));
  assert.equal(json.format, 'lyap places');
  assert.equal(json.places.length, 1);
  await place.getByRole('button', {name: /^Remove/}).click();
  assert.equal(await place.count(), 0);
  await explorer.changes(() => type(explorer, '#sequence', 'AAB'));
  const choose = async (/** @type {string} */ name) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', {name: 'Import'}).click()]);
    await chooser.setFiles(name);
  };
  await choose(file);
  await place.waitFor();
  assert.equal(await place.locator('img').getAttribute('src'), thumbnail);
  await explorer.changes(() => place.getByRole('button', {name: /^Go to/}).click());
  assert.equal(await explorer.command(), kept);
  await fs.writeFile(file, '{"format": "something else"}');
  await choose(file);
  await page.locator('#places-error').waitFor();
  assert.match(await page.locator('#places-error').innerText(), /no file of places/);
  assert.equal(await place.count(), 1);
});
