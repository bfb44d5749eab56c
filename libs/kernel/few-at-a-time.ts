/**
 * Does `work` for each of `all`, at most `limit` of them at once, and answers in their order. The first fault ends it: what
 * was begun goes on unheard, nothing further is begun.
 */
export async function fewAtATime<T, R>(
  all: readonly T[],
  limit: number,
  work: (one: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(all.length);
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < all.length && !failed) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(all[index] as T, index);
      } catch (fault) {
        failed = true;
        throw fault;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, all.length) }, worker));
  return results;
}
