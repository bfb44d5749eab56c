import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.mjs';

const NEVER_A_SOURCE = new Set(['node_modules', 'dist', 'coverage', '.data']);

/** Files below the given files and folders of the repository, in a fixed order, as relative paths. */
export function filesBelow(paths, keep = () => true) {
  const found = [];
  for (const path of paths) walk(path, found, keep);
  return found.sort();
}

function walk(path, found, keep) {
  const absolute = join(repositoryRoot, path);
  if (!existsSync(absolute)) return;
  if (!statSync(absolute).isDirectory()) {
    if (keep(path)) found.push(path);
    return;
  }
  for (const name of readdirSync(absolute)) {
    if (!NEVER_A_SOURCE.has(name)) walk(join(path, name), found, keep);
  }
}

/** One hash over names and contents, so that a rename or a removal counts as a change too. */
export function fingerprintOf(files, ...extra) {
  const hash = createHash('sha256');
  for (const word of extra) hash.update(`${word}\n`);
  for (const file of files) {
    const content = readFileSync(join(repositoryRoot, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}
