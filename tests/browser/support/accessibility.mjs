// What axe-core finds wrong with a page for those who do not see it, or use no mouse.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';

const AXE = new URL('../node_modules/axe-core/axe.min.js', import.meta.url);

/**
 * One line for each rule that is broken, with the elements that break it.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function violationsOf(page) {
  // Evaluated and not added as an element, which the page's own policy for scripts would refuse.
  await page.evaluate(await fs.readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    const axe = /** @type {any} */ (globalThis).axe;
    const {violations} = await axe.run(document, {resultTypes: ['violations']});
    return violations.map((/** @type {any} */ {id, help, nodes}) =>
        `${id}: ${help}: ${nodes.map((/** @type {any} */ node) => node.target.join(' ')).join(', ')}`);
  });
}

/**
 * Fails unless axe-core finds nothing.
 * @param {import('./explorer.mjs').Explorer} explorer
 */
export async function expectAccessible(explorer) {
  assert.deepEqual(await violationsOf(explorer.page), [], 'accessibility');
}
