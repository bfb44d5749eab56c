import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Inspection } from './inspection';

/** The forms in which a code could have been written down by accident. */
function formsOf(secret: string): readonly Buffer[] {
  const plain = Buffer.from(secret);
  const digest = createHash('sha256').update(plain).digest();
  return [
    plain,
    Buffer.from(plain.toString('base64').replace(/=+$/, '')),
    Buffer.from(plain.toString('hex')),
    Buffer.from(digest.toString('hex')),
    Buffer.from(digest.toString('base64').replace(/=+$/, '')),
  ];
}

/** Where any of these secrets is found in databases, object store and logs; nowhere, when all is well. */
export async function findSecret(
  secrets: string | readonly string[],
  databases: readonly Inspection[],
  folders: readonly string[],
): Promise<string[]> {
  const forms = [secrets].flat().flatMap(formsOf);
  const holds = (bytes: Buffer): boolean => forms.some((form) => bytes.includes(form));
  const found: string[] = [];
  for (const database of databases)
    await database.everyRow((table, text) => {
      if (holds(Buffer.from(text)) && !found.includes(table)) found.push(table);
    });
  for (const folder of folders)
    for (const file of filesBelow(folder)) if (holds(readFileSync(file))) found.push(file);
  return found;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
