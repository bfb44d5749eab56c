import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Programs of others that judge what we write. Tests use them where they are; the product never does. */
export type Oracle = 'openssl' | 'pdfsig' | 'qpdf' | 'xmlsec1';

const VERSION_ARGUMENT: Readonly<Record<Oracle, string>> = {
  openssl: 'version',
  pdfsig: '-v',
  qpdf: '--version',
  xmlsec1: '--version',
};

/** True when the program can be started. */
export function isPresent(oracle: Oracle): boolean {
  return spawnSync(oracle, [VERSION_ARGUMENT[oracle]]).error === undefined;
}

/** `it` where the program is present, else a test that is skipped under a name that tells why. */
export function itWith(oracle: Oracle): (name: string, test: () => unknown) => void {
  if (isPresent(oracle)) return (name, test) => it(`${name} [${oracle}]`, () => test() as Promise<void>);
  return (name, test) => it.skip(`${name} [${oracle} is absent]`, () => test() as Promise<void>);
}

/**
 * Runs a program in a folder of its own that holds `files`; returns its status, all it printed, and the file named
 * `out` if it made one.
 */
export function ask(
  oracle: Oracle,
  arguments_: readonly string[],
  files: Readonly<Record<string, Buffer | string>>,
): { readonly status: number | null; readonly output: string; readonly made: Buffer | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-oracle-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const run = spawnSync(oracle, arguments_, { cwd: folder, encoding: 'utf8', timeout: 30_000 });
    const out = join(folder, 'out');
    const made = existsSync(out) ? readFileSync(out) : undefined;
    return { status: run.status, output: run.stdout + run.stderr, made };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As {@link ask}, while this process goes on serving: for programs that call on its live services. */
export async function askLive(
  oracle: Oracle,
  arguments_: readonly string[],
  files: Readonly<Record<string, Buffer | string>>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-oracle-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return await new Promise((resolve) => {
      const options = { cwd: folder, timeout: 30_000 };
      execFile(oracle, arguments_, options, (_, stdout, stderr) => resolve(stdout + stderr));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A certificate as PEM. */
export function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
