import { make } from "../controls/dom.js";

/**
 * Puts a text into the clipboard, also where the page may not do so of itself.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "hidden-text" }, text));
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
