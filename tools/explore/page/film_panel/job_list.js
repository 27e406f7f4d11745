import { download, element, make } from "../controls/dom.js";
import { isEnded, jobText } from "./job_text.js";

/**
 * @typedef {import("../engine/engine.js").Engine} Engine
 * @typedef {import("../engine/engine.js").Job} Job
 * @typedef {import("../controls/field_errors.js").FieldErrors} FieldErrors
 */

/** How often jobs that go on are looked at, and how often their last frame. In milliseconds. */
const PERIOD = 500;
const FRAME_PERIOD = 2000;

/** A job on the page. */
class JobItem {
  /**
   * @param {number} id
   * @param {JobList} list
   */
  constructor(id, list) {
    this.id = id;
    this.list = list;
    this.name = make("p", { class: "name" });
    this.progress = make("progress", { max: "1", "aria-label": "Progress" });
    this.text = make("p", { class: "job-state" });
    this.message = make("p", { class: "error" });
    this.picture = /** @type {HTMLImageElement} */ (make("img", { alt: "The last frame" }));
    this.cancel = this.button("Cancel", () => list.engine.cancelJob(id));
    this.save = this.button("Download", () => this.download());
    this.forget = this.button("Remove from the list", () => list.engine.forgetJob(id));
    this.picture.hidden = true;
    this.item = make("li", { "data-job": String(id) }, this.name, this.progress, this.text, this.message, this.picture,
      make("div", { class: "row" }, this.save, this.cancel, this.forget));
    this.framesShown = -1;
    this.frameAt = -Infinity;
    this.output = "";
  }

  /**
   * @param {string} name
   * @param {() => Promise<void>} act
   */
  button(name, act) {
    const made = make("button", { type: "button" }, name);
    made.addEventListener("click", () => this.list.act(act));
    return made;
  }

  /** @param {Job} job */
  show(job) {
    this.output = job.output;
    this.item.dataset.state = job.state;
    this.name.textContent = job.output;
    this.progress.setAttribute("value", String(job.share));
    this.progress.hidden = isEnded(job);
    this.text.textContent = jobText(job);
    this.message.textContent = job.message;
    this.message.hidden = job.message === "";
    this.message.className = job.state === "failed" ? "error" : "note";
    this.cancel.hidden = isEnded(job);
    this.save.hidden = job.state !== "done";
    this.forget.hidden = !isEnded(job);
    this.item.title = job.line;
    this.showFrame(job);
  }

  /** @param {Job} job */
  async showFrame(job) {
    const now = performance.now();
    const isDue = job.stored > 0 && job.stored !== this.framesShown &&
      (isEnded(job) || now - this.frameAt >= FRAME_PERIOD);
    if (!isDue || job.state === "failed") return;
    this.framesShown = job.stored;
    this.frameAt = now;
    const frame = await this.list.engine.jobFrame(this.id).catch(() => null);
    if (!frame) return;
    const old = this.picture.src;
    this.picture.src = URL.createObjectURL(frame);
    this.picture.hidden = false;
    if (old) URL.revokeObjectURL(old);
  }

  async download() {
    download(await this.list.engine.jobFile(this.id), this.output);
  }
}

/** The jobs of the server, those of other pages too; looked at while there is something to see. */
export class JobList {
  /**
   * @param {Engine} engine
   * @param {FieldErrors} errors
   */
  constructor(engine, errors) {
    this.engine = engine;
    this.errors = errors;
    /** @type {Map<number, JobItem>} */
    this.items = new Map();
    this.timer = 0;
    this.isRunning = false;
    this.place = element("jobs");
    this.section = element("section-film", HTMLDetailsElement);
    this.section.addEventListener("toggle", () => this.section.open && this.look());
    document.addEventListener("visibilitychange", () => !document.hidden && this.look());
    this.look();
  }

  /**
   * Does something with a job and shows what has become of it.
   * @param {() => Promise<void>} act
   */
  async act(act) {
    try {
      await act();
      this.errors.clear("jobs");
    } catch (error) {
      this.errors.show("jobs", error, "jobs-error");
    }
    this.look();
  }

  async look() {
    clearTimeout(this.timer);
    try {
      const jobs = await this.engine.jobs();
      this.show(jobs);
      this.isRunning = jobs.some((job) => !isEnded(job));
    } catch {
      // The view says that the server has gone.
    }
    clearTimeout(this.timer);
    if (this.isRunning && !document.hidden) this.timer = window.setTimeout(() => this.look(), PERIOD);
  }

  /** @param {Job[]} jobs */
  show(jobs) {
    for (const [id, { item }] of this.items) {
      if (jobs.some((job) => job.id === id)) continue;
      item.remove();
      this.items.delete(id);
    }
    for (const job of jobs) {
      let item = this.items.get(job.id);
      if (!item) {
        item = new JobItem(job.id, this);
        this.items.set(job.id, item);
        this.place.prepend(item.item);
      }
      item.show(job);
    }
    const running = jobs.find((job) => job.state === "running");
    document.title = running ? `${Math.round(100 * running.share)} % ${running.output} – lyap` : "lyap explore";
  }
}

