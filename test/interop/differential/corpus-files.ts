import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileSource } from '@libro-firma/pdf';
import type { ComparedFile } from './compared-file';

/** Signed files of others, by the index of a corpus that is no part of this project; trusted lists have no second judge. */
export function corpusFiles(): readonly ComparedFile[] {
  const folder = process.env.CORPUS_DIR ?? join(process.cwd(), '..', 'shared', 'corpus');
  const index = join(folder, 'index.csv');
  if (!existsSync(index)) return [];
  const [header = '', ...rows] = readFileSync(index, 'utf8').trimEnd().split('\n');
  const columns = header.split(',');
  const at = (name: string): number => columns.indexOf(name);
  return rows.flatMap((row) => {
    const cells = cellsOf(row);
    const file = cells[at('file')] ?? '';
    const detached = (cells[at('detached')] ?? '').split('|').filter((one) => existsSync(join(folder, one)));
    const path = join(folder, file);
    if (cells[at('format')] === 'TrustedList' || !existsSync(path)) return [];
    const contents = detached
      .filter((one) => one !== '')
      .map((one) => ({
        name: basename(one),
        path: join(folder, one),
        source: fileSource(join(folder, one)),
      }));
    return [{ origin: file.split('/')[0] ?? '', name: basename(file).slice(0, 8), path, contents }];
  });
}

function cellsOf(row: string): readonly string[] {
  return [...row.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '');
}
