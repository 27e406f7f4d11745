// What the tests in a browser share, with a stand-in for the explorer: that it finds what is wrong.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {violationsOf} from './support/accessibility.mjs';
import {explorerTest, runWithExplorer} from './support/explorer.mjs';
import {differenceOf, expectPixelsOfCommand, renderedBy} from './support/pixels.mjs';

const STUB = fileURLToPath(new URL('./support/stub_explorer.mjs', import.meta.url));

/** @param {string} fault */
const stubWith = (fault) => ({program: [process.execPath, STUB, fault]});

explorerTest('a page without faults is what its command makes', stubWith('none'), async (explorer) => {
  assert.equal(await explorer.command(), "lyap render 'AB' --size 64x48");
  assert.equal(await explorer.status(), 'settled');
  assert.equal(await explorer.steps(), 1234);
  assert.equal(explorer.server.token, 'stub');
  await expectPixelsOfCommand(explorer);
});

explorerTest('a change is waited for', stubWith('none'), async (explorer) => {
  await explorer.changes(() => explorer.page.getByRole('button', {name: 'next'}).click());
  assert.equal(await explorer.command(), "lyap render 'AAB' --size 64x48");
  await expectPixelsOfCommand(explorer);
});

explorerTest('another picture differs, and it is told where', stubWith('none'), async (explorer) => {
  const difference = await differenceOf(explorer.canvas, await renderedBy("lyap render 'AAB' --size 64x40"));
  assert.deepEqual(difference.canvas, [64, 48]);
  assert.deepEqual(difference.file, [64, 40]);
  assert.ok(difference.pixels > 100);
});

test('a pixel that is off by one is found', async () => {
  await assert.rejects(runWithExplorer('pixel', stubWith('pixel'), expectPixelsOfCommand), (error) => {
    assert.match(String(error), /pixels differ, \{"x":3,"y":2,.* from: lyap render 'AB'/);
    return true;
  });
});

for (const [fault, words] of [['console', /console: something is wrong/],
                              ['exception', /exception: nobody catches it/],
                              ['foreign', /request to another: http:\/\/127\.0\.0\.2:9\/font\.woff/]]) {
  test(`an error of the page fails the test: ${fault}`, async () => {
    await assert.rejects(runWithExplorer(String(fault), stubWith(String(fault)), async ({page, errors}) => {
      // The page need not have been at fault before it was settled.
      await page.waitForFunction(() => document.readyState === 'complete');
      while (errors.length === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
    }), words);
  });
}

explorerTest('a field without a label is found', stubWith('none'), async ({page}) => {
  const violations = await violationsOf(page);
  assert.ok(violations.some((line) => /^label: .*#command/.test(line)), violations.join('\n'));
});

test('a failure leaves a screenshot', async () => {
  const folder = process.env.LYAP_BROWSER_FOLDER ?? '';
  const name = 'this one is meant to fail';
  await assert.rejects(runWithExplorer(name, stubWith('none'), async () => { throw new Error('as it was meant to'); }));
  const file = path.join(folder, 'this-one-is-meant-to-fail.png');
  assert.ok((await fs.stat(file)).size > 0);
  await fs.rm(file);
});

test('a server that does not start is quoted', async () => {
  await assert.rejects(runWithExplorer('silent', stubWith('silent'), async () => {}),
                       /ended with 2: lyap: the stub explores nothing/);
});

test('a server that does not end in order fails the test', async () => {
  await assert.rejects(runWithExplorer('exit', stubWith('exit'), async () => {}), /lyap explore ended with 3/);
});
