import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SoftwareKeyDevice } from '../../../src/signing/infrastructure/software-key.device';
import { ADA, type Bench, keyOfAda } from './bench';

const PIN = '24681357';

export async function softwareBench(kind: 'rsa' | 'ec'): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'libro-firma-keys-'));
  const { pkcs12, certificate, chain } = keyOfAda(kind, PIN);
  await writeFile(join(folder, `${ADA.taxCode}.p12`), pkcs12);
  await writeFile(join(folder, `${ADA.taxCode}.pem`), [certificate, ...chain].map(pem).join(''));
  return {
    device: new SoftwareKeyDevice(folder),
    credentialId: ADA.taxCode,
    codes: () => ({ pin: PIN }),
    wrongCodes: { pin: '00000000' },
    missingCodes: { otp: '123456' },
    schemes: kind === 'rsa' ? ['rsa-pkcs1', 'rsa-pss'] : ['ecdsa'],
    close: () => rm(folder, { recursive: true }),
  };
}

function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}
