import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '../../support/services';

/** Folder of the official schemas, or of several standards with annex 6 among them. */
const folder = process.env.STANDARDS_DIR ?? '';

/** What xmllint, which we did not write, says of a document; empty when it is valid. */
export type Judge = (xml: string) => string;

/** A suite against an official schema (or DTD), skipped by name where the folder of the standards does not have it. */
export function describeAgainst(name: string, file: string, suite: (judge: Judge) => void): void {
  const path = officialSchema(file);
  if (path) describeWith('program:xmllint', name, () => suite(judgeBy(path)));
  else describe.skip(`${name} [skipped: STANDARDS_DIR names no folder with ${file}]`, () => suite(() => ''));
}

/** Where the official schema is; undefined where the folder of the standards does not have it. */
export function officialSchema(file: string): string | undefined {
  return [join(folder, 'agid-all6', file), join(folder, file)].find(existsSync);
}

/** What xmllint says of a document that lies in `path`; empty when it is valid. */
export function faultsBy(schema: string, path: string): string {
  const by = schema.endsWith('.dtd') ? '--dtdvalid' : '--schema';
  const { status, stderr } = spawnSync('xmllint', ['--nonet', '--noout', by, schema, path], {
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr || `xmllint ended with ${String(status)}`;
}

function judgeBy(path: string): Judge {
  let work: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'segnatura-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  return (xml) => {
    const document = join(work, 'document.xml');
    writeFileSync(document, xml);
    return faultsBy(path, document);
  };
}
