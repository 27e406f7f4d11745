// Films that the page without a server makes: every frame is there, at its time and in the program's colours, as ffprobe and
// ffmpeg see it.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';

import {FORMS, fromFile, served, withPage} from './page_forms.mjs';
import {download, inShell, lyap, openSection, run, withFolder} from './saved_files.mjs';

const FILM = '#sequence=ABC&set=C=3.1&sweep=C=2.6:3.4&frames=24&fps=24';

/** What ffprobe says of the first video stream, with all of its frames. */
async function probed(file) {
  const {stdout} = await run('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-show_streams', '-show_frames', '-of', 'json',
    file], {maxBuffer: 1 << 26});
  return JSON.parse(stdout);
}

/** A film's pixels as the program makes them and as they were encoded: how far they are apart, as a signal-to-noise ratio. */
async function noiseOf(folder, saved, size) {
  const line = (await lyap(folder, 'show', saved)).trim();
  assert.match(line, /^lyap animate /);
  await inShell(folder, `${line} -o film.yuv`);
  await run('ffmpeg', ['-v', 'error', '-i', saved, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'decoded.yuv'], {cwd: folder});
  const [made, decoded] = await Promise.all(['film.yuv', 'decoded.yuv'].map((name) => fs.readFile(path.join(folder, name))));
  assert.equal(decoded.length, made.length, `the frames of ${size}`);
  let squares = 0;
  for (let i = 0; i < made.length; ++i) squares += (made[i] - decoded[i]) ** 2;
  return 10 * Math.log10(255 ** 2 / (squares / made.length));
}

async function orderFilm(explorer, {ending = '.mp4', size = '320x180'} = {}) {
  await openSection(explorer, 'section-film');
  await explorer.page.fill('#film-size', size);
  await explorer.page.selectOption('#film-ending', ending);
  await explorer.page.click('#make-film');
}

for (const [form, placed] of Object.entries(FORMS)) {
  for (const ending of placed === fromFile ? ['.mp4'] : ['.mp4', '.mov', '.mkv', '.webm']) {
    test(`${form}: a ${ending} film has every frame, at its time, in its colours`, () => placed((place) =>
      withPage(place, {link: FILM}, (explorer) => withFolder(async (folder) => {
        await orderFilm(explorer, {ending});
        const saved = await download(explorer, folder);
        const {streams: [stream], frames} = await probed(saved);
        assert.deepEqual([stream.width, stream.height], [320, 180]);
        assert.equal(frames.length, 24);
        // Matroska has times in whole milliseconds.
        const rounding = ending === '.mkv' || ending === '.webm' ? 0.0006 : 1e-5;
        frames.forEach(({pts_time: time}, i) => assert.ok(Math.abs(Number(time) - i / 24) < rounding, `frame ${i}: ${time}`));
        assert.deepEqual([stream.color_range, stream.color_space], ['tv', 'bt709']);
        // A film of other frames, or of others' colours, has far below 20 dB.
        const noise = await noiseOf(folder, saved, '320x180');
        assert.ok(noise > 24, `${noise.toFixed(1)} dB`);
      }))));
  }
}

test('a film is cancelled, and another one made', () => served((place) =>
  withPage(place, {link: FILM.replace('frames=24', 'frames=20000')}, async (explorer) => {
    const {page} = explorer;
    await orderFilm(explorer);
    await page.waitForFunction(() => Number(document.querySelector('#jobs progress')?.getAttribute('value')) > 0);
    await page.getByRole('button', {name: 'Cancel'}).click();
    await page.locator('#jobs li[data-state="cancelled"]').waitFor();
    await page.fill('#frames', '3');
    await page.click('#make-film');
    await page.locator('#jobs li[data-state="done"]').waitFor();
  })));

const REFUSED = [['codec', 'prores_ks', "the page does not encode this with 'prores_ks'"], ['crf', '20', 'it is for ffmpeg']];
for (const [field, text, message] of REFUSED) {
  test(`a film is refused in words: ${field} ${text}`, () => served((place) =>
    withPage(place, {link: `${FILM}&${field}=${text}`}, async (explorer) => {
      await orderFilm(explorer);
      const said = explorer.page.getByText(message).first();
      await said.waitFor();
      // The command, which is asked for a moment later, is right; what was said of the film stays all the same.
      await explorer.page.waitForFunction(() => document.querySelector('#film-command')?.textContent?.includes('--size 320x180'));
      await said.waitFor();
      await explorer.page.fill(`#${field}`, '');
      await said.waitFor({state: 'hidden'});
    })));
}

test('where the browser has no WebCodecs the panel offers the command and the film file', () => served((place) =>
  withPage(place, {link: FILM, prepare: (page) => page.addInitScript('delete globalThis.VideoEncoder')}, async (explorer) => {
    const {page} = explorer;
    await openSection(explorer, 'section-film');
    await page.getByText('This browser does not encode films').waitFor();
    assert.equal(await page.locator('#make-film').isVisible(), false);
    await page.waitForFunction(() => document.querySelector('#film-command')?.textContent?.startsWith('lyap animate'));
    const waiting = page.waitForEvent('download');
    await page.click('#film-file');
    assert.match((await waiting).suggestedFilename(), /\.toml$/);
  })));
