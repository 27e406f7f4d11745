// The pixels on screen, and those of the file that `lyap render` writes for the command that the page shows.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';

import {AT_MOST} from './chromium.mjs';
import {PROGRAM} from './explorer.mjs';

/**
 * The PNG file that a command line, as a person would copy it into a shell, writes.
 * @param {string} command "lyap render 'AB' …", without an output
 * @returns {Promise<Buffer>}
 */
export async function renderedBy(command) {
  assert.match(command, /^lyap render /);
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'lyap_rendered_'));
  try {
    await promisify(execFile)('/bin/sh', ['-c', `lyap() { "$LYAP_PROGRAM" "$@"; }\n${command} -o picture.png`],
                              {cwd: folder, env: {...process.env, LYAP_PROGRAM: PROGRAM}, timeout: AT_MOST});
    return await fs.readFile(path.join(folder, 'picture.png'));
  } finally {
    await fs.rm(folder, {recursive: true, force: true});
  }
}

/**
 * @typedef {object} Difference
 * @property {number[]} canvas width and height of the canvas
 * @property {number[]} file and of the picture in the file
 * @property {number} pixels how many differ; those that only one of both has are not counted
 * @property {{x: number, y: number, canvas: number[], file: number[]} | null} first the first of them, as R, G, B, A
 */

/**
 * Compares the canvas with a PNG file. Chromium decodes the file, and neither it nor the canvas goes through a
 * conversion of colours.
 * @param {import('playwright-core').Locator} canvas
 * @param {Buffer} png
 * @returns {Promise<Difference>}
 */
export function differenceOf(canvas, png) {
  return canvas.evaluate(async (element, base64) => {
    const asTheyAre = /** @type {ImageBitmapOptions} */ ({colorSpaceConversion: 'none', premultiplyAlpha: 'none'});
    /** @param {ImageBitmapSource} source */
    const bytesOf = async (source) => {
      const bitmap = await createImageBitmap(source, asTheyAre);
      const copy = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d', {willReadFrequently: true}));
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    };
    const file = await bytesOf(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], {type: 'image/png'}));
    const shown = await bytesOf(/** @type {HTMLCanvasElement} */ (element));
    const result = {canvas: [shown.width, shown.height], file: [file.width, file.height], pixels: 0,
                    first: /** @type {Difference['first']} */ (null)};
    for (let y = 0; y < Math.min(shown.height, file.height); ++y) {
      for (let x = 0; x < Math.min(shown.width, file.width); ++x) {
        const a = shown.data.subarray(4 * (y * shown.width + x), 4 * (y * shown.width + x) + 4);
        const b = file.data.subarray(4 * (y * file.width + x), 4 * (y * file.width + x) + 4);
        if (a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3]) continue;
        ++result.pixels;
        result.first ??= {x, y, canvas: [...a], file: [...b]};
      }
    }
    return result;
  }, png.toString('base64'));
}

/**
 * Fails unless the pixels on screen are those that the command makes which the page shows.
 * @param {import('./explorer.mjs').Explorer} explorer
 */
export async function expectPixelsOfCommand(explorer) {
  const command = await explorer.command();
  const difference = await differenceOf(explorer.canvas, await renderedBy(command));
  assert.deepEqual(difference.canvas, difference.file, `the size of the canvas and of: ${command}`);
  assert.equal(difference.pixels, 0, `pixels differ, ${JSON.stringify(difference.first)} the first, from: ${command}`);
}
