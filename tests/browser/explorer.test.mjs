// The explorer as it opens: see docs/explore.md.
import assert from 'node:assert/strict';

import {expectAccessible} from './support/accessibility.mjs';
import {explorerTest} from './support/explorer.mjs';
import {expectPixelsOfCommand} from './support/pixels.mjs';

explorerTest('the page opens with the picture of the command line', {words: ['AABAB']}, async (explorer) => {
  assert.match(await explorer.command(), /^lyap render 'AABAB' /);
  assert.notEqual(await explorer.status(), '');
  assert.ok(await explorer.steps() > 0);
});

explorerTest('the pixels on screen are those of lyap render', {}, expectPixelsOfCommand);

explorerTest('also in other colours, and of several samples',
             {words: ['ABC', '--set', 'C=3.1', '--palette', 'viridis', '--tone', 'symlog:0.1', '--samples', '2']},
             expectPixelsOfCommand);

explorerTest('also on a phone that is dark', {
  context: {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, colorScheme: 'dark', hasTouch: true, isMobile: true},
}, expectPixelsOfCommand);

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  explorerTest(`everybody can use what there is at first, ${colorScheme}`, {context: {colorScheme}}, expectAccessible);
}

explorerTest('the address without its token opens no picture', {opens: false}, async ({page, server}) => {
  const answer = await page.request.post(`${server.origin}/api/describe`, {data: {}});
  assert.equal(answer.status(), 403);
});
