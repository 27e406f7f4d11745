// The script of a worker: one thread, one instance of a module.
import { LyapModule } from "./module.js";
import { problemOf, WorkerView } from "./view_worker.js";

/** @type {import("./module.js").LyapModule} */
let module;
/** @type {WorkerView | null} */
let view = null;

/**
 * @param {object} message
 * @param {Uint8Array} [bytes]
 */
function send(message, bytes) {
  if (bytes) self.postMessage({ ...message, bytes }, { transfer: [bytes.buffer] });
  else self.postMessage(message);
}

/** The bits depend on it, and browsers compile anew what runs often. */
function checkFused() {
  if (!module.isFused()) throw new Error("multiplications and additions are no longer fused");
}

/** @param {import("./view_worker.js").ViewOrder} order */
async function runView(order) {
  view?.stop();
  const own = new WorkerView(module, order, send);
  view = own;
  try {
    checkFused();
    await own.run();
  } catch (error) {
    send({ kind: "error", id: order.id, problem: problemOf(error) });
  }
}

/** @param {import("./worker_pool.js").ModuleCall & {id: number, name: string}} call */
function answer({ id, name, fields, bytes, values = [], wantsBytes = false }) {
  try {
    checkFused();
    if (fields) module.giveFields(fields);
    if (bytes) module.giveBytes(bytes);
    module.call(name, ...values);
    send({ kind: "answer", id, text: module.answer() }, wantsBytes ? module.bytes() : undefined);
  } catch (error) {
    send({ kind: "error", id, problem: problemOf(error) });
  }
}

self.onmessage = ({ data }) => {
  switch (data.kind) {
    case "start":
      module = new LyapModule(data.module);
      send({ kind: "ready", codePath: module.codePath() });
      break;
    case "view":
      runView(data.order);
      break;
    case "samples":
      if (view && view.order.id === data.id) view.takeSamples(data.bytes);
      break;
    case "stop":
      if (view && view.order.id === data.id) view.stop();
      break;
    case "call":
      answer(data);
      break;
  }
};
