// The page without a server in Chromium, in both forms: LYAP_PROGRAM, LYAP_PAGE_FOLDER and LYAP_PAGE_FILE are in the
// environment, CHROMIUM is the browser. Its pixels are those of the command that it shows, also where the browser's
// multiply-adds are not fused.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';

import {chromium} from '../browser/node_modules/playwright-core/index.mjs';
import {AT_MOST, Explorer} from '../browser/support/explorer.mjs';
import {expectPixelsOfCommand} from '../browser/support/pixels.mjs';

const FOLDER = process.env.LYAP_PAGE_FOLDER ?? '';
const FILE = process.env.LYAP_PAGE_FILE ?? '';
const TYPES = {'.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
               '.wasm': 'application/wasm', '.json': 'application/json'};

/** A web server that knows nothing but the files of the folder, below a path as static hosts have it. */
async function served(body) {
  const server = http.createServer(async (request, response) => {
    const name = new URL(request.url, 'http://any').pathname.replace('/some/place/', '') || 'index.html';
    try {
      const bytes = await fs.readFile(path.join(FOLDER, path.basename(name)));
      response.writeHead(200, {'Content-Type': TYPES[path.extname(name)]}).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  try {
    await body({origin, address: `${origin}/some/place/`});
  } finally {
    server.close();
  }
}

/** The file, as a double click opens it. */
function fromFile(body) {
  return body({origin: 'file://', address: pathToFileURL(FILE).href});
}

/** Opens the page, does something with it and fails for what it complained about. */
async function withPage(place, args, link, body) {
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', timeout: AT_MOST,
    args: ['--headless', '--disable-gpu', '--disable-background-networking', '--no-first-run',
           ...(isRoot ? ['--no-sandbox'] : []), ...args]});
  try {
    const page = await browser.newPage({viewport: {width: 900, height: 600}});
    page.setDefaultTimeout(AT_MOST);
    const explorer = new Explorer({...place, address: place.address + link}, page);
    await explorer.open();
    await body(explorer);
    // Blobs of files have no origin.
    const errors = explorer.errors.filter((error) => !error.startsWith('request to another: blob:null/'));
    assert.deepEqual(errors, [], 'errors of the page');
  } finally {
    await browser.close();
  }
}

const FORMS = {'a folder on a web server': served, 'one file, opened by double click': fromFile};
const BROWSERS = {'with fused multiply-adds': [], 'without': ['--js-flags=--no-enable-fma3']};

for (const [form, placed] of Object.entries(FORMS)) {
  for (const [browser, args] of Object.entries(BROWSERS)) {
    test(`${form}, ${browser}: pixels are those of the command`, () => placed((place) =>
      withPage(place, args, '', async (explorer) => {
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
  withPage(place, [], '', async ({page}) => {
    await page.locator('#iterations').fill('many');
    await page.locator('#iterations').press('Enter');
    await page.getByText("'many' is not a whole number").waitFor();
  })));
