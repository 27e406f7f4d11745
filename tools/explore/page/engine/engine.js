/**
 * What the page knows of whoever computes: a server on this machine, or WebAssembly in the page. Texts are those of a job's fields, as docs/library.md lists them.
 *
 * @typedef {Record<string, string | string[]>} Fields
 *
 * @typedef {object} Description
 * @property {string} version
 * @property {{command: "render" | "animate", fields: Fields}} initial what is shown first
 * @property {Record<string, string>} defaults what counts where a field has no text
 * @property {string} folder where files go, for people; "" where they stay in the page
 * @property {string} [filmProblem] why films cannot be made; they can if it is "" or not told
 * @property {boolean} [ffmpeg] whether films can be made; unknown if it is not told
 * @property {{name: string, endings: string[]}[]} [codecs]
 *
 * @typedef {{backend: string, device: string}} Identity of whoever computes
 *
 * @typedef {{name: string, colors: string}} Palette with 64 times r, g, b in base64
 *
 * @typedef {{kind: "view", size: [number, number], command: string, fields: Fields, precision: string,
 *            format: "indexed8" | "rgb24", palette?: string}} ViewHead
 * @typedef {{kind: "rows", level: number, first: number, rows: number, columns: number, averaged?: boolean,
 *            format?: "indexed8" | "rgb24"}} ViewRows
 * @typedef {{min: number, max: number, counts: number[], superstable: number, escaped: number}} Histogram
 * @typedef {{kind: "end", steps: number, histogram: Histogram}} ViewEnd
 * @typedef {{kind: "error", field: string, message: string, text: string}} ViewError
 * @typedef {{kind: "working"}} StillWorking
 * @typedef {{head: ViewHead | ViewRows | ViewEnd | ViewError | StillWorking, bytes: Uint8Array}} Part
 *
 * @typedef {object} Reading of one pixel, by the picture's own bits
 * @property {Record<string, number>} rates
 * @property {number | null} exponent null where it is infinite
 * @property {number} infinite −1, 0 or 1
 * @property {number} period in map steps; 0 where there is no cycle
 * @property {string} precision
 * @property {number[]} orbit x₀ and the points after it, the transient included
 * @property {string} letters the letter that leads from each point to the next
 *
 * @typedef {object} Job
 * @property {number} id
 * @property {"render" | "animate"} command
 * @property {string} output
 * @property {"queued" | "running" | "done" | "cancelled" | "failed"} state
 * @property {string} message
 * @property {number} frames
 * @property {number} stored
 * @property {number} share 0 to 1
 * @property {number} frames_per_second
 * @property {number | null} seconds_left
 * @property {string} size
 * @property {number} bytes
 * @property {string} line the command line that makes the same file
 *
 * @typedef {object} ViewRequest
 * @property {string} client views of one client replace each other
 * @property {Fields} fields
 * @property {number[]} levels falling, such as 4, 2, 1
 *
 * @typedef {object} Engine
 * @property {() => Promise<Description>} describe
 * @property {() => Promise<Identity>} identify once it is there: a page without a server starts it first
 * @property {() => Promise<Palette[]>} palettes
 * @property {(request: ViewRequest, signal: AbortSignal) => AsyncIterable<Part>} view
 * @property {(command: "render" | "animate", fields: Fields, signal?: AbortSignal) =>
 *            Promise<{command: string, fields: Fields}>} command
 * @property {(request: {client: string, fields: Fields, column: number, row: number, points: number},
 *             signal?: AbortSignal) => Promise<Reading>} point
 * @property {(fields: Fields) => Promise<string>} filmFile a film file in TOML
 * @property {(file: File) => Promise<{command: "render" | "animate", fields: Fields}>} open
 * @property {(command: "render" | "animate", fields: Fields, output: string) => Promise<number>} addJob
 * @property {() => Promise<Job[]>} jobs
 * @property {(id: number) => Promise<void>} cancelJob
 * @property {(id: number) => Promise<void>} forgetJob
 * @property {(id: number) => Promise<Blob | null>} jobFrame the last frame; null before the first
 * @property {(id: number) => Promise<Blob>} jobFile
 */

/** What an engine refuses or cannot do, with the field that is at fault ("" for none) and the problem. */
export class EngineError extends Error {
  /**
   * @param {string} field
   * @param {string} message
   * @param {number} status of HTTP; 0 where nobody answered
   */
  constructor(field, message, status = 0) {
    super(message);
    this.field = field;
    this.status = status;
  }
}

/**
 * Whether an error only says that nobody waits for the answer any more.
 * @param {unknown} error
 * @returns {boolean}
 */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}
