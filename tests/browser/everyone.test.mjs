// For everyone: keys, labels, focus, light and dark, phones.
import assert from 'node:assert/strict';

import {expectAccessible} from './support/accessibility.mjs';
import {explorerTest} from './support/explorer.mjs';
import {focusPicture, openSection, placeOn, type, until} from './support/hands.mjs';
import {jobIn} from './support/jobs.mjs';
import {expectPixelsOfCommand} from './support/pixels.mjs';

/** @typedef {import('./support/explorer.mjs').Explorer} Explorer */

const WORDS = ['ABCD', '--set', 'C=3', '--set', 'D=3', '--iterations', '30'];
const DESKTOP = {viewport: {width: 1000, height: 700}};
const PHONE = {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true, deviceScaleFactor: 1};
const SECTIONS = ['Picture', 'Colours', 'Movement', 'Point', 'Places', 'Files', 'Film'];

/**
 * Opens all of the panel and has something in each list.
 * @param {Explorer} explorer
 */
async function openEverything(explorer) {
  const {page} = explorer;
  for (const section of SECTIONS) await openSection(explorer, section);
  await page.locator('#circle-on').click();
  await page.locator('#add-sweep').click();
  await page.locator('#tone').selectOption('symlog');
  await page.locator('#levels-kind').selectOption('own');
  await page.locator('#escaped-own').click();
  await page.locator('#keep-place').click();
  await page.locator('#orbit-on').click();
  await page.locator('#pin-button').click();
  await page.locator('#orbit-plot circle').first().waitFor();
  await type(explorer, '#picture-size', '32x32');
  await page.locator('#make-picture').click();
  await jobIn(explorer, 'abcd.png', 'done');
  await explorer.settled();
}

for (const [device, context] of /** @type {[string, object][]} */ ([['desktop', DESKTOP], ['phone', PHONE]])) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    explorerTest(`everybody can use all that can be open, ${device}, ${colorScheme}`, {words: WORDS, context: {...context, colorScheme}},
                 async (explorer) => {
      await openEverything(explorer);
      await expectAccessible(explorer);
      await type(explorer, '#iterations', 'many');
      await type(explorer, '#film-size', 'large');
      await until(explorer, () => document.querySelectorAll('[aria-invalid=true]').length === 2);
      await expectAccessible(explorer);
      await explorer.page.locator('#show-help').click();
      await expectAccessible(explorer);
    });
  }
}

explorerTest('dark pages are dark and light ones light', {words: WORDS}, async ({page}) => {
  const brightness = () => page.evaluate(() => {
    const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
    return (r + g + b) / 3;
  });
  await page.emulateMedia({colorScheme: 'light'});
  assert.ok(await brightness() > 200);
  await page.emulateMedia({colorScheme: 'dark'});
  assert.ok(await brightness() < 60);
});

explorerTest('nothing is wider than a phone of 390 pixels', {words: WORDS, context: PHONE}, async (explorer) => {
  const {page} = explorer;
  await openEverything(explorer);
  await type(explorer, '#sequence', 'ABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCD(');
  await page.locator('#sequence-error').waitFor();
  const wide = await page.evaluate(() => {
    const isSeen = (/** @type {Element} */ element) => element.getClientRects().length > 0 &&
      getComputedStyle(element).visibility !== 'hidden' && !element.closest('.hidden-text');
    const isOut = ({left, right}) => left < -0.5 || right > innerWidth + 0.5;
    const named = (/** @type {Element} */ element) => `${element.tagName} ${element.id} ${element.className}`;
    const out = [...document.querySelectorAll('body *')].filter(
        (element) => isSeen(element) && isOut(element.getBoundingClientRect()) && !element.closest('#command, #histogram, #pin'));
    const scrolls = [document.scrollingElement, document.getElementById('panel')].filter(
        (element) => element && element.scrollWidth > element.clientWidth);
    return [...out.map(named), ...scrolls.map((element) => `${named(/** @type {Element} */ (element))} scrolls`), innerWidth];
  });
  assert.deepEqual(wide, [390]);
});

explorerTest('a turned phone shows picture and panel beside each other', {words: WORDS, context: {...PHONE, viewport: {width: 740, height: 360}}},
             async (explorer) => {
  const [canvas, panel] = await Promise.all([explorer.canvas.boundingBox(), explorer.page.locator('#panel').boundingBox()]);
  assert.ok(canvas && panel && canvas.width > 300 && canvas.height > 100 && panel.x >= canvas.x + canvas.width - 1);
  await expectPixelsOfCommand(explorer);
});

for (const width of [390, 780, 1000, 1120, 1600]) {
  explorerTest(`the bar over the picture is low, ${width} pixels wide`, {words: WORDS, context: {viewport: {width, height: 800}}},
               async ({page}) => {
    const bar = await page.locator('header').boundingBox();
    const lines = width < 760 ? 100 : 50;
    assert.ok(bar && bar.height < lines, `${bar?.height} pixels high`);
    const isCut = await page.locator('header').evaluate((element) => element.scrollWidth > element.clientWidth);
    assert.equal(isCut, false);
  });
}

