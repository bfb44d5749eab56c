import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStale, readTrustedList, type TrustedList } from '@libro-firma/trust';
import { xmlEngine } from '@libro-firma/xml';

/**
 * The trusted lists that `trust import` put into a folder, which is trusted as its certificates are. Of a stale one it is
 * said that it counts for nothing.
 */
export async function trustedListsIn(
  folder: string,
  at: Date,
  say: (line: string) => void,
): Promise<readonly TrustedList[]> {
  const names = readdirSync(folder).filter((name) => /\.xml$/i.test(name));
  if (names.length === 0) return [];
  const engine = await xmlEngine();
  return names.sort().map((name) => {
    const read = engine.read(readFileSync(join(folder, name)));
    if (!read.ok) throw new Error(`--trust: ${name} cannot be read (${read.refusal.text.en})`);
    const list = readTrustedList(read.value.root);
    read.value.dispose();
    if (!list) throw new Error(`--trust: ${name} is no trusted list`);
    if (isStale(list, at)) {
      say(`--trust: ${name} is stale since ${list.nextUpdate?.toISOString() ?? '?'} and is not used`);
    }
    return list;
  });
}
