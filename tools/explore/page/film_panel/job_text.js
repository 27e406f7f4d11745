/** @typedef {import("../engine/engine.js").Job} Job */

/**
 * Whether a job is over, in whatever way.
 * @param {Job} job
 */
export function isEnded({ state }) {
  return state === "done" || state === "cancelled" || state === "failed";
}

/**
 * A time for people: "45 s", "3 min 05 s", "2 h 10 min".
 * @param {number} seconds
 * @returns {string}
 */
export function durationText(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, "0")} min`;
}

/**
 * A size of a file for people: "12.3 MB".
 * @param {number} bytes
 * @returns {string}
 */
export function bytesText(bytes) {
  if (bytes < 1e3) return `${bytes} bytes`;
  const [unit, name] = bytes < 1e6 ? [1e3, "kB"] : bytes < 1e9 ? [1e6, "MB"] : [1e9, "GB"];
  return `${(bytes / unit).toFixed(1)} ${name}`;
}

/**
 * What there is to say of a job.
 * @param {Job} job
 * @returns {string}
 */
export function jobText(job) {
  const frames = job.command === "animate" ? `${job.stored} of ${job.frames} frames` : "";
  const rate = job.frames_per_second > 0 && job.command === "animate"
    ? `${job.frames_per_second.toFixed(1)} frames/s` : "";
  const left = typeof job.seconds_left === "number" ? `${durationText(job.seconds_left)} left` : "";
  const size = job.size.replace("x", " × ");
  const isDone = job.state === "done";
  const parts = {
    queued: ["waiting", size],
    running: [`${Math.round(100 * job.share)} %`, frames, rate, left],
    done: ["done", size, frames && `${job.frames} frames`, bytesText(job.bytes)],
    cancelled: ["cancelled", frames],
    failed: ["failed", frames],
  }[job.state];
  return parts.filter((part) => part !== "").join(isDone ? ", " : " · ");
}
