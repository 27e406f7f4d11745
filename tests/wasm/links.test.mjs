// Random links have the same pixels everywhere: from the command line, the explorer's server and both modules. LYAP,
// LYAP_PROGRAM (the same), LYAP_MODULES and LYAP_BUNDLE are in the environment.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, before, test} from 'node:test';

import {Server} from '../browser/support/explorer.mjs';
import {readParts} from '../../tools/explore/page/engine/part_reader.js';
import {pictureFields} from '../../tools/explore/page/state/job_fields.js';
import {fieldsOfLink, linkOf} from '../../tools/explore/page/state/link.js';
import {pixelsOfPng} from './file_bytes.mjs';
import {randomFields, randomNumbers, withRandomLook} from './random_fields.mjs';

const {LYAP_MODULES, LYAP_BUNDLE, LYAP} = process.env;
const {LyapModule} = await import(LYAP_BUNDLE);
const LINKS = 100;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lyap_links_'));
/** @type {Server} */
let server;
before(async () => { server = await Server.start(['AB'], [LYAP]); });
after(async () => {
  await server.end();
  fs.rmSync(folder, {recursive: true});
});

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The picture that a link shows. Links have no size, which is the window's, unless somebody chose one. */
function fieldsOf(link) {
  const fields = fieldsOfLink(link);
  return pictureFields(fields, String(fields.size));
}

/**
 * What the server answers to the fields: the command that makes its pixels, and their hash; null where it refuses them.
 * @param {object} fields
 */
async function servedBy(fields) {
  const response = await fetch(`${server.origin}/api/view`, {
    method: 'POST', headers: {'X-Lyap-Token': server.token, 'Content-Type': 'application/json'},
    body: JSON.stringify({client: 'links', fields, levels: [1]})});
  if (!response.ok) return null;
  let command = '';
  const rows = [];
  let averaged = false;
  for await (const {head, bytes} of readParts(response.body)) {
    if (head.kind === 'view') command = head.command;
    if (head.kind === 'error') return null;
    if (head.kind !== 'rows') continue;
    // Averages come behind the single samples, and count instead of them.
    if (head.averaged && !averaged) rows.length = 0;
    averaged ||= head.averaged ?? false;
    rows.push({first: head.first, bytes});
  }
  rows.sort((a, b) => a.first - b.first);
  return {command, hash: hashOf(Buffer.concat(rows.map(({bytes}) => bytes)))};
}

function renderedBy(command) {
  const file = path.join(folder, 'picture.png');
  execFileSync('/bin/sh', ['-c', `lyap() { "$LYAP" "$@"; }\n${command} -o ${file} --quiet`]);
  return hashOf(pixelsOfPng(fs.readFileSync(file)));
}

function moduleOf(kind) {
  const bytes = fs.readFileSync(path.join(LYAP_MODULES, `lyap-${kind}.wasm`));
  const module = WebAssembly.validate(bytes) ? new LyapModule(new WebAssembly.Module(bytes)) : null;
  return module?.isFused() ? module : null;
}

/** As the page's workers do it, all rows by one of them. */
function computedIn(module, fields) {
  module.giveFields(fields);
  const bands = module.call('begin_view', 0, 24, 24);
  if (module.call('has_open_tone')) {
    const samples = Array.from({length: bands}, (_, band) => {
      module.call('sample', 4, band);
      return module.bytes();
    });
    module.giveBytes(Buffer.concat(samples));
    module.call('close_tone');
  }
  const isAveraged = module.call('has_averages') === 1;
  return hashOf(Buffer.concat(Array.from({length: bands}, (_, band) => {
    module.call(isAveraged ? 'average' : 'paint', ...(isAveraged ? [] : [1]), band);
    return module.bytes();
  })));
}

test(`${LINKS} random links have one hash each`, async (context) => {
  const random = randomNumbers(5);
  const modules = ['relaxed', 'exact'].map(moduleOf).filter((module) => module !== null);
  if (modules.length < 2) context.diagnostic('relaxed multiply-adds are not fused here: one module alone');
  for (let links = 0; links < LINKS;) {
    const state = withRandomLook(randomFields(random), random);
    if (random.chance(0.3)) state.tone = 'quantile';
    const link = linkOf(state);
    const fields = fieldsOf(link);
    const answer = await servedBy(fields);
    if (answer === null) continue;
    assert.equal(renderedBy(answer.command), answer.hash, `lyap render of #${link}`);
    for (const module of modules) assert.equal(computedIn(module, fields), answer.hash, `${module.codePath()} of #${link}`);
    ++links;
  }
});
