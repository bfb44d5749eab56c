import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../version';
import { generatedDocuments, present } from './docs/generated-documents';

/** `docs [--check]`: writes the pages that are made from the code; with `--check` only names those that are stale. */
export async function run(args: readonly string[]): Promise<number> {
  const stale = generatedDocuments().filter((document) => present(document) !== document.text);
  if (args.includes('--check')) {
    for (const { path } of stale) process.stderr.write(`stale: ${path}\n`);
    return Promise.resolve(stale.length > 0 ? 1 : 0);
  }
  for (const { path, text } of stale) {
    writeFileSync(join(ROOT, path), text);
    process.stdout.write(`written: ${path}\n`);
  }
  return Promise.resolve(0);
}
