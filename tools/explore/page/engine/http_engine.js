import { EngineError, isAbort } from "./engine.js";
import { readParts } from "./part_reader.js";

/** @typedef {import("./engine.js").Engine} Engine */

/**
 * What a refusal says. Answers that are no JSON come from something else than the server.
 * @param {Response} response
 * @returns {Promise<EngineError>}
 */
async function errorOf(response) {
  try {
    const { field, message } = await response.json();
    return new EngineError(field ?? "", message ?? response.statusText, response.status);
  } catch {
    return new EngineError("", `the server answered ${response.status} ${response.statusText}`, response.status);
  }
}

/**
 * The engine that `lyap explore` serves.
 * @implements {Engine}
 */
export class HttpEngine {
  /** @param {string} token of the address that was printed at the start */
  constructor(token) {
    this.token = token;
    /** @type {Promise<any> | null} */
    this.description = null;
    /** How many views were asked for: requests can overtake each other, and the last one counts. */
    this.views = 0;
  }

  describe() {
    this.description ??= this.json("describe", {});
    return this.description;
  }

  identify() {
    return this.describe();
  }

  async palettes() {
    return (await this.describe()).palettes;
  }

  /**
   * @param {import("./engine.js").ViewRequest} request
   * @param {AbortSignal} signal
   */
  async *view(request, signal) {
    const response = await this.ask("view", this.post(JSON.stringify({ ...request, order: ++this.views }), signal));
    if (response.body) yield* readParts(response.body);
  }

  /**
   * @param {"render" | "animate"} command
   * @param {import("./engine.js").Fields} fields
   * @param {AbortSignal} [signal]
   */
  command(command, fields, signal) {
    return this.json("command", { command, fields }, signal);
  }

  /**
   * @param {{client: string, fields: import("./engine.js").Fields, column: number, row: number, points: number}} request
   * @param {AbortSignal} [signal]
   */
  point(request, signal) {
    return this.json("point", request, signal);
  }

  /** @param {import("./engine.js").Fields} fields */
  async filmFile(fields) {
    return (await this.json("film-file", { fields })).toml;
  }

  /** @param {File} file */
  async open(file) {
    const init = this.post(file);
    init.headers["Content-Type"] = "application/octet-stream";
    return (await this.ask(`open?name=${encodeURIComponent(file.name)}`, init)).json();
  }

  /**
   * @param {"render" | "animate"} command
   * @param {import("./engine.js").Fields} fields
   * @param {string} output
   */
  async addJob(command, fields, output) {
    return (await this.json("jobs", { command, fields, output })).id;
  }

  async jobs() {
    return (await (await this.ask("jobs", this.get())).json()).jobs;
  }

  /** @param {number} id */
  async cancelJob(id) {
    await this.json(`jobs/${id}/cancel`, {});
  }

  /** @param {number} id */
  async forgetJob(id) {
    await this.json(`jobs/${id}/forget`, {});
  }

  /** @param {number} id */
  async jobFrame(id) {
    try {
      return await (await this.ask(`jobs/${id}/frame`, this.get())).blob();
    } catch (error) {
      if (error instanceof EngineError && error.status === 404) return null;
      throw error;
    }
  }

  /** @param {number} id */
  async jobFile(id) {
    return (await this.ask(`jobs/${id}/file`, this.get())).blob();
  }

  /**
   * @param {string} path
   * @param {object} body
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   */
  async json(path, body, signal) {
    return (await this.ask(path, this.post(JSON.stringify(body), signal))).json();
  }

  get() {
    return { method: "GET", headers: { "X-Lyap-Token": this.token } };
  }

  /**
   * @param {BodyInit} body
   * @param {AbortSignal} [signal]
   */
  post(body, signal) {
    /** @type {Record<string, string>} */
    const headers = { "X-Lyap-Token": this.token, "Content-Type": "application/json" };
    return { method: "POST", headers, body, signal };
  }

  /**
   * @param {string} path below /api/
   * @param {RequestInit} init
   */
  async ask(path, init) {
    let response;
    try {
      response = await fetch(`/api/${path}`, init);
    } catch (error) {
      if (isAbort(error)) throw error;
      throw new EngineError("", "the server does not answer: is lyap explore still running?");
    }
    if (!response.ok) throw await errorOf(response);
    return response;
  }
}
