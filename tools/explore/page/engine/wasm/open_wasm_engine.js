import { LyapModule } from "./module.js";
import { WasmEngine } from "./wasm_engine.js";

const NO_SIMD = "This browser has no WebAssembly with SIMD, which the page computes with: Chromium 91, Firefox 89 and " +
  "Safari 16.4 have it, and the program does without: lyap explore.";
const MOST_WORKERS = 64;
const FILM_PART = "film.js";

/** Bytes that gzip has packed. */
function unpacked(/** @type {Uint8Array} */ bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/**
 * A file of the folder that the page is in, or, where the page is one file, of that file.
 * @param {string} name
 * @returns {Promise<Response>}
 */
async function assetOf(name) {
  const inside = document.getElementById(name);
  if (inside) return unpacked(Uint8Array.from(atob(inside.textContent ?? ""), (c) => c.charCodeAt(0)));
  const response = await fetch(new URL(name, document.baseURI));
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status} ${response.statusText}`);
  return response;
}

/**
 * The same of a file of text.
 * @param {string} name
 */
async function textOf(name) {
  return (await assetOf(name)).text();
}

/**
 * @param {string} name
 * @returns {Promise<WebAssembly.Module | null>} null where the browser does not know its instructions
 */
async function moduleOf(name) {
  try {
    const file = await assetOf(name);
    // Browsers compile while bytes arrive, and keep what they made, where the server says what they are.
    if (file.headers.get("Content-Type") === "application/wasm") return await WebAssembly.compileStreaming(file);
    return await WebAssembly.compile(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

/** The faster one of the two modules that has the right bits here. */
async function rightModule() {
  const relaxed = await moduleOf("lyap-relaxed.wasm");
  if (relaxed && new LyapModule(relaxed).isFused()) return relaxed;
  const exact = await moduleOf("lyap-exact.wasm");
  if (!exact) throw new Error(NO_SIMD);
  return exact;
}

/** Why this page makes no films; "" where it does. */
function filmProblem() {
  const way = "The command and the film file make it with lyap.";
  if (!LYAP_WITH_FILMS) return `This page was built without the part that makes films. ${way}`;
  if (typeof VideoEncoder === "function") return "";
  return isSecureContext ? `This browser does not encode films: it has no WebCodecs. ${way}`
    : `Browsers encode films for pages of https alone, and this one came by http. ${way}`;
}

/** @returns {Promise<typeof import("./files/film_encoder.js")>} */
async function loadFilmPart() {
  if (!document.getElementById(FILM_PART)) return import(new URL(FILM_PART, document.baseURI).href);
  const url = URL.createObjectURL(new Blob([await textOf(FILM_PART)], { type: "text/javascript" }));
  return import(url).finally(() => URL.revokeObjectURL(url));
}

/** The engine in the page, with a worker for each processor. */
export async function openWasmEngine() {
  if (typeof WebAssembly !== "object") throw new Error(NO_SIMD);
  const module = rightModule();
  // Who waits for the workers is told.
  module.catch(() => {});
  const [script, description] = await Promise.all([textOf("worker.js"), textOf("description.json")]);
  const workerUrl = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const newWorker = () => new Worker(workerUrl);
  const workers = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS);
  return new WasmEngine(JSON.parse(description), { module, newWorker }, workers,
    { load: loadFilmPart, problem: filmProblem() });
}
