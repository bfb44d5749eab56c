import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, measured } from './load';

export function hasPgbench(): boolean {
  return spawnSync('sh', ['-c', 'command -v pgbench']).status === 0;
}

export interface PgbenchRequest {
  readonly url: string;
  /** `-c name=value` of each session. */
  readonly sessionOptions: string;
  readonly script: string;
  readonly clients: number;
  readonly seconds: number;
}

/** Runs a script of one transaction with prepared statements; every transaction's time is in pgbench's own log. */
export async function pgbench(request: PgbenchRequest): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-pgbench-'));
  try {
    writeFileSync(join(folder, 'script.sql'), request.script);
    const threads = String(Math.min(2, request.clients));
    const args = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(request.clients),
      '-j',
      threads,
      '-T',
      String(request.seconds),
    ];
    await run([...args, '-f', 'script.sql', '--log', request.url], folder, request.sessionOptions);
    const times = readdirSync(folder)
      .filter((file) => file.startsWith('pgbench_log'))
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
      .map((line) => Number(line.split(' ')[2]) / 1_000);
    return measured(times, request.seconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[], cwd: string, options: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('pgbench', args, { cwd, env: { ...process.env, PGOPTIONS: options } });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`pgbench ended with ${code ?? 'a signal'}: ${said.slice(-500)}`));
    });
  });
}
