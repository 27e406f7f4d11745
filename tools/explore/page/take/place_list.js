import { element, input, make, download } from "../controls/dom.js";
import { textOf } from "../state/fields.js";
import { exportText, Places } from "../state/places.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../controls/field_errors.js").FieldErrors} FieldErrors
 */

const [WIDTH, HEIGHT] = [240, 150];

/**
 * A small picture of the middle of the canvas, in the shape of all thumbnails.
 * @param {HTMLCanvasElement} canvas
 * @returns {string} an address with the picture in it
 */
function thumbnailOf(canvas) {
  const small = /** @type {HTMLCanvasElement} */ (make("canvas", { width: String(WIDTH), height: String(HEIGHT) }));
  const context = small.getContext("2d");
  if (!context) return "";
  const scale = Math.max(WIDTH / canvas.width, HEIGHT / canvas.height);
  const [w, h] = [WIDTH / scale, HEIGHT / scale];
  context.imageSmoothingQuality = "high";
  context.drawImage(canvas, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h, 0, 0, WIDTH, HEIGHT);
  return small.toDataURL("image/jpeg", 0.85);
}

/** Places with thumbnails, kept in the browser. */
export class PlaceList {
  /**
   * @param {State} state
   * @param {HTMLCanvasElement} canvas
   * @param {FieldErrors} errors
   * @param {(text: string) => void} say
   */
  constructor(state, canvas, errors, say) {
    this.state = state;
    this.canvas = canvas;
    this.errors = errors;
    this.say = say;
    this.places = new Places();
    element("keep-place").addEventListener("click", () => this.keep());
    element("export-places").addEventListener("click", () => {
      download(new Blob([exportText(this.places.list)], { type: "application/json" }), "lyap-places.json");
    });
    const chooser = input("import-file");
    element("import-places").addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", async () => {
      const file = chooser.files?.[0];
      chooser.value = "";
      if (file) this.change(await file.text().then((text) => () => void this.places.import(text)));
    });
    this.show();
  }

  /** Keeps the state that is on screen. */
  keep() {
    const { fields } = this.state;
    const name = textOf(fields, "sequence");
    this.change(() => this.places.add({ name, fields, thumbnail: thumbnailOf(this.canvas) }));
    element("section-places", HTMLDetailsElement).open = true;
    this.say("The place is kept");
  }

  /**
   * @param {() => void} act which may fail
   * @param {boolean} isShown whether the list is made anew
   */
  change(act, isShown = true) {
    try {
      act();
      this.errors.clear("places");
    } catch (error) {
      this.errors.show("places", error, "places-error");
    }
    if (isShown) this.show();
  }

  show() {
    const list = element("places");
    list.replaceChildren(...this.places.list.map((place, index) => this.itemOf(place, index)));
    /** @type {HTMLButtonElement} */ (element("export-places")).disabled = this.places.list.length === 0;
  }

  /**
   * @param {import("../state/places.js").Place} place
   * @param {number} index
   */
  itemOf(place, index) {
    const picture = make("img", { alt: "", src: place.thumbnail, width: "120", height: "75" });
    const open = make("button", { type: "button", class: "open" }, picture);
    const name = /** @type {HTMLInputElement} */ (make("input", { "aria-label": "Name of the place", autocomplete: "off" }));
    const remove = make("button", { type: "button" }, "×");
    const label = (/** @type {string} */ text) => {
      open.setAttribute("aria-label", `Go to ${text}`);
      remove.setAttribute("aria-label", `Remove ${text}`);
    };
    name.value = place.name;
    label(place.name);
    open.addEventListener("click", () => this.change(() => this.state.set(place.fields)));
    // The list stays as it is, and with it what has the focus.
    name.addEventListener("change", () => this.change(() => {
      this.places.rename(index, name.value);
      label(name.value);
    }, false));
    remove.addEventListener("click", () => {
      this.change(() => this.places.remove(index));
      element("keep-place").focus();
    });
    return make("li", {}, open, make("div", { class: "under" }, name, remove));
  }
}
