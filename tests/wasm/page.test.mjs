// The page without a server in Chromium, in both forms: its pixels are those of the command that it shows, also where the
// browser's multiply-adds are not fused. LYAP_PROGRAM is in the environment.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {expectPixelsOfCommand} from '../browser/support/pixels.mjs';
import {FORMS, served, withPage} from './page_forms.mjs';

const BROWSERS = {'with fused multiply-adds': [], 'without': ['--js-flags=--no-enable-fma3']};

for (const [form, placed] of Object.entries(FORMS)) {
  for (const [browser, args] of Object.entries(BROWSERS)) {
    test(`${form}, ${browser}: pixels are those of the command`, () => placed((place) =>
      withPage(place, {args}, async (explorer) => {
        const engine = await explorer.page.locator('body').getAttribute('data-engine');
        if (args.length > 0) assert.equal(engine, 'wasm-exact');
        await expectPixelsOfCommand(explorer);
        for (const [name, value] of [['iterations', '150'], ['precision', 'f64'], ['samples', '2'], ['samples', '1']]) {
          const field = explorer.page.locator(`#${name}`);
          await explorer.changes(() => name === 'precision' ? field.selectOption(value)
            : field.fill(value).then(() => field.press('Enter')));
          await expectPixelsOfCommand(explorer);
        }
        await explorer.changes(() => explorer.page.keyboard.press('Escape').then(() =>
          explorer.page.locator('#tone').selectOption('quantile')));
        await expectPixelsOfCommand(explorer);
        await explorer.changes(() => explorer.page.locator('#zoom-in').click());
        await expectPixelsOfCommand(explorer);
      })));
  }
}

test('says what is wrong with a field in the words of the program', () => served((place) =>
  withPage(place, {}, async ({page}) => {
    await page.locator('#iterations').fill('many');
    await page.locator('#iterations').press('Enter');
    await page.getByText("'many' is not a whole number").waitFor();
  })));
