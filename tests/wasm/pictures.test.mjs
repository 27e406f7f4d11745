// Pictures that the page without a server saves have the texts, colours and pixels of those that the program writes.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';

import {chunksOfPng, pixelsOfPng} from './file_bytes.mjs';
import {served, withPage} from './page_forms.mjs';
import {download, inShell, lyap, openSection, withFolder} from './saved_files.mjs';

const textsOf = (file) => chunksOfPng(file).filter(({type}) => type === 'tEXt' || type === 'iTXt')
  .map(({type, data}) => `${type} ${data.toString('latin1')}`);
const dataOf = (file, type) => chunksOfPng(file).filter((chunk) => chunk.type === type).map(({data}) => data);

const PICTURES = {
  'palette indices': {link: '#sequence=AAB&palette=viridis', size: '333x217'},
  'an open tone, as it is found in the file': {link: '#sequence=AB&tone=quantile&palette=twilight', size: '640x360'},
  'averages of colours': {link: '#sequence=ABB&samples=2', size: '150x100'},
  'periods': {link: '#sequence=AB&show=period', size: '200x200'},
  '16 bits a channel': {link: '#sequence=AB&palette=magma', size: '201x99', kind: '.png 16'},
  'averages of 16 bits': {link: '#sequence=AB&palette=magma&samples=3', size: '81x60', kind: '.png 16'},
};

for (const [what, {link, size, kind = '.png'}] of Object.entries(PICTURES)) {
  test(`a PNG file has the texts, colours and pixels of lyap render: ${what}`, () => served((place) =>
    withPage(place, {link}, (explorer) => withFolder(async (folder) => {
      const {page} = explorer;
      await openSection(explorer, 'section-files');
      await page.fill('#picture-size', size);
      await page.selectOption('#picture-kind', kind);
      await page.click('#make-picture');
      const saved = await download(explorer, folder);
      const line = (await lyap(folder, 'show', saved)).trim();
      assert.match(line, /^lyap render /);
      await inShell(folder, `${line} -o rendered.png`);
      const [own, theirs] = await Promise.all([saved, path.join(folder, 'rendered.png')].map((name) => fs.readFile(name)));
      assert.deepEqual(textsOf(own), textsOf(theirs));
      for (const type of ['IHDR', 'sRGB', 'PLTE']) assert.deepEqual(dataOf(own, type), dataOf(theirs, type), type);
      assert.ok(pixelsOfPng(own).equals(pixelsOfPng(theirs)), 'the pixels');
    }))));
}
