import { EngineError } from "../engine.js";

/** @typedef {(message: any) => void} Listener of messages that have the number of its work */

/**
 * What workers are made of; they start while the module is still on its way.
 * @typedef {{module: Promise<WebAssembly.Module>, newWorker: () => Worker}} WorkerParts
 */

/**
 * What a call gets: values, and before it fields or bytes; and whether it makes bytes besides its text.
 * @typedef {{fields?: import("../engine.js").Fields, bytes?: Uint8Array, values?: number[], wantsBytes?: boolean}} ModuleCall
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
    let areReady = false;
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
        // Those that do not even start would not do so the next time.
        if (areReady) this.fail(problem);
      };
      module.then((arrived) => worker.postMessage({ kind: "start", module: arrived }), fail);
    }))).then(() => {
      areReady = true;
    });
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
   * @param {ModuleCall} request
   * @returns {Promise<string>}
   */
  async call(name, request) {
    return (await this.callOn(0, name, request)).text;
  }

  /**
   * The same of a given worker, with the bytes that the call has made where they are wanted.
   * @param {number} worker
   * @param {string} name
   * @param {ModuleCall} request
   * @returns {Promise<{text: string, bytes: Uint8Array}>}
   */
  async callOn(worker, name, request) {
    await this.ready;
    return new Promise((resolve, reject) => {
      const id = this.newWork((message) => {
        this.endWork(id);
        if (message.kind === "answer") resolve(message);
        else reject(errorOf(message.problem));
      });
      this.workers[worker].postMessage({ kind: "call", id, name, ...request });
    });
  }

  /**
   * Has all workers begin with an order: one first, whose answer has the fields that the others get.
   * @param {string} name
   * @param {import("../engine.js").Fields} fields
   * @returns {Promise<any>} the answer
   */
  async beginAll(name, fields) {
    const answer = JSON.parse(await this.call(name, { fields }));
    const others = this.workers.map((_, worker) => worker).slice(1);
    await Promise.all(others.map((worker) => this.callOn(worker, name, { fields: answer.fields })));
    return answer;
  }

  /** Ends the workers in whatever they do, for good. */
  end() {
    for (const worker of this.workers) worker.terminate();
    this.listeners.clear();
  }
}

/**
 * @param {import("./module.js").ModuleProblem} problem
 * @returns {EngineError}
 */
export function errorOf({ field, message }) {
  return new EngineError(field, message, 400);
}
