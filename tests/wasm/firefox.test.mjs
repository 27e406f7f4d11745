// The page without a server in Firefox as it is installed, in both forms. LYAP_PROGRAM and FIREFOX are in the environment.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {expectPixelsOfCommand} from '../browser/support/pixels.mjs';
import {FORMS, startFirefox, withPage} from './page_forms.mjs';

for (const [form, placed] of Object.entries(FORMS)) {
  test(`${form}: pixels are those of the command`, () => placed((place) =>
    withPage(place, {start: startFirefox, link: '#sequence=AB'}, async (explorer) => {
      const {page} = explorer;
      assert.match(await page.locator('body').getAttribute('data-engine') ?? '', /^wasm-/);
      await expectPixelsOfCommand(explorer);
      const field = page.locator('#iterations');
      await explorer.changes(() => field.fill('150').then(() => field.press('Enter')));
      await expectPixelsOfCommand(explorer);
      await explorer.changes(() => page.locator('#zoom-in').click());
      await expectPixelsOfCommand(explorer);
    })));

  test(`${form}: a picture is saved`, () => placed((place) =>
    withPage(place, {start: startFirefox, link: '#sequence=AB'}, async ({page}) => {
      await page.locator('#section-files').evaluate((section) => section.setAttribute('open', ''));
      await page.fill('#picture-size', '200x100');
      await page.click('#make-picture');
      await page.locator('#jobs li[data-state="done"]').waitFor();
    })));

  test(`${form}: a film is made, or the panel says why not and offers the command`, () => placed((place) =>
    withPage(place, {start: startFirefox, link: '#sequence=ABC&set=C=3.1&sweep=C=2.6:3.4&frames=6'},
      async ({page}) => {
        await page.locator('#section-film').evaluate((section) => section.setAttribute('open', ''));
        if (await page.evaluate(() => typeof VideoEncoder === 'function')) {
          await page.fill('#film-size', '320x180');
          await page.click('#make-film');
          await page.locator('#jobs li[data-state="done"]').getByText('6 frames').waitFor();
        } else {
          await page.getByText('does not encode films').waitFor();
        }
        await page.waitForFunction(() => document.querySelector('#film-command')?.textContent?.startsWith('lyap animate'));
      })));
}
