import { download, element, input, make, select, showText } from "../controls/dom.js";
import { errorPlaceFor } from "../controls/field_errors.js";
import { isAbort } from "../engine/engine.js";
import { textOf, textsOf } from "../state/fields.js";
import { filmFields, movedBy } from "../state/job_fields.js";
import { copyText } from "../take/clipboard.js";
import { nameOf, withEnding } from "../take/file_names.js";
import { outputState, sizeText } from "../take/output_fields.js";

/**
 * @typedef {import("../engine/engine.js").Engine} Engine
 * @typedef {import("../engine/engine.js").Description} Description
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("../controls/field_errors.js").FieldErrors} FieldErrors
 */

const [SIZE, NAME, ENDING, STRETCHED] = ["film.size", "film.name", "film.ending", "film.stretched"];
const FIRST_SIZE = "1920x1080";
/** The command follows what is typed, with a pause. In milliseconds. */
const PAUSE = 250;
const CODECS = ["libx264", "libx265", "libvpx-vp9", "libaom-av1", "libsvtav1", "prores_ks", "ffv1", "h264_nvenc",
  "hevc_nvenc"];

/** What the film is to be: its size, length, rate, format and name; its movement is that of the state. */
export class FilmForm {
  /**
   * @param {object} parts
   * @param {Engine} parts.engine
   * @param {State} parts.state
   * @param {FieldErrors} parts.errors
   * @param {Description} parts.description
   * @param {() => [number, number]} parts.shownSize in pixels
   * @param {() => void} parts.queued called when there is a job more
   * @param {(text: string) => void} parts.say
   */
  constructor({ engine, state, errors, description, shownSize, queued, say }) {
    this.engine = engine;
    this.state = state;
    this.errors = errors;
    this.shownSize = shownSize;
    this.queued = queued;
    this.say = say;
    this.timer = 0;
    this.asked = "";
    this.refused = "";
    this.abort = new AbortController();
    this.section = element("section-film", HTMLDetailsElement);
    const codecs = description.codecs?.map(({ name }) => name) ?? CODECS;
    element("codec-list").replaceChildren(...codecs.map((value) => make("option", { value })));
    this.showPlace(description);
    this.bindOwn();
    element("make-film").addEventListener("click", () => this.make());
    element("film-file").addEventListener("click", () => this.takeFilmFile());
    element("copy-film-command").addEventListener("click", async () => {
      await copyText(element("film-command").textContent ?? "");
      this.say("The film's command is copied");
    });
    this.section.addEventListener("toggle", () => this.update());
    state.follow(() => this.update());
  }

  /** @param {Description} description */
  showPlace({ folder, ffmpeg, filmProblem = "" }) {
    const missing = ffmpeg === false ? " There is no ffmpeg, which makes films." : "";
    element("folder").textContent = folder === "" ? "Files are in this page until it is closed: download them."
      : `Files go to ${folder}.${missing}`;
    element("film-problem").textContent = filmProblem;
    element("film-problem").hidden = filmProblem === "";
    element("make-film").hidden = filmProblem !== "";
  }

  bindOwn() {
    const { state } = this;
    const size = input("film-size");
    size.after(errorPlaceFor(size));
    size.addEventListener("input", () => state.change({ [SIZE]: size.value.trim() }, SIZE));
    input("film-name").addEventListener("input", () => state.change({ [NAME]: input("film-name").value.trim() }, NAME));
    select("film-ending").addEventListener("change", () => {
      const { value } = select("film-ending");
      state.change({ [ENDING]: value === ".mp4" ? "" : value });
    });
    input("film-reshape").addEventListener("change", () => {
      state.change({ [STRETCHED]: input("film-reshape").checked ? "" : "true" });
    });
    // The length is told in one way: what is typed counts.
    for (const [typed, other] of [["duration", "frames"], ["frames", "duration"]]) {
      input(typed).addEventListener("input", () => {
        if (input(typed).value.trim() !== "") state.change({ [other]: "" }, typed);
      });
    }
  }

  get size() {
    return sizeText(this.state.fields, SIZE, FIRST_SIZE);
  }

  get fields() {
    const { fields } = this.state;
    const isReshaped = textOf(fields, STRETCHED) !== "true";
    return filmFields(outputState(fields, this.shownSize(), this.size, isReshaped), this.size);
  }

  get output() {
    const { fields } = this.state;
    return withEnding(textOf(fields, NAME) || nameOf(textOf(fields, "sequence")), textOf(fields, ENDING, ".mp4"));
  }

  /** Everything that is asked for, to see whether something else is. */
  get order() {
    return JSON.stringify([this.fields, this.output]);
  }

  update() {
    const { fields } = this.state;
    showText(input("film-size"), textOf(fields, SIZE));
    showText(input("film-name"), textOf(fields, NAME));
    input("film-name").placeholder = nameOf(textOf(fields, "sequence"));
    select("film-ending").value = textOf(fields, ENDING, ".mp4");
    input("film-reshape").checked = textOf(fields, STRETCHED) !== "true";
    this.showMovement();
    if (!this.section.open) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.askCommand(), PAUSE);
  }

  /** What moves, for people. */
  get moved() {
    const { fields } = this.state;
    const moved = movedBy(fields).filter((name) => name !== "");
    return textsOf(fields, "zoom").length > 0 ? [...moved, "the window, by a zoom"] : moved;
  }

  showMovement() {
    const { moved } = this;
    element("film-movement").textContent = moved.length > 0
      ? `Moves ${moved.join(", ")}, as the section Movement says.`
      : "Nothing moves yet: choose a circle, a sweep or a zoom in the section Movement.";
  }

  async askCommand() {
    const { fields } = this;
    if (this.moved.length === 0) {
      this.asked = "";
      element("film-command").textContent = "";
      this.clearError();
      return;
    }
    const { order } = this;
    if (order === this.asked) return;
    this.asked = order;
    this.abort.abort();
    this.abort = new AbortController();
    try {
      const { command } = await this.engine.command("animate", fields, this.abort.signal);
      element("film-command").textContent = command;
      this.clearError();
    } catch (error) {
      if (isAbort(error)) return;
      element("film-command").textContent = "";
      this.errors.show("film", error, "film-error");
    }
  }

  /** What was refused may have a command all the same: its error stays until something else is asked for. */
  clearError() {
    if (this.order !== this.refused) this.errors.clear("film");
  }

  make() {
    return this.take(async () => {
      await this.engine.addJob("animate", this.fields, this.output);
      this.say(`${this.output} is queued`);
      this.queued();
    });
  }

  takeFilmFile() {
    return this.take(async () => {
      const toml = await this.engine.filmFile(this.fields);
      download(new Blob([toml], { type: "application/toml" }), `${this.output.replace(/\.[^.]*$/, "")}.toml`);
    });
  }

  /** @param {() => Promise<void>} taking the film, or its file */
  async take(taking) {
    const { order } = this;
    try {
      await taking();
      this.errors.clear("film");
    } catch (error) {
      this.refused = order;
      // Whatever is typed next is asked about, also if it is what was there before.
      this.asked = "";
      this.errors.show("film", error, "film-error");
    }
  }
}
