/**
 * The element with this id, which the page has.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {new (...args: any[]) => T} [type]
 * @returns {T}
 */
export function element(id, type) {
  const found = document.getElementById(id);
  if (!found || (type && !(found instanceof type))) throw new Error(`the page has no such element: ${id}`);
  return /** @type {any} */ (found);
}

/**
 * @param {string} id
 * @returns {HTMLInputElement}
 */
export function input(id) {
  return element(id, HTMLInputElement);
}

/**
 * @param {string} id
 * @returns {HTMLSelectElement}
 */
export function select(id) {
  return element(id, HTMLSelectElement);
}

/**
 * A new element with attributes and children.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * A new element of SVG.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 * @returns {SVGElement}
 */
export function makeSvg(name, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/**
 * Shows a text in a control, unless somebody is typing there.
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} control
 * @param {string} text
 */
export function showText(control, text) {
  if (control.value !== text && document.activeElement !== control) control.value = text;
  if (control instanceof HTMLSelectElement && control.value !== text) control.value = text;
}

/**
 * The options of a list to choose from, made anew only if they are others.
 * @param {HTMLSelectElement} list
 * @param {string[]} values
 * @param {string} chosen
 */
export function showOptions(list, values, chosen) {
  const all = values.includes(chosen) ? values : [...values, chosen];
  if ([...list.options].map((option) => option.value).join("\n") !== all.join("\n")) {
    list.replaceChildren(...all.map((value) => make("option", { value }, value)));
  }
  list.value = chosen;
}

/**
 * Gives a file to whoever looks at the page.
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const url = URL.createObjectURL(blob);
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
