import { element } from "../controls/dom.js";
import { linkOf } from "../state/link.js";
import { copyText } from "./clipboard.js";

/** @typedef {import("../state/state.js").State} State */

/**
 * Copies the command that makes the picture, or the link to the state.
 * @param {State} state
 * @param {(text: string) => void} say
 * @returns {{command: () => void, link: () => void}}
 */
export function bindCopying(state, say) {
  const copy = async (/** @type {string} */ text, /** @type {string} */ what) => {
    await copyText(text);
    say(`The ${what} is copied`);
  };
  const command = () => copy(element("command").textContent ?? "", "command");
  const link = () => copy(`${location.origin}${location.pathname}#${linkOf(state.fields)}`, "link");
  element("copy-command").addEventListener("click", command);
  element("copy-link").addEventListener("click", link);
  return { command, link };
}
