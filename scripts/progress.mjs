// Progress goes to standard error: standard output belongs to results, which other programs read.

export const say = (line) => process.stderr.write(`${line}\n`);

export const secondsSince = (started) => ((performance.now() - started) / 1000).toFixed(1);

/** Names a step before it starts and says how long it took, or that it failed. */
export async function step(name, work) {
  const started = performance.now();
  say(`- ${name} ...`);
  try {
    const result = await work();
    say(`  ${name}: done in ${secondsSince(started)} s`);
    return result;
  } catch (fault) {
    say(`  ${name}: failed after ${secondsSince(started)} s`);
    throw fault;
  }
}
