import { createPrivateKey } from 'node:crypto';
import { createDemoPki } from '@libro-firma/signature';

/** One signer with an RSA key of 2048 bits, for us and for every peer: certificates as base64 of DER, key as PEM. */
export interface BenchKeys {
  readonly certificate: string;
  readonly issuer: string;
  readonly root: string;
  readonly key: string;
}

export function makeKeys(): BenchKeys {
  const pki = createDemoPki({ organisation: 'Misure', now: new Date() });
  const person = { givenName: 'Ada', surname: 'Misura', taxCode: 'MSRDAA80A41H501X', kind: 'rsa' } as const;
  const signer = pki.issueSigner(person);
  const base64 = (der: Buffer): string => der.toString('base64');
  return {
    certificate: base64(signer.certificate),
    issuer: base64(pki.issuer),
    root: base64(pki.root),
    key: signer.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The same in files, as programs in other languages read them: each certificate, and the key as PKCS#8. */
export function derFiles(keys: BenchKeys): readonly (readonly [name: string, der: Buffer])[] {
  const certificates = (['certificate', 'issuer', 'root'] as const).map(
    (name) => [name, Buffer.from(keys[name], 'base64')] as const,
  );
  return [...certificates, ['key', createPrivateKey(keys.key).export({ type: 'pkcs8', format: 'der' })]];
}
