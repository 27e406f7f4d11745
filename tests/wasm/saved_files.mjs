// Files that the page saves, and the program beside it: LYAP_PROGRAM is in the environment.
import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';

import {AT_MOST} from '../browser/support/chromium.mjs';
import {PROGRAM} from '../browser/support/explorer.mjs';

export const run = promisify(execFile);

/** Runs `body` with a folder of its own. */
export async function withFolder(body) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'lyap_page_files_'));
  try {
    await body(folder);
  } finally {
    await fs.rm(folder, {recursive: true, force: true});
  }
}

export async function lyap(folder, ...words) {
  return (await run(PROGRAM, words, {cwd: folder, timeout: AT_MOST})).stdout;
}

/** Runs a command line as a person would copy it into a shell. */
export function inShell(folder, line) {
  return run('/bin/sh', ['-c', `lyap() { "$LYAP_PROGRAM" "$@"; }\n${line}`],
             {cwd: folder, env: {...process.env, LYAP_PROGRAM: PROGRAM}, timeout: AT_MOST});
}

/** Waits for the job that is done, and saves its file. */
export async function download({page}, folder) {
  await page.locator('#jobs li[data-state="done"]').first().waitFor();
  const waiting = page.waitForEvent('download');
  await page.locator('#jobs li[data-state="done"]').first().getByRole('button', {name: 'Download'}).click();
  const file = await waiting;
  const saved = path.join(folder, `saved-${file.suggestedFilename()}`);
  await file.saveAs(saved);
  return saved;
}

/** Opens a section of the panel. */
export async function openSection({page}, id) {
  await page.locator(`#${id}`).evaluate((section) => section.setAttribute('open', ''));
}
