// Take it with you: links, commands, pictures, film files, and pictures that are opened again.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';

import {Explorer, explorerTest, PROGRAM, runWithExplorer} from './support/explorer.mjs';
import {afterRunning, fileOf} from './support/files.mjs';
import {drag, focusPicture, openSection, placeOn, type, until} from './support/hands.mjs';
import {expectFileOfCommand} from './support/jobs.mjs';
import {differenceOf, expectPixelsOfCommand, renderedBy} from './support/pixels.mjs';

const SMALL = {context: {viewport: {width: 800, height: 700}, permissions: ['clipboard-read', 'clipboard-write']},
               words: ['ABC', '--set', 'C=3.2', '--iterations', '50']};

/** @param {Explorer} explorer */
const clipboardOf = ({page}) => page.evaluate(() => navigator.clipboard.readText());

explorerTest('the command is always there, and copied by key and button', SMALL, async (explorer) => {
  const {page} = explorer;
  await explorer.changes(() => drag(explorer, [200, 200], 30, 60));
  assert.equal(await page.locator('#command').isVisible(), true);
  await focusPicture(explorer);
  await page.keyboard.press('c');
  await until(explorer, () => /copied/.test(document.getElementById('status')?.textContent ?? ''));
  assert.equal(await clipboardOf(explorer), await explorer.command());
  await explorer.changes(() => page.locator('#palette-viridis').click());
  await page.locator('#copy-command').click();
  await until(explorer, () => /copied/.test(document.getElementById('status')?.textContent ?? ''));
  assert.equal(await clipboardOf(explorer), await explorer.command());
});

explorerTest('a link that is opened in a new page gives the same pixels and controls', SMALL, async (explorer) => {
  const {page, server} = explorer;
  await explorer.changes(() => drag(explorer, [200, 200], 30, 60));
  await explorer.changes(() => page.locator('#palette-viridis').click());
  await explorer.changes(() => page.locator('#tone').selectOption('symlog'));
  await explorer.changes(() => type(explorer, '#rate-C', '3.3'));
  await openSection(explorer, 'Movement');
  await page.locator('#circle-on').click();
  await page.mouse.click(...await placeOn(explorer, 0.7, 0.7));
  await focusPicture(explorer);
  await page.keyboard.press('l');
  await until(explorer, () => /link is copied/.test(document.getElementById('status')?.textContent ?? ''));
  const link = new URL(await clipboardOf(explorer));
  assert.equal(link.origin, server.origin);
  assert.doesNotMatch(link.href, /token/, 'the token is nobody else’s');
  const other = new Explorer(server, await page.context().newPage());
  await other.page.goto(link.href);
  await other.settled();
  assert.equal(await other.command(), await explorer.command());
  await expectPixelsOfCommand(other);
  const difference = await differenceOf(other.canvas, await renderedBy(await explorer.command()));
  assert.equal(difference.pixels, 0);
  assert.equal(await other.page.locator('#circle-on').isChecked(), true);
  assert.equal(await other.page.locator('#pin').isVisible(), true);
  assert.deepEqual(other.errors, []);
});

explorerTest('the page that is loaded again shows what it did', SMALL, async (explorer) => {
  const {page} = explorer;
  await explorer.changes(() => drag(explorer, [200, 200], 30, 60));
  await explorer.changes(() => page.locator('#palette-viridis').click());
  const command = await explorer.command();
  await until(explorer, () => location.hash.includes('palette=viridis'));
  await page.reload();
  await explorer.settled();
  assert.equal(await explorer.command(), command);
  await expectPixelsOfCommand(explorer);
});

explorerTest('pictures of any size are rendered as PNG, PNG of 16 bits and EXR', SMALL, async (explorer) => {
  const {page} = explorer;
  await explorer.changes(() => drag(explorer, [200, 200], 30, 60));
  await openSection(explorer, 'Files');
  await type(explorer, '#picture-size', '320x200');
  for (const [kind, name, magic] of [['.png', 'small.png', '\x89PNG'], ['.png 16', 'deep.png', '\x89PNG'],
                                     ['.exr', 'linear.exr', '\x76\x2f\x31\x01']]) {
    await page.locator('#picture-kind').selectOption(kind);
    await type(explorer, '#picture-name', name.split('.')[0]);
    await page.getByRole('button', {name: 'Render the picture'}).click();
    const bytes = await expectFileOfCommand(explorer, name);
    assert.equal(bytes.toString('latin1', 0, 4), magic);
    if (kind === '.png 16') assert.equal(bytes[24], 16);
    if (kind !== '.exr') assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [320, 200]);
  }
  // Another of that name gets another name.
  await page.getByRole('button', {name: 'Render the picture'}).click();
  await expectFileOfCommand(explorer, 'linear-2.exr');
  await type(explorer, '#picture-size', 'huge');
  await page.getByRole('button', {name: 'Render the picture'}).click();
  await page.locator('#picture-size-error, #size-error, #picture-error').and(page.locator(':visible')).first().waitFor();
});

explorerTest('the picture as large as the screen is that on screen', SMALL, async (explorer) => {
  await openSection(explorer, 'Files');
  await explorer.page.getByRole('button', {name: 'Render the picture'}).click();
  const bytes = await expectFileOfCommand(explorer, 'abc.png');
  const difference = await differenceOf(explorer.canvas, bytes);
  assert.deepEqual(difference.canvas, difference.file);
  assert.equal(difference.pixels, 0);
});

