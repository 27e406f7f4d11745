import { fieldsOfLink, linkOf } from "./link.js";

/** @typedef {import("./state.js").State} State */

/** Browsers refuse to have the address changed more often. In milliseconds. */
const QUIET = 300;
/** Browsers remember about 50 entries; beyond, only the page's own way back goes on. */
const MOST_ENTRIES = 45;

/**
 * Keeps the address bar's link that of the state, with an entry of the browser's history for each step, so that the back
 * button undoes. The state is ahead: the browser's history follows it when it can.
 */
export class Address {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.session = Math.random().toString(36).slice(2);
    this.shown = state.history.present.id;
    this.entriesBehind = 0;
    /** Moves through the browser's history that were asked for and have not happened yet. */
    this.pending = 0;
    this.timer = 0;
    this.write("replaceState");
    state.follow(() => this.update());
    addEventListener("popstate", (event) => this.onMove(event.state));
  }

  /** Undoes a step, and has the browser go back with it. */
  undo() {
    const { canUndo } = this.state.history;
    if (canUndo && this.entriesBehind > 0) this.moveBrowser(-1);
    this.state.undo();
  }

  /** Redoes a step; the address becomes that of the step. */
  redo() {
    this.state.redo();
  }

  /** @param {-1} by */
  moveBrowser(by) {
    this.entriesBehind -= 1;
    this.pending += 1;
    // The link of where the browser goes was written when that step was made; it is written anew on arrival.
    this.shown = this.state.history.steps[this.state.history.place - 1].id;
    history.go(by);
  }

  update() {
    if (this.pending > 0) return;
    const { id } = this.state.history.present;
    if (id === this.shown) {
      this.writeSoon();
      return;
    }
    this.shown = id;
    this.entriesBehind = Math.min(this.entriesBehind + 1, MOST_ENTRIES);
    this.write("pushState");
  }

  /** Steps that grow, as under a slider, are written when there is a pause. */
  writeSoon() {
    if (this.timer !== 0) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      if (this.pending === 0) this.write("replaceState");
    }, QUIET);
  }

  /** @param {"pushState" | "replaceState"} how */
  write(how) {
    const link = `#${linkOf(this.state.fields)}`;
    const entry = { session: this.session, step: this.state.history.present.id, behind: this.entriesBehind };
    if (how === "replaceState" && location.hash === link && history.state?.step === entry.step) return;
    history[how](entry, "", link);
  }

  /** @param {{session: string, step: number, behind: number} | null} entry of the browser's history */
  onMove(entry) {
    if (this.pending > 0) {
      this.pending -= 1;
      if (this.pending === 0) this.update();
      return;
    }
    if (entry?.session === this.session) {
      this.entriesBehind = entry.behind;
      this.shown = entry.step;
      if (this.state.goTo(entry.step)) return;
    }
    // Of before a reload, or written by hand into the address bar.
    const fields = fieldsOfLink(location.hash);
    this.entriesBehind = entry?.behind ?? 0;
    this.shown = this.state.history.nextId;
    this.state.set(fields);
    this.shown = this.state.history.present.id;
    this.write("replaceState");
  }
}
