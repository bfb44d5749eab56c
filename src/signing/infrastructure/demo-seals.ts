import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoPki } from '@libro-firma/signature';
import type { EntityManager } from 'typeorm';
import type { SealFolders } from '../../organisation';

const ONLY_OWNER = 0o700;
const OWNER_READS = 0o600;
const DEVICE = 'pkcs12:';

interface DemoSeal {
  readonly device: string;
  readonly body: string;
  readonly tax_code: string;
}

/** Issues, out of the demo's own authority, the key of each seal that lies in a file, with a passphrase of its own. */
export async function seedDemoSeals(
  manager: EntityManager,
  pki: DemoPki,
  { keys, passphrases }: SealFolders,
): Promise<void> {
  const seals = await manager.query<DemoSeal[]>(
    `SELECT seal.device, body.name AS body, body.tax_code FROM seal JOIN body ON body.id = seal.body_id
      WHERE seal.device LIKE '${DEVICE}%' ORDER BY seal.device`,
  );
  for (const folder of [keys, passphrases]) mkdirSync(folder, { recursive: true, mode: ONLY_OWNER });
  for (const { device, body, tax_code: taxCode } of seals) {
    const [name, password] = [device.slice(DEVICE.length), randomBytes(24).toString('base64url')];
    const { pkcs12 } = pki.issueSeal({ name: body, taxCode, password });
    writeFileSync(join(keys, `${name}.p12`), pkcs12, { mode: OWNER_READS });
    writeFileSync(join(passphrases, `${name}.pass`), password, { mode: OWNER_READS });
  }
}
