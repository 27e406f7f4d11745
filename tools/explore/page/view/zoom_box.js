import { element } from "../controls/dom.js";

/** @typedef {{x: number, y: number, width: number, height: number}} Box in pixels of the page */

/**
 * A box of the picture's shape from one place towards another.
 * @param {[number, number]} from
 * @param {[number, number]} to
 * @param {{width: number, height: number}} picture its size on the page
 * @returns {Box}
 */
export function boxOf(from, to, { width, height }) {
  const [right, down] = [to[0] - from[0], to[1] - from[1]];
  const share = Math.max(Math.abs(right) / width, Math.abs(down) / height);
  const [w, h] = [share * width, share * height];
  return { x: right < 0 ? from[0] - w : from[0], y: down < 0 ? from[1] - h : from[1], width: w, height: h };
}

/** @param {Box} box */
export function showBox({ x, y, width, height }) {
  const frame = element("box");
  const { left, top } = element("view").getBoundingClientRect();
  frame.hidden = false;
  Object.assign(frame.style, { left: `${x - left}px`, top: `${y - top}px`, width: `${width}px`, height: `${height}px` });
}

export function hideBox() {
  element("box").hidden = true;
}
