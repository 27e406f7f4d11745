// The list of files in the making, as a person sees it.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';

import {fileOf} from './files.mjs';

/** @typedef {import('./explorer.mjs').Explorer} Explorer */

/**
 * The entry of a file.
 * @param {Explorer} explorer
 * @param {string} output its name
 */
export function jobOf({page}, output) {
  return page.locator('#jobs > li').filter({has: page.locator('.name', {hasText: new RegExp(`^${output.replace('.', '\\.')}$`)})});
}

/**
 * Waits until a job is in a state: queued, running, done, cancelled or failed.
 * @param {Explorer} explorer
 * @param {string} output
 * @param {string} state
 */
export async function jobIn(explorer, output, state) {
  const job = jobOf(explorer, output);
  await job.and(explorer.page.locator(`[data-state=${state}]`)).waitFor();
  return job;
}

/**
 * The command that a job shows.
 * @param {import('playwright-core').Locator} job
 */
export async function commandOf(job) {
  return (await job.locator('output').textContent() ?? '').trim();
}

/**
 * Downloads the file of a job; fails unless it is the one in the folder, and the one that the job's command makes.
 * @param {Explorer} explorer
 * @param {string} output
 * @returns {Promise<Buffer>}
 */
export async function expectFileOfCommand(explorer, output) {
  const job = await jobIn(explorer, output, 'done');
  const [download] = await Promise.all([explorer.page.waitForEvent('download'),
                                        job.getByRole('button', {name: 'Download'}).click()]);
  assert.equal(download.suggestedFilename(), output);
  const bytes = await fs.readFile(await download.path());
  const inFolder = await fs.readFile(path.join(explorer.server.folder, output));
  assert.ok(bytes.equals(inFolder), `${output} is another when it is downloaded`);
  const command = await commandOf(job);
  const made = await fileOf(command);
  assert.equal(made.name, output);
  assert.ok(bytes.equals(made.bytes), `${output} is not what is made by: ${command}`);
  return bytes;
}
