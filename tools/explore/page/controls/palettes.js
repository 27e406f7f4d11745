import { textOf } from "../state/fields.js";
import { bytesOfBase64 } from "../view/pixels.js";
import { element, input, make, select } from "./dom.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../engine/engine.js").Palette} Palette
 */

const REVERSED = "_r";

/** @param {string} name */
function isReversed(name) {
  return name.endsWith(REVERSED);
}

/**
 * The name of the palette, or of its mirror image.
 * @param {string} name
 * @param {boolean} reversed
 */
export function turned(name, reversed) {
  const base = isReversed(name) ? name.slice(0, -REVERSED.length) : name;
  return reversed ? base + REVERSED : base;
}

/**
 * The palettes of order and of chaos: the second is the mirror image of the first until somebody chooses another, so
 * that both meet in one colour.
 * @param {string} text of the field palette
 * @returns {string} with two palettes
 */
export function splitPalettes(text) {
  return text.includes("+") ? text : `${text}+${turned(text, !isReversed(text))}`;
}

/**
 * @param {string} colors 64 times r, g, b in base64
 * @returns {string} a gradient of CSS
 */
function stripOf(colors) {
  const bytes = bytesOfBase64(colors);
  const stops = Array.from({ length: bytes.length / 3 }, (_, i) =>
    `rgb(${bytes[3 * i]} ${bytes[3 * i + 1]} ${bytes[3 * i + 2]})`);
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

/** The list of palettes: one is chosen, with keys or by hand, and the picture has it at once. */
class PaletteList {
  /**
   * @param {State} state
   * @param {Palette[]} palettes
   */
  constructor(state, palettes) {
    this.state = state;
    this.list = element("palettes");
    this.search = input("palette-search");
    this.reversed = input("palette-reversed");
    this.names = palettes.map(({ name }) => name);
    this.strips = new Map(palettes.map(({ name, colors }) => [name, stripOf(colors)]));
    this.items = this.names.filter((name) => !isReversed(name)).map((name) => this.itemOf(name));
    this.list.replaceChildren(...this.items);
    this.list.setAttribute("aria-describedby", "palette-error");
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.search.addEventListener("input", () => this.filter());
    this.search.addEventListener("keydown", (event) => this.onKey(event));
    this.reversed.addEventListener("change", () => this.choose(this.chosen));
    this.shown = "";
    state.follow(() => this.show());
  }

  /** The first palette, of order where there are two. */
  get chosen() {
    return textOf(this.state.fields, "palette", "twilight").split("+")[0];
  }

  /** @param {string} name */
  itemOf(name) {
    const strip = make("div", { class: "strip" });
    const item = make("li", { id: `palette-${name}`, role: "option", "data-name": name, "aria-selected": "false" },
      make("span", {}, name), strip);
    strip.style.background = this.strips.get(name) ?? "";
    item.addEventListener("click", () => this.choose(name));
    return item;
  }

  /** @param {string} name */
  choose(name) {
    const chaos = textOf(this.state.fields, "palette").split("+")[1];
    const wanted = turned(name, this.reversed.checked);
    const first = this.names.includes(wanted) ? wanted : name;
    const text = chaos ? `${first}+${chaos}` : first;
    this.state.change({ palette: text === "twilight" ? "" : text }, "palette");
  }

  show() {
    const { chosen } = this;
    if (chosen === this.shown) return;
    this.shown = chosen;
    if (this.reversed.checked !== isReversed(chosen)) this.reversed.checked = isReversed(chosen);
    const base = turned(chosen, false).toLowerCase();
    for (const item of this.items) {
      const isChosen = item.dataset.name?.toLowerCase() === base;
      item.setAttribute("aria-selected", String(isChosen));
      const strip = /** @type {HTMLElement} */ (item.lastElementChild);
      const name = turned(item.dataset.name ?? "", this.reversed.checked);
      const background = this.strips.get(name) ?? "";
      if (strip.dataset.of !== name) strip.style.background = background;
      strip.dataset.of = name;
      if (!isChosen) continue;
      this.list.setAttribute("aria-activedescendant", item.id);
      this.reveal(item);
    }
  }

  /** @param {HTMLElement} item */
  reveal(item) {
    const { list } = this;
    if (item.offsetTop < list.scrollTop) list.scrollTop = item.offsetTop;
    const bottom = item.offsetTop + item.offsetHeight - list.clientHeight;
    if (bottom > list.scrollTop) list.scrollTop = bottom;
  }

  filter() {
    const text = this.search.value.trim().toLowerCase();
    for (const item of this.items) item.hidden = !item.dataset.name?.toLowerCase().includes(text);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const shown = this.items.filter((item) => !item.hidden);
    const now = shown.findIndex((item) => item.getAttribute("aria-selected") === "true");
    const last = shown.length - 1;
    const isInList = event.currentTarget === this.list;
    /** @type {Record<string, number>} */
    const places = { ArrowDown: Math.min(now + 1, last), ArrowUp: Math.max(now - 1, 0), PageDown: Math.min(now + 8, last),
      PageUp: Math.max(now - 8, 0), ...(isInList ? { Home: 0, End: last } : { Enter: Math.max(now, 0) }) };
    const place = places[event.key];
    if (place === undefined || last < 0) return;
    event.preventDefault();
    this.choose(shown[place].dataset.name ?? "");
  }
}

/**
 * The palette of chaos, beside that of order, which has its own list.
 * @param {State} state
 * @param {Palette[]} palettes
 */
function bindChaos(state, palettes) {
  const list = select("palette-chaos");
  for (const { name } of palettes) list.append(make("option", { value: name }, name));
  list.addEventListener("change", () => {
    const stable = textOf(state.fields, "palette", "twilight").split("+")[0];
    state.change({ palette: `${stable}+${list.value}`, tone: "split" });
  });
  state.follow((fields) => {
    list.value = textOf(fields, "palette").split("+")[1] ?? "";
  });
}

/**
 * All palettes with their strips, a search, the mirror image, and where in the palette to begin.
 * @param {State} state
 * @param {Palette[]} palettes
 */
export function bindPalettes(state, palettes) {
  new PaletteList(state, palettes);
  bindChaos(state, palettes);
  const slider = input("palette-offset-slider");
  slider.addEventListener("input", () => {
    state.change({ "palette-offset": Number(slider.value) === 0 ? "" : slider.value }, "palette-offset");
  });
  slider.addEventListener("change", () => state.endGroup());
  state.follow((fields) => {
    slider.value = textOf(fields, "palette-offset", "0");
  });
}
