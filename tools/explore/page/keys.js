import { element, input, make } from "./controls/dom.js";

/**
 * What a key does.
 * @typedef {{keys: string[], says: string, does: (event: KeyboardEvent) => void}} KeyBinding keys by their names, with
 *   "Ctrl+" and "Shift+" before them; says what people read
 */

const KEPT = "lyap-single-keys";
/** @type {Record<string, string>} */
const SHOWN = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "space", "-": "−" };

/**
 * The name of a key that was pressed, as bindings have it. Letters have no Shift: what they write tells.
 * @param {KeyboardEvent} event
 */
function nameOf(event) {
  const isLetter = event.key.length === 1;
  const key = isLetter && (event.ctrlKey || event.metaKey) ? event.key.toLowerCase() : event.key;
  const hasShift = event.shiftKey && (!isLetter || event.ctrlKey || event.metaKey);
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${hasShift ? "Shift+" : ""}${key}`;
}

/**
 * Whether the key belongs to what has the focus.
 * @param {KeyboardEvent} event
 */
function isTaken(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches?.("input, select, textarea")) {
    const isText = !target.matches("[type=checkbox], [type=radio], [type=range], [type=color]");
    return isText || !event.ctrlKey;
  }
  const usesKeys = target.matches?.("button, summary, a") && (event.key === " " || event.key === "Enter");
  return usesKeys || (target.closest?.("[role=listbox], [role=slider]") !== null && event.key.startsWith("Arrow"));
}

/** @param {KeyBinding[]} bindings */
function fillHelp(bindings) {
  element("keys").replaceChildren(...bindings.flatMap(({ keys, says }) => [
    make("dt", {}, ...keys.flatMap((key, i) => {
      const shown = key.split("+").filter((part) => part !== "").map((part) => SHOWN[part] ?? part).join("-") || "+";
      return i === 0 ? [make("kbd", {}, shown)] : [" ", make("kbd", {}, shown)];
    })),
    make("dd", {}, says),
  ]));
}

/**
 * Has keys do things, wherever the focus is but in fields that take text; and lists them on "?".
 * @param {KeyBinding[]} bindings
 */
export function bindKeys(bindings) {
  const help = element("help", HTMLDialogElement);
  const on = input("keys-on");
  const showHelp = () => help.showModal();
  const all = [...bindings, { keys: ["?"], says: "this list", does: showHelp }];
  fillHelp(all);
  on.checked = localStorage.getItem(KEPT) !== "off";
  on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));
  element("show-help").addEventListener("click", showHelp);
  element("close-help").addEventListener("click", () => help.close());
  document.addEventListener("keydown", (event) => {
    if (event.altKey || help.open || isTaken(event)) return;
    const name = nameOf(event);
    const binding = all.find(({ keys }) => keys.includes(name));
    const isOff = !on.checked && event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    if (!binding || isOff) return;
    event.preventDefault();
    binding.does(event);
  });
}
