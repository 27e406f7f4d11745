// What goes wrong in the page without a server is said on it, and its state is kept.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {expectPixelsOfCommand} from '../browser/support/pixels.mjs';
import {FORMS, fromFile, served, withPage} from './page_forms.mjs';

const LINK = '#iterations=123&palette=magma&sequence=AABB';

/** The state is in the address, where a reload or another browser finds it. */
async function expectState({page}) {
  assert.deepEqual([...new URLSearchParams(new URL(page.url()).hash.slice(1))].sort(),
                   [...new URLSearchParams(LINK.slice(1))].sort());
}

for (const [form, placed] of Object.entries(FORMS)) {
  test(`${form}: a browser without SIMD in WebAssembly is told so`, () => placed((place) =>
    withPage(place, {link: LINK, opens: false, expected: [/has no WebAssembly with SIMD/],
      prepare: (page) => page.addInitScript(
        'WebAssembly.compile = WebAssembly.compileStreaming = async () => { throw new WebAssembly.CompileError("no SIMD"); }')}, async (explorer) => {
      await explorer.page.locator('#error').getByText('This browser has no WebAssembly with SIMD').waitFor();
      assert.match(await explorer.status(), /no WebAssembly with SIMD/);
      await expectState(explorer);
    })));
}

test('a browser without WebAssembly is told so', () => served((place) =>
  withPage(place, {link: LINK, opens: false, expected: [/has no WebAssembly with SIMD/],
    prepare: (page) => page.addInitScript('delete globalThis.WebAssembly')}, async (explorer) => {
    await explorer.page.locator('#error').getByText('This browser has no WebAssembly with SIMD').waitFor();
    await expectState(explorer);
  })));

test('a worker that dies is said, and the next picture is right', () => served((place) =>
  withPage(place, {link: LINK, expected: [/killed by the test/]}, async (explorer) => {
    const {page} = explorer;
    await page.locator('#iterations').fill('3000000');
    await page.locator('#iterations').press('Enter');
    await page.waitForFunction(() => document.querySelector('#canvas')?.dataset.state === 'working');
    await page.workers()[0].evaluate(() => void setTimeout(() => { throw new Error('killed by the test'); }));
    await page.getByText('a worker of the page has died').first().waitFor();
    await explorer.changes(() => page.locator('#iterations').fill('123').then(() => page.locator('#iterations').press('Enter')));
    await expectState(explorer);
    await expectPixelsOfCommand(explorer);
  })));

test('memory that runs out is said, and the next picture is right', () => served((place) =>
  // 160 pages of 64 KiB are enough for what is on screen and not for 16 million pixels.
  withPage(place, {link: LINK, args: ['--js-flags=--wasm-max-mem-pages=160']}, async (explorer) => {
    const {page} = explorer;
    await page.locator('#size').fill('4096x4096');
    await page.locator('#size').press('Enter');
    await page.getByText('maybe for want of memory').first().waitFor();
    await explorer.changes(() => page.locator('#size').fill('200x100').then(() => page.locator('#size').press('Enter')));
    await expectPixelsOfCommand(explorer);
  })));

/** Counts the workers that the page starts. */
const COUNT = `globalThis.started = 0;
  const Own = Worker;
  globalThis.Worker = class extends Own { constructor(...words) { super(...words); ++started; } };`;

test('workers that cannot be started are said, and not started again and again', () => served((place) =>
  withPage(place, {link: LINK, opens: false, expected: [/cannot start|a worker of the page/], prepare: async (page) => {
    await page.addInitScript(COUNT);
    await page.route('**/worker.js', (route) => route.fulfill({body: 'throw new Error("cannot start")'}));
  }}, async (explorer) => {
    const {page} = explorer;
    await page.locator('#error').getByText('a worker of the page has died').waitFor();
    await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
    assert.equal(await page.evaluate(() => globalThis.started), await page.evaluate(() => navigator.hardwareConcurrency));
    await expectState(explorer);
  })));

test('a script that cannot be loaded is said', () => served((place) =>
  withPage(place, {link: LINK, opens: false, expected: [/worker\.js/, /404/],
    prepare: (page) => page.route('**/worker.js', (route) => route.fulfill({status: 404}))}, async (explorer) => {
    await explorer.page.locator('#error').getByText('worker.js: the server answered 404').waitFor();
    await expectState(explorer);
  })));

test('a link of a later version says what it does not know', () => fromFile((place) =>
  withPage(place, {link: `${LINK}&wobble=3`, opens: false}, async (explorer) => {
    await explorer.page.getByText('wobble').first().waitFor();
  })));
