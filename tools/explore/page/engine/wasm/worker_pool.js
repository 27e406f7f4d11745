import { EngineError } from "../engine.js";

/** @typedef {(message: any) => void} Listener of messages that have the number of its work */

/**
 * What workers are made of.
 * @typedef {{module: WebAssembly.Module, newWorker: () => Worker}} WorkerParts
 */

/** A worker a core. What they compute has numbers; answers to work that was given up are dropped. */
export class WorkerPool {
  /**
   * @param {WorkerParts} parts
   * @param {number} count
   */
  constructor(parts, count) {
    this.parts = parts;
    this.count = count;
    this.works = 0;
    /** @type {Map<number, Listener>} */
    this.listeners = new Map();
    /** @type {Worker[]} */
    this.workers = [];
    this.codePath = "";
    this.begin();
  }

  /** Starts the workers, again where some have died: then all that they were at fails. */
  begin() {
    for (const worker of this.workers) worker.terminate();
    const { module, newWorker } = this.parts;
    this.workers = Array.from({ length: this.count }, newWorker);
    this.ready = Promise.all(this.workers.map((worker) => new Promise((ready, fail) => {
      worker.onmessage = ({ data }) => {
        if (data.kind === "ready") {
          this.codePath = data.codePath;
          ready(undefined);
        } else {
          this.listeners.get(data.id)?.(data);
        }
      };
      worker.onerror = (event) => {
        const problem = `a worker of the page has died: ${event.message ?? "it could not be started"}`;
        fail(new EngineError("", problem));
        this.fail(problem);
      };
      worker.postMessage({ kind: "start", module });
    })));
    this.ready.catch(() => {});
  }

  /** @param {string} message what became of all work */
  fail(message) {
    const listeners = [...this.listeners.values()];
    this.listeners.clear();
    const problem = { field: "", message, text: message, isFatal: true };
    for (const listen of listeners) listen({ kind: "error", problem });
    this.begin();
  }

  /**
   * A number for new work whose messages go to `listen`.
   * @param {Listener} listen
   */
  newWork(listen) {
    const id = ++this.works;
    this.listeners.set(id, (message) => {
      if (message.kind === "error" && message.problem.isFatal && this.listeners.has(id)) {
        this.fail(message.problem.message);
      } else {
        listen(message);
      }
    });
    return id;
  }

  /** @param {number} id */
  endWork(id) {
    this.listeners.delete(id);
  }

  /**
   * Has one worker call a function of its module and say what that answers.
   * @param {string} name
   * @param {{fields?: import("../engine.js").Fields, bytes?: Uint8Array, values?: number[]}} request
   * @returns {Promise<string>}
   */
  async call(name, { fields, bytes, values = [] }) {
    await this.ready;
    return new Promise((resolve, reject) => {
      const id = this.newWork((message) => {
        this.endWork(id);
        if (message.kind === "answer") resolve(message.text);
        else reject(errorOf(message.problem));
      });
      this.workers[0].postMessage({ kind: "call", id, name, fields, bytes, values });
    });
  }
}

/**
 * @param {import("./module.js").ModuleProblem} problem
 * @returns {EngineError}
 */
export function errorOf({ field, message }) {
  return new EngineError(field, message, 400);
}
