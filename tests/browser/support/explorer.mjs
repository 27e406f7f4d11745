// A test of the explorer: the server, a browser and a page, and what must be true of all three whatever is tested.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, test} from 'node:test';

import {AT_MOST, startChromium} from './chromium.mjs';

/** The program under test. */
export const PROGRAM = process.env.LYAP_PROGRAM ?? '';

/** @type {Promise<import('playwright-core').Browser> | undefined} */
let browser;

/** One for all tests of a file: starting takes longer than most of them. */
function sharedBrowser() {
  browser ??= startChromium();
  return browser;
}

after(async () => (await browser)?.close());

/**
 * Fails with `what` unless `promise` is settled in time.
 * @template T
 * @param {Promise<T>} promise
 * @param {string} what
 * @returns {Promise<T>}
 */
export async function inTime(promise, what) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after ${AT_MOST / 1000} s`)), AT_MOST);
  });
  try {
    return /** @type {T} */ (await Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** `lyap explore`, from its address to its end. */
export class Server {
  /**
   * Starts it; its files go to a folder of its own.
   * @param {string[]} words what stands behind `lyap explore`
   * @param {string[]} program the program and words in front of `explore`
   */
  static async start(words, program = [PROGRAM]) {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'lyap_browser_'));
    const server = new Server(folder, spawn(
        program[0], [...program.slice(1), 'explore', '--no-browser', '--port', '0', '--folder', folder, ...words],
        {stdio: ['ignore', 'pipe', 'pipe'], cwd: folder}));
    try {
      server.address = await inTime(server.#printedAddress(), 'the address of the explorer');
    } catch (error) {
      await server.kill();
      throw error;
    }
    return server;
  }

  /**
   * @param {string} folder
   * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable,
   *     import('node:stream').Readable>} process
   */
  constructor(folder, process) {
    this.folder = folder;
    this.process = process;
    this.address = '';
    /** All that it has printed. */
    this.printed = '';
    for (const stream of [process.stdout, process.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => { this.printed += text; });
    }
    /** @type {Promise<{code: number | null, signal: string | null}>} */
    this.exit = new Promise((resolve) => {
      process.on('close', (code, signal) => resolve({code, signal}));
      process.on('error', (error) => {
        this.printed += error.message;
        resolve({code: null, signal: null});
      });
    });
  }

  /** Where the page is, without the token: "http://127.0.0.1:41234". */
  get origin() {
    return new URL(this.address).origin;
  }

  get token() {
    return new URLSearchParams(new URL(this.address).hash.slice(1)).get('token') ?? '';
  }

  /** @returns {Promise<string>} */
  #printedAddress() {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = /http:\/\/127\.0\.0\.1:\d+\/#token=[^\s]+(?=\s)/.exec(this.printed);
        if (found) resolve(found[0]);
      };
      for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', look);
      this.exit.then(({code}) => reject(new Error(`lyap explore ended with ${code}: ${this.printed}`)));
    });
  }

  /** Ends it as Ctrl-C does; it must end in order and in time. */
  async end() {
    try {
      this.process.kill('SIGINT');
      const {code, signal} = await inTime(this.exit, 'the end of the explorer');
      // 130 is what an interrupted program says.
      assert.ok(code === 0 || code === 130, `lyap explore ended with ${code ?? signal}: ${this.printed}`);
    } finally {
      await this.kill();
    }
  }

  /** Whatever state it is in; removes its folder. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.exit;
    await fs.rm(this.folder, {recursive: true, force: true});
  }
}

/** The page of an explorer in a browser, seen by a person: what is on it and what went wrong. */
export class Explorer {
  /**
   * @param {Server} server
   * @param {import('playwright-core').Page} page
   */
  constructor(server, page) {
    this.server = server;
    this.page = page;
    this.canvas = page.locator('canvas[data-state]');
    /** Errors of the page, and requests to others. None may be left at the end of a test. @type {string[]} */
    this.errors = [];
    /** What the server may answer to what is wrong, which the browser notes as an error. @type {number[]} */
    this.refusals = [400];
    page.on('console', (message) => {
      const [, status] = /^Failed to load resource: .* a status of (\d+)/.exec(message.text()) ?? [];
      const isRefusal = this.refusals.includes(Number(status));
      if (message.type() === 'error' && !isRefusal) this.errors.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.errors.push(`exception: ${error.message}`));
    page.on('request', (request) => {
      const isOwn = [`${server.origin}/`, `blob:${server.origin}/`, 'data:', 'about:'].some(
          (start) => request.url().startsWith(start));
      if (!isOwn) this.errors.push(`request to another: ${request.url()}`);
    });
  }

  /** Opens the page and waits for its first picture. */
  async open() {
    await this.page.goto(this.server.address, {timeout: AT_MOST});
    await this.settled();
  }

  /** Waits until the picture is whole. */
  async settled() {
    await this.page.waitForFunction(
        () => /** @type {HTMLElement | null} */ (document.querySelector('canvas[data-state]'))?.dataset.state === 'settled',
        undefined, {timeout: AT_MOST});
  }

  /** The command line that the page shows. */
  async command() {
    return (await this.#textOf('#command')).trim();
  }

  /** What the page says of its state. */
  async status() {
    return (await this.#textOf('#status')).trim();
  }

  /** Map steps that the server has computed for the page. */
  async steps() {
    return Number(await this.canvas.getAttribute('data-steps'));
  }

  /**
   * Does something that changes the picture, and waits for the new one: for another command, and until it is whole.
   * @param {() => Promise<unknown>} action
   */
  async changes(action) {
    const before = await this.command();
    await action();
    await this.page.waitForFunction((old) => {
      const command = /** @type {HTMLInputElement | null} */ (document.querySelector('#command'));
      const canvas = /** @type {HTMLElement | null} */ (document.querySelector('canvas[data-state]'));
      return (command?.value ?? command?.textContent ?? '').trim() !== old && canvas?.dataset.state === 'settled';
    }, before, {timeout: AT_MOST});
  }

  /** @param {string} selector */
  #textOf(selector) {
    return this.page.locator(selector).evaluate(
        (element) => /** @type {HTMLInputElement} */ (element).value ?? element.textContent ?? '');
  }
}

/**
 * @typedef {object} Options
 * @property {string[]} [words] what stands behind `lyap explore`; a small picture that is soon computed by default
 * @property {string[]} [program] the program and words in front of `explore`
 * @property {import('playwright-core').BrowserContextOptions} [context] window, dark or light, touch
 * @property {boolean} [opens] whether the page is opened before the test, which is the default
 */

const WORDS = ['AB'];
const CONTEXT = {viewport: {width: 1000, height: 700}, deviceScaleFactor: 1, locale: 'en', acceptDownloads: true};

/**
 * A test with a server and a page of its own. It fails, too, if the page has errors, asks others for something, or the
 * server does not end in order.
 * @param {string} name
 * @param {Options} options
 * @param {(explorer: Explorer, context: import('node:test').TestContext) => Promise<void>} body
 */
export function explorerTest(name, options, body) {
  test(name, (context) => runWithExplorer(name, options, (explorer) => body(explorer, context)));
}

/**
 * The same within a test.
 * @param {string} name
 * @param {Options} options
 * @param {(explorer: Explorer) => Promise<void>} body
 */
export async function runWithExplorer(name, options, body) {
  const server = await Server.start(options.words ?? WORDS, options.program);
  try {
    const context = await (await sharedBrowser()).newContext({...CONTEXT, ...options.context});
    context.setDefaultTimeout(AT_MOST);
    const explorer = new Explorer(server, await context.newPage());
    try {
      if (options.opens ?? true) await explorer.open();
      await body(explorer);
      assert.deepEqual(explorer.errors, [], 'errors of the page');
    } catch (error) {
      await keepScreenshot(explorer, name);
      throw error;
    } finally {
      await context.close();
    }
  } catch (error) {
    await server.kill();
    throw error;
  }
  await server.end();
}

/**
 * What the page looked like, for whoever reads of the failure. Not having it must not hide the failure.
 * @param {Explorer} explorer
 * @param {string} name
 */
async function keepScreenshot(explorer, name) {
  const folder = process.env.LYAP_BROWSER_FOLDER;
  if (!folder) return;
  const file = path.join(folder, `${name.replace(/[^a-zA-Z0-9]+/g, '-').slice(0, 80)}.png`);
  try {
    await explorer.page.screenshot({path: file, timeout: AT_MOST});
    console.error(`a screenshot is in ${file}`);
  } catch (error) {
    console.error(`no screenshot: ${error}`);
  }
  for (const text of explorer.errors) console.error(text);
}
