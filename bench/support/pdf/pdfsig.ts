import { spawnSync } from 'node:child_process';

/**
 * pdfsig on a file, without the start of its process: the median on the file less the median on an unsigned page. Undefined
 * where poppler is absent.
 */
export function measurePdfsig(
  signed: string,
  unsigned: string,
  runs: number,
): { readonly perSecond: number } | undefined {
  if (spawnSync('pdfsig', ['-v']).error) return undefined;
  const { stdout } = spawnSync('pdfsig', ['-nocert', signed], { encoding: 'utf8' });
  if (!stdout.includes('Signature is Valid.')) throw new Error(`pdfsig: ${stdout.slice(-200)}`);
  const times = Array.from({ length: runs }, () => [timeOf(unsigned), timeOf(signed)] as const);
  const start = median(times.map(([one]) => one));
  const whole = median(times.map(([, other]) => other));
  return { perSecond: 1000 / Math.max(whole - start, 0.001) };
}

function timeOf(file: string): number {
  const started = performance.now();
  spawnSync('pdfsig', ['-nocert', file]);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
