/**
 * @typedef {import("../../engine.js").Job} Job
 * @typedef {import("../worker_pool.js").WorkerPool} WorkerPool
 *
 * How far a file is: its share, and the frames that it has.
 * @typedef {(share: number, stored: number) => void} Report
 *
 * What makes a file of its order.
 * @typedef {object} Work
 * @property {(pool: WorkerPool) => Promise<{frames: number, size: [number, number]}>} begin what the file is going to have
 * @property {(pool: WorkerPool, report: Report) => Promise<Blob>} make
 * @property {() => void} cancel gives up what is not the workers'
 * @property {() => Promise<Blob | null>} frame the last one, to look at; null before it
 */

/** A job and what makes it. */
class PageJob {
  /**
   * @param {Pick<Job, "id" | "command" | "output" | "size" | "line">} order
   * @param {Work} work
   */
  constructor(order, work) {
    this.work = work;
    /** @type {Job} */
    this.job = { ...order, state: "queued", message: "", frames: 0, stored: 0, share: 0, frames_per_second: 0,
      seconds_left: null, bytes: 0 };
    /** @type {Blob | null} */
    this.file = null;
  }

  /** @param {WorkerPool} pool */
  async run(pool) {
    this.job.state = "running";
    try {
      const { frames, size } = await this.work.begin(pool);
      Object.assign(this.job, { frames, size: size.join("x") });
      const startedAt = performance.now();
      const file = await this.work.make(pool, (share, stored) => {
        const seconds = (performance.now() - startedAt) / 1000;
        Object.assign(this.job, { share, stored, frames_per_second: stored / seconds,
          seconds_left: ((1 - share) * seconds) / share });
      });
      this.end("done", { stored: frames, share: 1, bytes: file.size });
      this.file = file;
    } catch (error) {
      this.work.cancel();
      this.end("failed", { message: error instanceof Error ? error.message : String(error) });
    }
  }

  /**
   * @param {Job["state"]} state
   * @param {Partial<Job>} [more]
   */
  end(state, more = {}) {
    if (this.job.state === "cancelled") return;
    Object.assign(this.job, { state, seconds_left: null, ...more });
  }
}

/** Files in the making, one at a time, each by workers of its own. What was made is kept until it is forgotten. */
export class JobQueue {
  /** @param {() => WorkerPool} newPool */
  constructor(newPool) {
    this.newPool = newPool;
    /** @type {Map<number, PageJob>} */
    this.jobs = new Map();
    this.orders = 0;
    /** @type {{job: PageJob, pool: WorkerPool} | null} */
    this.running = null;
  }

  /**
   * @param {Pick<Job, "command" | "output" | "size" | "line">} order
   * @param {Work} work
   * @returns {number} the job's
   */
  add(order, work) {
    const id = ++this.orders;
    this.jobs.set(id, new PageJob({ id, ...order }, work));
    this.runNext();
    return id;
  }

  async runNext() {
    const job = [...this.jobs.values()].find(({ job: { state } }) => state === "queued");
    if (this.running || !job) return;
    const running = { job, pool: this.newPool() };
    this.running = running;
    await job.run(running.pool);
    this.stop(running);
  }

  /** @param {{job: PageJob, pool: WorkerPool}} running */
  stop(running) {
    if (this.running !== running) return;
    running.pool.end();
    this.running = null;
    this.runNext();
  }

  /** @returns {Job[]} */
  list() {
    return [...this.jobs.values()].map(({ job }) => ({ ...job }));
  }

  /** @param {number} id */
  cancel(id) {
    const job = this.jobs.get(id);
    if (!job || !["queued", "running"].includes(job.job.state)) return;
    job.end("cancelled");
    if (this.running?.job !== job) return;
    job.work.cancel();
    this.stop(this.running);
  }

  /** @param {number} id */
  forget(id) {
    this.jobs.delete(id);
  }

  /** @param {number} id */
  async frame(id) {
    return (await this.jobs.get(id)?.work.frame()) ?? null;
  }

  /**
   * @param {number} id
   * @returns {Blob}
   */
  file(id) {
    const file = this.jobs.get(id)?.file;
    if (!file) throw new Error("there is no such file");
    return file;
  }
}
