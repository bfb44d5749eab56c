import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every word of the interface's own source: a class or an icon that is used is named there in full. */
export function wordsOfSource(folder) {
  const words = new Set();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || entry.parentPath.includes('texts')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    for (const word of text.match(/[A-Za-z_][\w-]*/g) ?? []) words.add(word);
  }
  return words;
}