explorerTest('the film file of the movement makes the film of the command', SMALL, async (explorer) => {
  const {page} = explorer;
  await openSection(explorer, 'Movement');
  await page.locator('#circle-on').click();
  await page.locator('#circle-x').selectOption('C');
  await openSection(explorer, 'Film');
  await explorer.changes(() => type(explorer, '#sequence', 'ABCD'));
  await type(explorer, '#film-size', '64x48');
  await type(explorer, '#frames', '5');
  const [download] = await Promise.all([page.waitForEvent('download'),
                                        page.getByRole('button', {name: 'Film file'}).click()]);
  assert.equal(download.suggestedFilename(), 'abcd.toml');
  const toml = path.join(explorer.server.folder, 'abcd.toml');
  await download.saveAs(toml);
  await until(explorer, () => /--frames 5\b/.test(document.getElementById('film-command')?.textContent ?? ''));
  const command = (await page.locator('#film-command').textContent() ?? '').trim();
  assert.match(command, /^lyap animate 'ABCD' /);
  await page.getByRole('button', {name: 'Copy command'}).click();
  await until(explorer, () => /copied/.test(document.getElementById('status')?.textContent ?? ''));
  assert.equal(await clipboardOf(explorer), command);
  const [ofFile, ofCommand] = await Promise.all([fileOf(`lyap animate '${toml}' -q -o film.mp4`), fileOf(`${command} -q -o film.mp4`)]);
  assert.ok(ofFile.bytes.equals(ofCommand.bytes));
});

const OPENED = "lyap render 'AABB' --horizontal B=3:3.5 --vertical A=2.5:3 --size 120x80 --iterations 70 --palette magma";

explorerTest('a picture made by lyap that is dropped on the page is opened', SMALL, async (explorer) => {
  const {page, server} = explorer;
  const file = path.join(server.folder, 'dropped.png');
  await fs.writeFile(file, (await fileOf(`${OPENED} -q -o p.png`)).bytes);
  const [x, y] = await placeOn(explorer);
  const session = await page.context().newCDPSession(page);
  const data = {items: [], files: [file], dragOperationsMask: 1};
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver'])) await session.send('Input.dispatchDragEvent', {type, x, y, data});
  await page.locator('#drop').waitFor();
  await explorer.changes(() => session.send('Input.dispatchDragEvent', {type: 'drop', x, y, data}));
  assert.equal(await page.locator('#drop').isVisible(), false);
  const command = await explorer.command();
  assert.match(command, /^lyap render 'AABB' --horizontal B=3:3\.5 --vertical A=2\.5:3 /);
  assert.match(command, / --iterations 70 .* --palette 'magma'/);
  await expectPixelsOfCommand(explorer);
  // Which can be undone.
  await explorer.changes(() => page.getByRole('button', {name: 'Undo'}).click());
  assert.match(await explorer.command(), /^lyap render 'ABC' /);
});

explorerTest('pictures and films are opened with the button; what lyap did not make is refused', SMALL, async (explorer) => {
  const {page, server} = explorer;
  await openSection(explorer, 'Files');
  const choose = async (/** @type {string} */ name, /** @type {Buffer} */ bytes) => {
    const file = path.join(server.folder, name);
    await fs.writeFile(file, bytes);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', {name: 'Open a file…'}).click()]);
    await chooser.setFiles(file);
  };
  const exr = (await fileOf(`${OPENED} -q -o p.exr`)).bytes;
  await explorer.changes(() => choose('p.exr', exr));
  assert.match(await explorer.command(), /^lyap render 'AABB' --horizontal B=3:3\.5 /);
  await expectPixelsOfCommand(explorer);
  const film = "lyap animate 'ABCD' --circle C,D --center 3,3 --radius 0.2 --frames 3 --size 64x48 -q -o f.mp4";
  const mp4 = (await fileOf(film)).bytes;
  await explorer.changes(() => choose('f.mp4', mp4));
  assert.match(await explorer.command(), /^lyap render 'ABCD' /);
  await openSection(explorer, 'Movement');
  assert.equal(await page.locator('#circle-on').isChecked(), true);
  assert.equal(await page.locator('#circle-radius').inputValue(), '0.2');
  assert.equal(await page.locator('#film-size').inputValue(), '64x48');
  const before = await explorer.command();
  const plain = await renderedBy("lyap render 'AB' --size 8x8").then((bytes) => bytes.subarray(0, 33));
  await choose('other.png', plain);
  await page.locator('#open-error').waitFor();
  assert.ok((await page.locator('#open-error').innerText()).length > 10);
  assert.equal(await explorer.command(), before);
});

explorerTest('lyap explore with a picture opens its recipe', {...SMALL, opens: false}, async () => {
  await afterRunning(`${OPENED} -q -o p.png`, (folder) => runWithExplorer(
      'recipe', {...SMALL, words: [path.join(folder, 'p.png')]}, async (opened) => {
    assert.match(await opened.command(), /^lyap render 'AABB' --horizontal B=3:3\.5 --vertical A=2\.5:3 /);
    await expectPixelsOfCommand(opened);
  }));
  assert.notEqual(PROGRAM, '');
});
