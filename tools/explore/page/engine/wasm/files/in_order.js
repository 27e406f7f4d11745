/**
 * What `compute` makes of 0 … count − 1, in order. Workers compute the next ones meanwhile, but not more of them than there
 * are workers: whoever takes them may be slower.
 * @template T
 * @param {number} workers
 * @param {number} count
 * @param {(worker: number, item: number) => Promise<T>} compute
 * @returns {AsyncGenerator<T>}
 */
export async function* inOrder(workers, count, compute) {
  /** @type {Promise<T>[]} those that are asked for and not yet taken, the next one first */
  const asked = [];
  const free = Array.from({ length: workers }, (_, worker) => Promise.resolve(worker));
  for (let item = 0, taken = 0; taken < count; ++taken) {
    for (; item < count && item - taken < 2 * workers; ++item) {
      const [own, number] = [item % workers, item];
      const answer = free[own].then(() => compute(own, number));
      // Who takes it hears of an error, maybe later.
      free[own] = answer.then(() => own, () => own);
      asked.push(answer);
      answer.catch(() => {});
    }
    yield await /** @type {Promise<T>} */ (asked.shift());
  }
}
