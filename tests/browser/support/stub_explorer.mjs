// stub_explorer.mjs FAULT explore …: stands for `lyap explore` in the tests of what tests share. It shows a picture that
// the real program renders, and has the fault of that name, or "none".
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import process from 'node:process';

const [fault, command, ...words] = process.argv.slice(2);
const folder = words[words.indexOf('--folder') + 1];
const lyap = process.env.LYAP_PROGRAM ?? '';

/** @param {string} sequence */
function picture(sequence) {
  const file = path.join(folder, `${sequence}.png`);
  execFileSync(lyap, ['render', sequence, '--size', '64x48', '-o', file, '--quiet']);
  return fs.readFileSync(file);
}

if (command !== 'explore' || fault === 'silent') {
  console.error('lyap: the stub explores nothing');
  process.exit(2);
}

const pictures = {'/AB.png': picture('AB'), '/AAB.png': picture('AAB')};

const page = `<!doctype html><html lang="en"><title>stub</title><link rel="icon" href="data:,">
<canvas data-state="computing" data-steps="0"></canvas><output id="status">computing</output>
<input id="command" readonly><button>next</button>
<script type="module">
const canvas = document.querySelector('canvas');
async function show(sequence) {
  canvas.dataset.state = 'computing';
  const bytes = await (await fetch('/' + sequence + '.png')).blob();
  const bitmap = await createImageBitmap(bytes, {colorSpaceConversion: 'none', premultiplyAlpha: 'none'});
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  if (${fault === 'pixel'}) {
    const pixel = context.getImageData(3, 2, 1, 1);
    pixel.data[1] ^= 1;
    context.putImageData(pixel, 3, 2);
  }
  document.querySelector('#command').value = "lyap render '" + sequence + "' --size 64x48";
  document.querySelector('#status').value = 'settled';
  canvas.dataset.steps = 1234;
  canvas.dataset.state = 'settled';
}
if (${fault === 'console'}) console.error('something is wrong');
if (${fault === 'foreign'}) fetch('http://127.0.0.2:9/font.woff').catch(() => {});
document.querySelector('button').onclick = () => show('AAB');
await show('AB');
if (${fault === 'exception'}) setTimeout(() => { throw new Error('nobody catches it'); });
</script></html>`;

const server = http.createServer((request, response) => {
  const png = pictures[/** @type {keyof typeof pictures} */ (request.url)];
  response.setHeader('Content-Type', png ? 'image/png' : 'text/html; charset=utf-8');
  response.end(png ?? page);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`lyap: http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/#token=stub`);
});
process.on('SIGINT', () => process.exit(fault === 'exit' ? 3 : 0));
