import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is truthy; answers with it, or with null after the time limit. */
export async function waitFor(question, { seconds, everyMs = 50 }) {
  const limit = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (performance.now() > limit) return null;
    await sleep(everyMs);
  }
}
