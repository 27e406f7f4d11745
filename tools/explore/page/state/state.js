import { areEqual, withFields } from "./fields.js";
import { History } from "./history.js";

/** @typedef {import("../engine/engine.js").Fields} Fields */

/** Changes of one group that follow each other faster are one step of the way back. In milliseconds. */
const PAUSE = 1000;

/**
 * The state: a job's fields as texts, with those of the page's own, whose names have a dot; and the way back. Link, undo,
 * places, commands and films are all made of it.
 */
export class State {
  /** @param {Fields} first */
  constructor(first) {
    /** @type {History<Fields>} */
    this.history = new History(first);
    /** @type {Set<(fields: Fields) => void>} */
    this.listeners = new Set();
    this.group = "";
    this.changedAt = -Infinity;
  }

  /** @returns {Fields} */
  get fields() {
    return this.history.present.value;
  }

  /**
   * Has `listener` called now and after every change.
   * @param {(fields: Fields) => void} listener
   */
  follow(listener) {
    this.listeners.add(listener);
    listener(this.fields);
  }

  /**
   * Changes fields; undefined, "" and [] take a field away. Changes of the same group in quick succession are one step;
   * those of a group that begins with "hold", like a drag, however slowly they follow.
   * @param {Record<string, string | string[] | undefined>} patch
   * @param {string} [group]
   */
  change(patch, group = "") {
    this.set(withFields(this.fields, patch), group);
  }

  /**
   * Makes all of the state another.
   * @param {Fields} fields
   * @param {string} [group]
   */
  set(fields, group = "") {
    if (areEqual(fields, this.fields)) return;
    const now = performance.now();
    const joins = group !== "" && group === this.group && (group.startsWith("hold") || now - this.changedAt < PAUSE);
    if (joins) this.history.replace(fields);
    else this.history.push(fields);
    this.group = group;
    this.changedAt = now;
    this.tell();
  }

  /**
   * Other texts for the same step, where nobody did anything: the canvas has another size.
   * @param {Record<string, string | string[] | undefined>} patch
   */
  amend(patch) {
    this.history.present.value = withFields(this.fields, patch);
    this.tell();
  }

  /** Ends a group: what comes next is another step. */
  endGroup() {
    this.group = "";
  }

  undo() {
    if (this.history.undo()) this.tellOfMove();
  }

  redo() {
    if (this.history.redo()) this.tellOfMove();
  }

  /**
   * @param {number} id of a step
   * @returns {boolean} false if it is forgotten
   */
  goTo(id) {
    if (!this.history.goTo(id)) return false;
    this.tellOfMove();
    return true;
  }

  tellOfMove() {
    this.endGroup();
    this.tell();
  }

  tell() {
    for (const listener of this.listeners) listener(this.fields);
  }
}
