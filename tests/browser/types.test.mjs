// The types of the page's scripts, which JSDoc says and the compiler of TypeScript checks.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

const page = fileURLToPath(new URL('../../tools/explore/page', import.meta.url));

test('tsc finds nothing in the page', (context) => {
  const tsc = spawnSync('tsc', ['-p', page], {encoding: 'utf8'});
  if (tsc.error) {
    assert.notEqual(process.env.LYAP_REQUIRE_BROWSER, '1', 'tsc is missing');
    context.skip('tsc is missing');
    return;
  }
  assert.equal(tsc.status, 0, tsc.stdout + tsc.stderr);
});