explorerTest('every control is reached by Tab, and it is seen which has the focus', {words: WORDS, context: DESKTOP}, async (explorer) => {
  const {page} = explorer;
  await openEverything(explorer);
  // Every control gets a number, so that those without an id can be told apart.
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll('button, input, select, textarea, summary, [tabindex="0"]')].filter(
        (element) => element.getClientRects().length > 0 && !element.closest('dialog') && !element.matches(':disabled, [type=file]') &&
          // Of radio buttons only the chosen one is a stop.
          !element.matches('[type=radio]:not(:checked)'));
    for (const [i, element] of all.entries()) element.setAttribute('data-stop', String(i));
    return all.map((element) => `${element.getAttribute('data-stop')} ${element.tagName} ${element.id || element.textContent}`);
  });
  assert.ok(wanted.length > 60, `${wanted.length} controls`);
  await page.evaluate(() => {
    (/** @type {HTMLElement} */ (document.activeElement)).blur();
    getSelection()?.collapse(document.body, 0);
  });
  const reached = new Set();
  const unseen = [];
  for (let i = 0; i < wanted.length + 20; ++i) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const {outlineStyle, outlineWidth} = getComputedStyle(element);
      const {top, bottom, left, right} = element.getBoundingClientRect();
      const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      return {name: `${element.getAttribute('data-stop')} ${element.tagName} ${element.id || element.textContent}`,
              isSeen: isInside && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2};
    });
    if (!stop) continue;
    reached.add(stop.name);
    if (!stop.isSeen) unseen.push(stop.name);
  }
  assert.deepEqual(wanted.filter((name) => !reached.has(name)), [], 'not reached');
  assert.deepEqual(unseen, [], 'without a visible focus');
});

explorerTest('a question mark lists all keys, and Escape closes the list', {words: WORDS, context: DESKTOP}, async (explorer) => {
  const {page} = explorer;
  const help = page.getByRole('dialog', {name: 'Keys'});
  await focusPicture(explorer);
  await page.keyboard.press('?');
  await help.waitFor();
  const text = await help.innerText();
  for (const words of ['undo', 'redo', 'zoom in', 'zoom out', 'home', 'swap the axes', 'play, pause', 'copy the command', 'this list', 'orbit']) {
    assert.ok(text.includes(words), `${words} is not in the list`);
  }
  // Behind the list nothing happens.
  const before = await explorer.command();
  await page.keyboard.press('+');
  await page.keyboard.press('Escape');
  await help.waitFor({state: 'hidden'});
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'canvas');
  assert.equal(await explorer.command(), before);
  await page.locator('#show-help').click();
  await help.waitFor();
  await page.getByRole('button', {name: 'Close'}).click();
  await help.waitFor({state: 'hidden'});
});

explorerTest('single keys can be switched off, and are letters in fields', {words: WORDS, context: DESKTOP}, async (explorer) => {
  const {page} = explorer;
  const before = await explorer.command();
  await page.locator('#film-name').evaluate(() => {});
  await openSection(explorer, 'Film');
  await page.locator('#film-name').click();
  await page.keyboard.type('seq+0');
  assert.equal(await page.locator('#film-name').inputValue(), 'seq+0');
  assert.equal(await explorer.command(), before);
  await page.locator('#show-help').click();
  await page.getByLabel('Single keys work outside of fields').click();
  await page.keyboard.press('Escape');
  await focusPicture(explorer);
  await page.keyboard.press('s');
  assert.equal(await explorer.command(), before);
  assert.equal(await explorer.canvas.getAttribute('data-state'), 'settled');
});

explorerTest('everything can be done with the keyboard alone', {words: WORDS, context: DESKTOP}, async (explorer) => {
  const {page} = explorer;
  const tabTo = async (/** @type {string} */ id) => {
    for (let i = 0; i < 200; ++i) {
      if (await page.evaluate(() => document.activeElement?.id) === id) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not lead to ${id}`);
  };
  await tabTo('canvas');
  await explorer.changes(() => page.keyboard.press('+'));
  await tabTo('sequence');
  await page.keyboard.press('Control+a');
  await explorer.changes(() => page.keyboard.type('AABCD'));
  await tabTo('palettes');
  await explorer.changes(() => page.keyboard.press('ArrowDown'));
  await tabTo('tone');
  await explorer.changes(() => page.keyboard.type('sy'));
  assert.match(await explorer.command(), / --tone symlog/);
  await tabTo('level-max-handle');
  await explorer.changes(() => page.keyboard.press('ArrowLeft'));
  await expectPixelsOfCommand(explorer);
  // A closed section is opened by Enter.
  await page.locator('#section-movement summary').focus();
  await page.keyboard.press('Enter');
  await tabTo('circle-on');
  await page.keyboard.press(' ');
  assert.equal(await page.locator('#circle-on').isChecked(), true);
  await tabTo('play');
  await page.keyboard.press('Enter');
  await until(explorer, () => document.body.classList.contains('playing'));
  await page.keyboard.press('Enter');
  await until(explorer, () => !document.body.classList.contains('playing'));
  await explorer.settled();
  await expectPixelsOfCommand(explorer);
});

explorerTest('the picture says what it is to those who do not see it', {words: WORDS, context: DESKTOP}, async (explorer) => {
  const {canvas, page} = explorer;
  assert.match(await canvas.getAttribute('aria-label') ?? '', /^Lyapunov fractal of ABCD, A from 2 to 4, B from 2 to 4/);
  await explorer.changes(() => page.locator('#horizontal-letter').selectOption('C'));
  assert.match(await canvas.getAttribute('aria-label') ?? '', /C from 2 to 4, B from 2 to 4/);
  assert.equal(await page.locator('#status').getAttribute('aria-live'), 'polite');
  await page.mouse.move(...await placeOn(explorer));
});
