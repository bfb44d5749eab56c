import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadPostgresLauncher } from '../../test/support/services-launcher';

export interface BenchServer {
  /** As the superuser. */
  readonly url: string;
  /** Median milliseconds of one fdatasync of a page on the disk of the server's folder. */
  readonly fdatasyncMs: number;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL for one benchmark with durable settings: that of BENCH_DATABASE_SERVER_URL, else a throw-away one. Peers
 * are measured on the same server in the same run.
 */
export async function openBenchServer(): Promise<BenchServer> {
  return openServer(null);
}

/** The same in a folder that the next run finds again: for databases that take long to fill. */
export async function openKeptBenchServer(name: string): Promise<BenchServer> {
  return openServer(name);
}

async function openServer(kept: string | null): Promise<BenchServer> {
  const launcher = await loadPostgresLauncher();
  const place = kept === null ? null : launcher.keptFolder(kept);
  const folder = place?.folder ?? (await launcher.throwAwayFolder('bench'));
  const remove = async (): Promise<void> => {
    if (place) place.release();
    else await launcher.removeThrowAway(folder);
  };
  const fdatasyncMs = medianSync(join(folder, 'sync'));
  const given = process.env.BENCH_DATABASE_SERVER_URL;
  if (given) {
    await remove();
    return { url: given, fdatasyncMs, stop: () => Promise.resolve() };
  }
  const settings = { shared_buffers: '256MB', max_connections: 150, fsync: 'on', synchronous_commit: 'on' };
  const cluster = await launcher.throwAwayCluster(folder, { settings });
  const stop = async (): Promise<void> => {
    if (place) await cluster.stop();
    await remove();
  };
  return { url: cluster.url('postgres'), fdatasyncMs, stop };
}

function medianSync(file: string): number {
  const descriptor = openSync(file, 'w');
  try {
    const times = Array.from({ length: 200 }, () => {
      writeSync(descriptor, Buffer.alloc(8_192, 1));
      const begin = performance.now();
      fdatasyncSync(descriptor);
      return performance.now() - begin;
    });
    return times.sort((left, right) => left - right)[100] ?? 0;
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
}
