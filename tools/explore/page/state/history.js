/** How many steps can be undone. */
export const MOST_STEPS = 200;

/**
 * @template T
 * @typedef {{id: number, value: T}} Step
 */

/**
 * The way back: values in the order in which they were made, of which one is present. Pure; it knows no browser.
 * @template T
 */
export class History {
  /** @param {T} first */
  constructor(first) {
    this.nextId = 0;
    /** @type {Step<T>[]} */
    this.steps = [this.made(first)];
    this.place = 0;
  }

  /** @returns {Step<T>} */
  get present() {
    return this.steps[this.place];
  }
  get canUndo() {
    return this.place > 0;
  }
  get canRedo() {
    return this.place + 1 < this.steps.length;
  }

  /**
   * A step more; what was undone cannot be redone any more.
   * @param {T} value
   */
  push(value) {
    this.steps.splice(this.place + 1, Infinity, this.made(value));
    if (this.steps.length > MOST_STEPS + 1) this.steps.shift();
    this.place = this.steps.length - 1;
  }

  /**
   * Another value for the present step, as while a slider is being dragged.
   * @param {T} value
   */
  replace(value) {
    this.present.value = value;
    this.steps.splice(this.place + 1);
  }

  /** @returns {boolean} whether there was something to undo */
  undo() {
    if (!this.canUndo) return false;
    this.place -= 1;
    return true;
  }

  /** @returns {boolean} whether there was something to redo */
  redo() {
    if (!this.canRedo) return false;
    this.place += 1;
    return true;
  }

  /**
   * Makes the step with this id the present one.
   * @param {number} id
   * @returns {boolean} false if it is forgotten
   */
  goTo(id) {
    const place = this.steps.findIndex((step) => step.id === id);
    if (place >= 0) this.place = place;
    return place >= 0;
  }

  /**
   * @param {T} value
   * @returns {Step<T>}
   */
  made(value) {
    return { id: this.nextId++, value };
  }
}
