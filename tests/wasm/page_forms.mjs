// The page without a server in its two forms, opened in Chromium or Firefox: LYAP_PAGE_FOLDER, LYAP_PAGE_FILE, and the
// browsers CHROMIUM and FIREFOX are in the environment.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';

import {firefox} from '../browser/node_modules/playwright-core/index.mjs';
import {AT_MOST, startChromium} from '../browser/support/chromium.mjs';
import {Explorer} from '../browser/support/explorer.mjs';

const FOLDER = process.env.LYAP_PAGE_FOLDER ?? '';
const FILE = process.env.LYAP_PAGE_FILE ?? '';
const TYPES = {'.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
               '.wasm': 'application/wasm', '.json': 'application/json'};

/** A web server that knows nothing but the files of the folder, below a path as static hosts have it. */
export async function served(body) {
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
    server.closeAllConnections();
  }
}

/** The file, as a double click opens it. */
export function fromFile(body) {
  return body({origin: 'file://', address: pathToFileURL(FILE).href});
}

export const FORMS = {'a folder on a web server': served, 'one file, opened by double click': fromFile};

/** A Firefox as it is installed, by WebDriver BiDi. */
export function startFirefox() {
  return firefox.launch({channel: 'moz-firefox', executablePath: process.env.FIREFOX, timeout: AT_MOST, headless: true});
}

/**
 * @typedef {object} Options
 * @property {(args: string[]) => Promise<import('playwright-core').Browser>} [start] Chromium by default
 * @property {string[]} [args] of the browser
 * @property {string} [link] behind the page's address, with its #
 * @property {(page: import('playwright-core').Page) => Promise<void>} [prepare] before the page is opened
 * @property {boolean} [opens] whether the first picture is waited for, which is the default
 * @property {RegExp[]} [expected] of errors that the page may have
 */

/**
 * Opens the page, does something with it and fails for what it complained about.
 * @param {{origin: string, address: string}} place
 * @param {Options} options
 * @param {(explorer: Explorer) => Promise<void>} body
 */
export async function withPage(place, {start = startChromium, args = [], link = '', prepare, opens = true, expected = []}, body) {
  const browser = await start(args);
  try {
    const page = await browser.newPage({viewport: {width: 900, height: 600}, acceptDownloads: true});
    page.setDefaultTimeout(AT_MOST);
    await prepare?.(page);
    const explorer = new Explorer({...place, address: place.address + link}, page);
    if (opens) await explorer.open();
    else await page.goto(explorer.server.address, {timeout: AT_MOST});
    await body(explorer);
    // Blobs of files have no origin.
    const errors = explorer.errors.filter((error) => !error.startsWith('request to another: blob:null/') &&
      !expected.some((pattern) => pattern.test(error)));
    assert.deepEqual(errors, [], 'errors of the page');
  } finally {
    await browser.close();
  }
}
