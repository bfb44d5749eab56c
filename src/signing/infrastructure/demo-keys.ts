import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@libro-firma/kernel';
import { createDemoPki } from '@libro-firma/signature';
import type { EntityManager } from 'typeorm';
import { organisationSettings, sealFoldersOf } from '../../organisation';
import { readPlatformSettings, readSettings } from '../../platform/config';
import type { DemoSeed } from '../../platform/module-definition';
import { trustFolderOf, verificationSettings } from '../../verification';
import type { SigningCertificate } from '../domain/signing-device.port';
import { keyFolderOf, signingSettings } from '../signing.settings';
import { seedDemoSeals } from './demo-seals';
import { describeCertificate } from './describe-certificate';
import { SigningEnrolmentRow } from './signing-enrolment.row';

interface DemoSigner {
  readonly id: string;
  readonly body_id: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly tax_code: string;
}

const ONLY_OWNER = 0o700;
const OWNER_READS = 0o600;

/** Makes a demo authority of this installation alone, trusts it, and issues a key to each signer and seal. */
export async function seedDemoKeys({ manager, environment, now }: DemoSeed): Promise<void> {
  const { DATA_DIR } = readPlatformSettings(environment);
  const keys = keyFolderOf(readSettings(signingSettings, environment), DATA_DIR);
  const trust = trustFolderOf(readSettings(verificationSettings, environment), DATA_DIR);
  const office = readSettings(organisationSettings, environment);
  mkdirSync(keys, { recursive: true, mode: ONLY_OWNER });
  mkdirSync(trust, { recursive: true });
  const pki = createDemoPki({ organisation: 'Comune di Esempio', now });
  writeFileSync(join(trust, 'demo-root.der'), pki.root);
  await seedDemoSeals(manager, pki, sealFoldersOf(office, DATA_DIR));
  const signers = await manager.query<DemoSigner[]>(
    `SELECT DISTINCT person.id, person.body_id, person.given_name, person.family_name, person.tax_code FROM person
       JOIN appointment ON appointment.person_id = person.id WHERE appointment.role = 'signer' ORDER BY person.tax_code`,
  );
  for (const [index, signer] of signers.entries()) {
    const issued = pki.issueSigner({
      givenName: signer.given_name,
      surname: signer.family_name,
      taxCode: signer.tax_code,
      kind: index % 2 === 0 ? 'rsa' : 'ec',
      password: office.DEMO_PIN,
    });
    writeFileSync(join(keys, `${signer.tax_code}.p12`), issued.pkcs12, { mode: OWNER_READS });
    writeFileSync(
      join(keys, `${signer.tax_code}.pem`),
      [issued.certificate, ...issued.chain].map(pem).join(''),
    );
    await enrol(manager, signer, describeCertificate(issued.certificate, issued.chain), now);
  }
}

/** The people of the demo have been through their first use; whoever comes new to it goes through it himself. */
async function enrol(
  manager: EntityManager,
  signer: DemoSigner,
  certificate: SigningCertificate,
  now: Date,
): Promise<void> {
  const { sha256, holder, issuer, validTo } = certificate;
  await manager.getRepository(SigningEnrolmentRow).insert({
    id: newId(),
    bodyId: signer.body_id,
    personId: signer.id,
    deviceId: 'software',
    credentialId: signer.tax_code,
    certificateSha256: sha256,
    holder,
    issuer,
    validTo,
    version: 0,
    createdAt: now,
    checkedAt: null,
    problem: null,
    endedAt: null,
  });
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
