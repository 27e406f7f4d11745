// The film panel: films as jobs of the server, with progress, a look at the last frame, cancel and download; and what goes
// wrong with them.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';

import {Explorer, explorerTest, PROGRAM, runWithExplorer} from './support/explorer.mjs';
import {fileOf} from './support/files.mjs';
import {openSection, type, until} from './support/hands.mjs';
import {commandOf, expectFileOfCommand, jobIn, jobOf} from './support/jobs.mjs';

const SMALL = {context: {viewport: {width: 800, height: 800}},
               words: ['ABCD', '--set', 'C=3', '--set', 'D=3', '--iterations', '30']};
/** So many frames of that size are never made while a test lasts; checking them takes a moment. */
const ENDLESS = {size: '320x240', frames: '100000'};

/**
 * Fills in the panel for a film of the circle.
 * @param {Explorer} explorer
 * @param {{size: string, frames: string, name?: string, ending?: string}} film
 */
async function describeFilm(explorer, {size, frames, name = '', ending = '.mp4'}) {
  const {page} = explorer;
  await openSection(explorer, 'Movement');
  if (!await page.locator('#circle-on').isChecked()) await page.locator('#circle-on').click();
  await openSection(explorer, 'Film');
  await type(explorer, '#film-size', size);
  await type(explorer, '#frames', frames);
  await page.locator('#film-ending').selectOption(ending);
  await type(explorer, '#film-name', name);
}

/** @param {Explorer} explorer */
const make = ({page}) => page.getByRole('button', {name: 'Make the film'}).click();

explorerTest('films of the panel are those of lyap animate, byte for byte', SMALL, async (explorer) => {
  const {page} = explorer;
  await describeFilm(explorer, {size: '64x48', frames: '8', name: 'round'});
  assert.match(await page.locator('#film-movement').innerText(), /^Moves C, D/);
  await make(explorer);
  await expectFileOfCommand(explorer, 'round.mp4');
  const job = await jobIn(explorer, 'round.mp4', 'done');
  assert.match(await job.locator('.job-state').innerText(), /^done, 64 × 48, 8 frames, \d/);
  assert.match(await commandOf(job), /^lyap animate 'ABCD' /);
  await job.getByAltText('The last frame').waitFor();
  // The command that was shown beforehand makes it, too.
  await until(explorer, () => /--frames 8\b/.test(document.getElementById('film-command')?.textContent ?? ''));
  const shown = (await page.locator('#film-command').textContent() ?? '').trim();
  const made = await fileOf(`${shown} -q -o round.mp4`);
  assert.ok(made.bytes.equals(await fs.readFile(path.join(explorer.server.folder, 'round.mp4'))));
});

