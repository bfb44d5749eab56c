import { copyFileSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Workshop } from '../support/sample';

/** The files of the folders that whoever runs this names in INTEROP_FILES: files signed by others, for instance. */
export function addGivenFiles(workshop: Workshop, folders = process.env.INTEROP_FILES ?? ''): void {
  const files = folders
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => /\.pdf$/i.test(path));
  for (const [at, path] of files.sort().entries()) {
    const name = `given-${String(at + 1).padStart(3, '0')}`;
    workshop.make(name, { kind: 'given', expected: 'EITHER' }, (target) => copyFileSync(path, target));
  }
}
