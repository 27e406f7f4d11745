import { HttpEngine } from "./http_engine.js";
import { takeToken } from "./token.js";
import { openWasmEngine } from "./wasm/open_wasm_engine.js";

const WHEN_NOT_STARTED = "This page has no token: open the address that lyap explore printed.";

/**
 * The engine that this page was built for: the build says whether there is a server.
 * @returns {Promise<import("./engine.js").Engine>}
 */
export async function openEngine() {
  if (LYAP_WITHOUT_SERVER) return openWasmEngine();
  const token = takeToken();
  if (token === "") throw new Error(WHEN_NOT_STARTED);
  return new HttpEngine(token);
}