explorerTest('format, rate, length, codec and quality are those that were chosen', SMALL, async (explorer) => {
  await describeFilm(explorer, {size: '64x48', frames: '', ending: '.gif'});
  await type(explorer, '#fps', '5');
  await type(explorer, '#duration', '1');
  await make(explorer);
  const gif = await expectFileOfCommand(explorer, 'abcd.gif');
  assert.equal(gif.toString('latin1', 0, 4), 'GIF8');
  assert.match(await jobOf(explorer, 'abcd.gif').locator('.job-state').innerText(), /, 5 frames, /);
  await explorer.page.locator('#film-ending').selectOption('.mp4');
  await type(explorer, '#crf', '40');
  await type(explorer, '#codec', 'libx264');
  await make(explorer);
  await expectFileOfCommand(explorer, 'abcd.mp4');
  assert.match(await commandOf(jobOf(explorer, 'abcd.mp4')), / --crf '?40/);
});

explorerTest('a film that is made shows frames, pace, time left and its last frame, and is cancelled', SMALL,
             async (explorer) => {
  const {page} = explorer;
  await describeFilm(explorer, {...ENDLESS, name: 'long'});
  await make(explorer);
  const job = await jobIn(explorer, 'long.mp4', 'running');
  const words = job.locator('.job-state');
  await until(explorer, () => /^\d+ % · [1-9]\d* of 100000 frames · [\d.]+ frames\/s · .+ left$/.test(
      document.querySelector('#jobs .job-state')?.textContent ?? ''));
  await until(explorer, () => Number(document.querySelector('#jobs progress')?.getAttribute('value')) > 0);
  assert.match(await page.title(), /^\d+ % long\.mp4/);
  await job.getByAltText('The last frame').waitFor();
  // It goes on.
  const frames = Number(/(\d+) of/.exec(await words.innerText())?.[1]);
  await until(explorer, (before) => Number(/(\d+) of/.exec(
      document.querySelector('#jobs .job-state')?.textContent ?? '')?.[1]) > before, frames);
  // And the view answers meanwhile.
  await explorer.changes(() => page.locator('#palette-viridis').click());
  await job.getByRole('button', {name: 'Cancel'}).click();
  await jobIn(explorer, 'long.mp4', 'cancelled');
  assert.match(await words.innerText(), /^cancelled/);
  await job.getByRole('button', {name: 'Remove from the list'}).click();
  await job.waitFor({state: 'detached'});
});

explorerTest('several films queue up; one that waits is cancelled without a trace', SMALL, async (explorer) => {
  await describeFilm(explorer, {...ENDLESS, name: 'first'});
  await make(explorer);
  await jobIn(explorer, 'first.mp4', 'running');
  await type(explorer, '#film-size', '64x48');
  await type(explorer, '#frames', '4');
  for (const name of ['second', 'third']) {
    await type(explorer, '#film-name', name);
    await make(explorer);
    const job = await jobIn(explorer, `${name}.mp4`, 'queued');
    assert.match(await job.locator('.job-state').innerText(), /^waiting/);
  }
  await jobOf(explorer, 'second.mp4').getByRole('button', {name: 'Cancel'}).click();
  await explorer.page.locator('#jobs > li[data-state=queued] .name', {hasText: 'second.mp4'}).waitFor({state: 'detached'});
  await jobOf(explorer, 'first.mp4').getByRole('button', {name: 'Cancel'}).click();
  await expectFileOfCommand(explorer, 'third.mp4');
  const files = await fs.readdir(explorer.server.folder);
  assert.ok(!files.some((name) => name.startsWith('second')), files.join());
});

explorerTest('the page may be closed meanwhile: another one finds the film', SMALL, async (explorer) => {
  const {page, server} = explorer;
  await describeFilm(explorer, {size: '64x48', frames: '300', name: 'alone'});
  await make(explorer);
  await jobOf(explorer, 'alone.mp4').waitFor();
  const context = page.context();
  await page.close();
  const other = new Explorer(server, await context.newPage());
  await other.open();
  await openSection(other, 'Film');
  await expectFileOfCommand(other, 'alone.mp4');
  assert.deepEqual(other.errors, []);
});

explorerTest('a film that is being made does not keep the server from ending', SMALL, async (explorer) => {
  await describeFilm(explorer, {...ENDLESS, name: 'interrupted'});
  await make(explorer);
  await jobIn(explorer, 'interrupted.mp4', 'running');
  await until(explorer, () => /[1-9]\d* of/.test(document.querySelector('#jobs .job-state')?.textContent ?? ''));
  // explorerTest() ends it now, as Ctrl-C does, and fails unless that is in order and in time.
});

explorerTest('what is wrong with a film stands beside its field', SMALL, async (explorer) => {
  const {page} = explorer;
  await describeFilm(explorer, {size: '64x48', frames: '4', name: 'wrong'});
  for (const [field, text, right] of [['fps', 'fast', ''], ['crf', 'good', ''], ['codec', 'none of them', ''],
                                      ['film-size', 'large', '64x48'], ['frames', '0', '4']]) {
    await type(explorer, `#${field}`, text);
    await make(explorer);
    await until(explorer, (id) => {
      const near = document.getElementById(id)?.closest('.field')?.querySelector('.error');
      return near && !(/** @type {HTMLElement} */ (near).hidden) && near.textContent !== '';
    }, field);
    await type(explorer, `#${field}`, right);
    await until(explorer, () => document.querySelectorAll('#section-film .error:not([hidden])').length === 0);
  }
  assert.equal(await page.locator('#jobs > li').count(), 0);
});

explorerTest('a name that leads out of the folder is refused', SMALL, async (explorer) => {
  await describeFilm(explorer, {size: '64x48', frames: '4', name: '../elsewhere'});
  await make(explorer);
  const error = explorer.page.locator('#section-film .error:visible');
  await error.waitFor();
  assert.match(await error.innerText(), /elsewhere/);
  await assert.rejects(fs.stat(path.join(explorer.server.folder, '..', 'elsewhere.mp4')));
});

explorerTest('a missing ffmpeg is shown in the panel; pictures are made all the same',
             {...SMALL, words: [...SMALL.words, '--ffmpeg', '/nonexistent']}, async (explorer) => {
  const {page} = explorer;
  explorer.refusals.push(503);
  await describeFilm(explorer, {size: '64x48', frames: '4', name: 'none'});
  await make(explorer);
  const said = page.locator('#film-error:visible, #jobs > li[data-state=failed] .error:visible');
  await said.first().waitFor();
  assert.match(await said.first().innerText(), /\/nonexistent|ffmpeg/);
  await openSection(explorer, 'Files');
  await type(explorer, '#picture-size', '64x48');
  await page.getByRole('button', {name: 'Render the picture'}).click();
  await expectFileOfCommand(explorer, 'abcd.png');
});

/** A mount namespace of its own, in which a small disk is the server's folder. */
const NAMESPACE = ['unshare', '--mount', '--propagation', 'private', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])];
const ON_SMALL_DISK = [...NAMESPACE, '/bin/sh', '-c',
                       'mount -t tmpfs -o size=32k tmpfs "$PWD" && exec "$0" "$@"', PROGRAM];

test('a full disk is shown in the panel, for films and pictures, and the next job is made', async (context) => {
  const probe = spawnSync(NAMESPACE[0], [...NAMESPACE.slice(1), '/bin/sh', '-c', 'mount -t tmpfs -o size=4k tmpfs /mnt'], {encoding: 'utf8'});
  if (probe.status !== 0) {
    context.skip(`no mounts of our own here: ${probe.stderr ?? probe.error}`);
    return;
  }
  await runWithExplorer('a full disk', {...SMALL, program: ON_SMALL_DISK}, async (explorer) => {
    const {page} = explorer;
    explorer.refusals.push(503);
    await openSection(explorer, 'Files');
    await type(explorer, '#picture-size', '640x480');
    await type(explorer, '#picture-name', 'large');
    await page.getByRole('button', {name: 'Render the picture'}).click();
    const picture = await jobIn(explorer, 'large.png', 'failed');
    assert.match(await picture.locator('.error').innerText(), /No space left|space|full/i);
    // Nothing is left of it, and what is small has room.
    await type(explorer, '#picture-size', '16x16');
    await type(explorer, '#picture-name', 'small');
    await page.getByRole('button', {name: 'Render the picture'}).click();
    await jobIn(explorer, 'small.png', 'done');
    await describeFilm(explorer, {size: '320x240', frames: '500', name: 'large'});
    await make(explorer);
    const film = await jobIn(explorer, 'large.mp4', 'failed');
    assert.match(await film.locator('.error').innerText(), /No space left|space|full/i);
  });
});
