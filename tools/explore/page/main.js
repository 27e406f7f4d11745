import { bindAxes, swapAxes } from "./controls/axes.js";
import { bindFields } from "./controls/bound_fields.js";
import { element, input } from "./controls/dom.js";
import { FieldErrors } from "./controls/field_errors.js";
import { bindLetters } from "./controls/letters.js";
import { bindLevels } from "./controls/levels.js";
import { bindOwnColors } from "./controls/own_colors.js";
import { bindPalettes } from "./controls/palettes.js";
import { bindSize } from "./controls/size.js";
import { bindTone } from "./controls/tone.js";
import { openEngine } from "./engine/open_engine.js";
import { FilmForm } from "./film_panel/film_form.js";
import { JobList } from "./film_panel/job_list.js";
import { bindKeys, directionOf } from "./keys.js";
import { bindMovement, togglePlay } from "./movement/play_controls.js";
import { Player } from "./movement/player.js";
import { PointReader } from "./pointer/point_reader.js";
import { keepSections, showSection } from "./sections.js";
import { Address } from "./state/address.js";
import { textOf } from "./state/fields.js";
import { pictureFields } from "./state/job_fields.js";
import { fieldsOfLink } from "./state/link.js";
import { State } from "./state/state.js";
import { Status } from "./status.js";
import { bindCopying } from "./take/copying.js";
import { bindOpening, openedState } from "./take/open_file.js";
import { bindPictureFiles } from "./take/picture_files.js";
import { PlaceList } from "./take/place_list.js";
import { CanvasSize } from "./view/canvas_size.js";
import { CanvasView } from "./view/canvas_view.js";
import { Gestures } from "./view/gestures.js";
import { Navigation } from "./view/navigation.js";
import { ViewLoop } from "./view/view_loop.js";
import { windowOf } from "./view/window.js";

/** @typedef {import("./engine/engine.js").Fields} Fields */

/** A press of an arrow, in pixels of the page. */
const ARROW = 64;

/**
 * @param {[number, number]} direction
 * @param {number} by
 * @returns {[number, number]}
 */
function scaled([right, up], by) {
  return [right * by, up * by];
}

/** All of the page, made once the engine has said what there is. */
class Page {
  /**
   * @param {import("./engine/engine.js").Engine} engine
   * @param {import("./engine/engine.js").Description} description
   * @param {Fields} first
   */
  constructor(engine, description, first) {
    this.engine = engine;
    this.description = description;
    this.client = Math.random().toString(36).slice(2);
    /** Whether somebody is there who computes; nothing is asked for before. */
    this.isReady = false;
    this.settle = () => {};
    /** Until there is a picture, or an error instead: what else there is to be asked can wait. */
    this.settled = new Promise((/** @type {(nothing?: undefined) => void} */ settle) => {
      this.settle = settle;
    });
    this.status = new Status();
    this.errors = new FieldErrors();
    this.state = new State(first);
    this.address = new Address(this.state);
    this.canvas = new CanvasView(element("canvas", HTMLCanvasElement));
    this.canvasSize = new CanvasSize(this.state, this.canvas, element("view"));
    this.navigation = new Navigation(this.state, this.canvas);
    this.loop = this.newLoop();
    this.player = this.newPlayer();
    this.reader = new PointReader({ engine, state: this.state, canvas: this.canvas, client: this.client,
      picture: () => this.pictureOf(this.state.fields), say: (text) => this.status.say(text) });
    new Gestures(this.canvas, this.navigation, this.reader);
    this.bindControls();
    this.bindFiles();
    this.bindCommands();
    this.state.follow(() => this.update());
    this.canvasSize.watch(() => this.update());
  }

  newLoop() {
    return new ViewLoop(this.engine, this.canvas, this.client, {
      began: (head) => this.showHead(head),
      ended: (end) => {
        this.status.end(end);
        this.showHistogram?.(end.histogram, this.levels ?? "");
        this.reader.read();
        this.settle();
      },
      failed: (error) => {
        this.status.say("There is no picture of this");
        this.errors.show("view", error);
        this.settle();
      },
    });
  }

  newPlayer() {
    const player = new Player({ engine: this.engine, state: this.state, canvas: this.canvas, client: this.client,
      pictureOf: (fields) => this.pictureOf(fields),
      failed: (error) => this.errors.show("view", error),
      shown: (head) => this.showHead(head) });
    player.follow((isPlaying) => {
      if (isPlaying) {
        this.loop.stop();
        this.settle();
      }
      this.update();
    });
    return player;
  }

  /** @param {import("./engine/engine.js").ViewHead} head */
  showHead(head) {
    this.errors.clear("view");
    element("command").textContent = head.command;
    this.levels = textOf(head.fields, "levels");
    this.status.begin(head, this.state.fields);
  }

  /**
   * The picture of a state, as large as the canvas is.
   * @param {Fields} fields
   */
  pictureOf(fields) {
    return pictureFields(fields, this.canvasSize.sizeText(fields));
  }

