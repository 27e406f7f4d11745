// Files that the program makes, for comparing them with those of the page.
import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';

import {AT_MOST} from './chromium.mjs';
import {PROGRAM} from './explorer.mjs';

/**
 * Has a shell run a command line of lyap in an empty folder.
 * @template T
 * @param {string} command as a person would copy it
 * @param {(folder: string) => Promise<T>} look at what is in the folder then
 * @returns {Promise<T>}
 */
export async function afterRunning(command, look) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'lyap_files_'));
  try {
    await promisify(execFile)('/bin/sh', ['-c', `lyap() { "$LYAP_PROGRAM" "$@"; }\n${command}`],
                              {cwd: folder, env: {...process.env, LYAP_PROGRAM: PROGRAM}, timeout: AT_MOST});
    return await look(folder);
  } finally {
    await fs.rm(folder, {recursive: true, force: true});
  }
}

/**
 * The only file that a command line makes.
 * @param {string} command
 * @returns {Promise<{name: string, bytes: Buffer}>}
 */
export function fileOf(command) {
  return afterRunning(command, async (folder) => {
    const names = await fs.readdir(folder);
    if (names.length !== 1) throw new Error(`${command} made ${names.join(', ') || 'nothing'}`);
    return {name: names[0], bytes: await fs.readFile(path.join(folder, names[0]))};
  });
}
