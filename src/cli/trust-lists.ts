import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listedAnchors, readTrustedList } from '@libro-firma/trust';
import { xmlEngine } from '@libro-firma/xml';

/**
 * Certificates of the services that are granted now by the trusted lists which `trust import` put into a folder. The
 * folder is trusted as its certificates are. A stale list gives none, and that is said.
 */
export async function listedAnchorsIn(
  folder: string,
  at: Date,
  say: (line: string) => void,
): Promise<readonly Buffer[]> {
  const names = readdirSync(folder).filter((name) => /\.xml$/i.test(name));
  if (names.length === 0) return [];
  const engine = await xmlEngine();
  return names.sort().flatMap((name) => {
    const read = engine.read(readFileSync(join(folder, name)));
    if (!read.ok) throw new Error(`--trust: ${name} cannot be read (${read.refusal.text.en})`);
    const list = readTrustedList(read.value.root);
    read.value.dispose();
    if (!list) throw new Error(`--trust: ${name} is no trusted list`);
    if (list.nextUpdate !== undefined && list.nextUpdate < at) {
      say(`--trust: ${name} is stale since ${list.nextUpdate.toISOString()} and is not used`);
    }
    return listedAnchors(list, at).map(({ der }) => der);
  });
}