  /** Brings canvas, pixels on screen and the view that is asked for to where the state is. */
  update() {
    if (this.canvasSize.apply()) return;
    const window = windowOf(this.state.fields);
    if (window) this.canvas.moveTo(window);
    this.reader.update();
    /** @type {HTMLButtonElement} */ (element("undo")).disabled = !this.state.history.canUndo;
    /** @type {HTMLButtonElement} */ (element("redo")).disabled = !this.state.history.canRedo;
    if (!this.isReady || this.player.isPlaying || !this.canvasSize.room) return;
    if (this.loop.want(this.pictureOf(this.state.fields))) this.status.start();
  }

  /**
   * Asks for pictures from now on.
   * @param {import("./engine/engine.js").Identity} identity
   */
  begin({ backend, device }) {
    document.body.dataset.engine = backend;
    element("engine").textContent = `${backend}, ${device}: the bits of lyap render`;
    this.isReady = true;
    this.update();
  }

  bindControls() {
    const { state, description } = this;
    bindFields(state, description.defaults);
    bindAxes(state);
    bindLetters(state);
    bindSize(state);
    bindTone(state);
    bindOwnColors(state);
    this.showHistogram = bindLevels(state);
    bindMovement(state, this.player);
    keepSections();
  }

  bindFiles() {
    const { engine, state, errors, description } = this;
    const say = (/** @type {string} */ text) => this.status.say(text);
    const shownSize = () => this.canvas.size;
    const jobs = new JobList(engine, errors);
    const queued = () => {
      showSection("section-film");
      jobs.look();
    };
    bindPictureFiles({ engine, state, errors, shownSize, queued });
    new FilmForm({ engine, state, errors, description, shownSize, queued: () => jobs.look(), say });
    bindOpening({ engine, state, errors, defaults: description.defaults, say,
      opened: () => this.navigation.takeHome() });
    this.places = new PlaceList(state, this.canvas.canvas, errors, say);
    this.copying = bindCopying(state, say);
  }

  bindCommands() {
    const { navigation, address } = this;
    const buttons = /** @type {[string, () => void][]} */ ([["undo", () => address.undo()],
      ["redo", () => address.redo()], ["home", () => navigation.home()], ["zoom-in", () => navigation.zoom(1)],
      ["zoom-out", () => navigation.zoom(-1)], ["same-scale", () => navigation.useSameScale()],
      ["show-film", () => showSection("section-film")]]);
    for (const [id, does] of buttons) element(id).addEventListener("click", does);
    bindKeys(this.keyBindings());
  }

  /** @returns {import("./keys.js").KeyBinding[]} */
  keyBindings() {
    const { navigation, state, address, player, reader } = this;
    const arrow = () => Math.round(ARROW * window.devicePixelRatio);
    const togglePeriod = () => state.change({ show: textOf(state.fields, "show") === "period" ? "" : "period" });
    const escape = () => (player.isPlaying ? player.stop() : reader.pin(null));
    return [
      { keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], says: "move the window",
        does: (event) => navigation.pan(...scaled(directionOf(event), arrow())) },
      { keys: ["+", "="], says: "zoom in; four times are a factor of 2", does: () => navigation.zoom(1) },
      { keys: ["-"], says: "zoom out", does: () => navigation.zoom(-1) },
      { keys: ["0"], says: "home: the first window", does: () => navigation.home() },
      { keys: ["q"], says: "same scale on both axes", does: () => navigation.useSameScale() },
      { keys: ["s"], says: "swap the axes", does: () => swapAxes(state) },
      { keys: ["u", "Ctrl+z"], says: "undo", does: () => address.undo() },
      { keys: ["U", "Ctrl+Shift+z", "Ctrl+y"], says: "redo", does: () => address.redo() },
      { keys: ["p"], says: "pin the point under the pointer, or the middle; let go", does: () => reader.togglePin() },
      { keys: ["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown"],
        says: "move the pin by a pixel", does: (event) => reader.movePin(...directionOf(event)) },
      { keys: ["o"], says: "orbit and cobweb of the point", does: () => input("orbit-on").click() },
      { keys: ["e"], says: "exponents or periods", does: togglePeriod },
      { keys: [" "], says: "play, pause", does: () => togglePlay(state, player) },
      { keys: ["k"], says: "keep this place", does: () => this.places?.keep() },
      { keys: ["c"], says: "copy the command", does: () => this.copying?.command() },
      { keys: ["l"], says: "copy the link", does: () => this.copying?.link() },
      { keys: ["f"], says: "the film", does: () => showSection("section-film") },
      { keys: ["Escape"], says: "stop playing; let go of the pin", does: escape },
    ];
  }
}

async function start() {
  const engine = await openEngine();
  const description = await engine.describe();
  const linked = fieldsOfLink(location.hash);
  const first = "sequence" in linked ? linked : await openedState(engine, description.initial, description.defaults);
  const page = new Page(engine, description, first);
  page.begin(await engine.identify());
  await page.settled;
  bindPalettes(page.state, await engine.palettes());
}

start().catch((error) => {
  element("status").textContent = error.message;
  element("error").textContent = error.message;
  element("error").hidden = false;
  throw error;
});
