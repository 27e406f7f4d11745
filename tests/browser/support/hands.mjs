// What a person does with mouse, keyboard and fingers, and what they see then.
import {AT_MOST} from './chromium.mjs';

/**
 * @typedef {import('./explorer.mjs').Explorer} Explorer
 * @typedef {[number, number]} Place in pixels of the page
 */

/**
 * Waits until something is true of the page.
 * @template T
 * @param {Explorer} explorer
 * @param {(argument: T) => unknown} isTrue run in the page
 * @param {T} [argument]
 */
export async function until({page}, isTrue, argument) {
  await page.waitForFunction(/** @type {any} */ (isTrue), argument, {timeout: AT_MOST});
}

/**
 * A place of the canvas, by shares of its width and height.
 * @param {Explorer} explorer
 * @param {number} [right] 0 to 1
 * @param {number} [down] 0 to 1
 * @returns {Promise<Place>} whole numbers, as mice have them
 */
export async function placeOn({canvas}, right = 0.5, down = 0.5) {
  const box = await canvas.boundingBox();
  if (!box) throw new Error('the canvas is not to be seen');
  return [Math.floor(box.x + right * box.width), Math.floor(box.y + down * box.height)];
}

/**
 * Drags with the mouse, over a place in between.
 * @param {Explorer} explorer
 * @param {Place} from
 * @param {number} right pixels of the page
 * @param {number} down pixels of the page
 */
export async function drag({page}, from, right, down) {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + Math.round(right / 2), from[1] + Math.round(down / 2));
  await page.mouse.move(from[0] + right, from[1] + down);
  await page.mouse.up();
}

/**
 * Fingers on the screen: each step says where they are; in the end all are lifted.
 * @param {Explorer} explorer
 * @param {Place[][]} steps
 */
export async function touch({page}, steps) {
  const session = await page.context().newCDPSession(page);
  const points = (/** @type {Place[]} */ places) => places.map(([x, y], id) => ({x, y, id}));
  for (const [i, places] of steps.entries()) {
    await session.send('Input.dispatchTouchEvent',
                       {type: i === 0 ? 'touchStart' : 'touchMove', touchPoints: points(places)});
  }
  await session.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
  await session.detach();
}

/**
 * Two fingers that move evenly apart or together around a place.
 * @param {Explorer} explorer
 * @param {Place} around
 * @param {number} from distance of each finger from there
 * @param {number} to
 */
export async function pinch(explorer, [x, y], from, to) {
  const at = (/** @type {number} */ d) => /** @type {Place[]} */ ([[x - d, y - d], [x + d, y + d]]);
  await touch(explorer, [0, 0.25, 0.5, 0.75, 1].map((share) => at(from + share * (to - from))));
}

/**
 * Opens a section of the panel, unless it is.
 * @param {Explorer} explorer
 * @param {string} name
 */
export async function openSection({page}, name) {
  const summary = page.locator('#panel > details > summary').filter({hasText: new RegExp(`^${name}$`)});
  const isOpen = await summary.evaluate((element) => /** @type {HTMLDetailsElement} */ (element.parentElement).open);
  if (!isOpen) await summary.click();
}

/**
 * Puts a text in the place of the one that a field has, key by key; and leaves the field.
 * @param {Explorer} explorer
 * @param {string} selector
 * @param {string} text
 */
export async function type(explorer, selector, text) {
  await typeWithoutLeaving(explorer, selector, text);
  await explorer.page.keyboard.press('Tab');
}

/**
 * The same, and stays in the field.
 * @param {Explorer} explorer
 * @param {string} selector
 * @param {string} text
 */
export async function typeWithoutLeaving({page}, selector, text) {
  await page.locator(selector).click();
  await page.keyboard.press('Control+a');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard.type(text);
}

/**
 * Gives the keyboard to the picture, as a click would that pins nothing.
 * @param {Explorer} explorer
 */
export async function focusPicture({canvas}) {
  await canvas.focus();
}

/**
 * What a field has, or shows as that which counts where it is empty.
 * @param {Explorer} explorer
 * @param {string} selector
 */
export function valueOf({page}, selector) {
  return page.locator(selector).inputValue();
}

/**
 * The rows of the reading in the section Point: {"λ": "−0.31", "Period": "4", "A": "3.2", …}.
 * @param {Explorer} explorer
 * @returns {Promise<Record<string, string>>}
 */
export function readingOf({page}) {
  return page.locator('#reading').evaluate((list) => Object.fromEntries(
      [...list.querySelectorAll('dt')].map((name) => [name.textContent, name.nextElementSibling?.textContent ?? ''])));
}

/**
 * The window that a command line says.
 * @param {string} command
 * @returns {{horizontal: {letter: string, min: number, max: number}, vertical: {letter: string, min: number, max: number},
 *     width: number, height: number}}
 */
export function windowOf(command) {
  const axis = (/** @type {string} */ name) => {
    const [, letter, min, max] = new RegExp(`--${name} '?([A-Z])=([^:]+):([^' ]+)`).exec(command) ?? [];
    return {letter, min: Number(min), max: Number(max)};
  };
  const [, width, height] = /--size (\d+)x(\d+)/.exec(command) ?? [];
  return {horizontal: axis('horizontal'), vertical: axis('vertical'), width: Number(width), height: Number(height)};
}

/**
 * The rates of a pixel of a window.
 * @param {ReturnType<typeof windowOf>} window
 * @param {number} column
 * @param {number} row
 */
export function ratesAt({horizontal, vertical, width, height}, column, row) {
  return [horizontal.min + (column * (horizontal.max - horizontal.min)) / (width - 1),
          vertical.max - (row * (vertical.max - vertical.min)) / (height - 1)];
}
