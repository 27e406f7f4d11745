/**
 * What a module refuses or cannot do; `isFatal` where it cannot go on.
 * @typedef {{field: string, message: string, text: string, isFatal?: boolean}} ModuleProblem
 */

/** An error that C++ has thrown. */
export class ModuleError extends Error {
  /** @param {ModuleProblem} problem */
  constructor(problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What the C library asks of its surroundings; there are no files here. */
const BAD_DESCRIPTOR = 8;

/**
 * The imports of a module, all but `raise` of the C library's.
 * @param {WebAssembly.Module} module
 * @param {(at: number, size: number) => never} raise
 * @returns {WebAssembly.Imports}
 */
function importsOf(module, raise) {
  /** @type {Record<string, Record<string, Function>>} */
  const imports = { lyap: { raise } };
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] ??= () => BAD_DESCRIPTOR;
  }
  return /** @type {WebAssembly.Imports} */ (imports);
}

/** A module as its instance in this thread: what tools/explore/wasm/exports.cpp offers. */
export class LyapModule {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const raise = (/** @type {number} */ at, /** @type {number} */ size) => {
      throw new ModuleError(JSON.parse(this.textAt(at, size)));
    };
    this.exports = /** @type {any} */ (new WebAssembly.Instance(module, importsOf(module, raise)).exports);
    this.exports._initialize();
  }

  /**
   * Calls a function; one that throws leaves the stack as it was.
   * @param {string} name
   * @param {number[]} values
   * @returns {any}
   */
  call(name, ...values) {
    const stack = this.exports.__stack_pointer;
    const before = stack.value;
    try {
      return this.exports[name](...values);
    } catch (error) {
      stack.value = before;
      if (error instanceof ModuleError) throw error;
      const message = `the engine in the page has failed, maybe for want of memory: ${error}`;
      throw new ModuleError({ field: "", message, text: message, isFatal: true });
    }
  }

  /** Whether the browser's fused multiply-add rounds once, without which its module has other bits. */
  isFused() {
    return this.call("fma_is_fused") === 1;
  }

  /** Its name as its own results have it: WASM_RELAXED or WASM_EXACT. */
  codePath() {
    this.call("code_path");
    return this.answer();
  }

  /** @param {import("../engine.js").Fields} fields for the next call */
  giveFields(fields) {
    let text = "";
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        // A zero byte would end the text early; no field can have one.
        text += `${name}\0${String(one).replaceAll("\0", "\ufffd")}\0`;
      }
    }
    this.giveBytes(new TextEncoder().encode(text));
  }

  /** @param {Uint8Array} bytes for the next call */
  giveBytes(bytes) {
    const at = this.call("request", bytes.length);
    new Uint8Array(this.exports.memory.buffer, at, bytes.length).set(bytes);
  }

  /** What the last call had to say. */
  answer() {
    return this.textAt(this.call("answer_at"), this.call("answer_size"));
  }

  /** A copy of the bytes that the last call has made. */
  bytes() {
    const [at, size] = [this.call("bytes_at"), this.call("bytes_size")];
    return new Uint8Array(this.exports.memory.buffer, at, size).slice();
  }

  /**
   * @param {number} at
   * @param {number} size
   */
  textAt(at, size) {
    return new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, at, size));
  }
}
