import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { CreationAlgorithm } from '../algorithms/creation-algorithms';
import {
  keyIdentifier,
  keyUsage,
  writeCertificate,
  writeExtension,
  writeName,
} from '../demo-pki/write-certificate';
import { der, OID } from '@libro-firma/asn1';

export interface TestSigner {
  readonly certificate: Buffer;
  readonly key: KeyObject;
  readonly algorithm: CreationAlgorithm;
}

type Keys = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

/** Self-issued certificates, each its own anchor, one for each algorithm with which this project signs. */
export const TEST_SIGNERS: Readonly<Record<string, () => TestSigner>> = {
  'RSA-2048 SHA-256': () => make(rsa(2048), { scheme: 'rsa-pkcs1', digest: 'sha256' }),
  'RSA-3072 SHA-512': () => make(rsa(3072), { scheme: 'rsa-pkcs1', digest: 'sha512' }),
  'RSA-PSS SHA-256': () => make(rsa(2048), { scheme: 'rsa-pss', digest: 'sha256' }),
  'RSA-PSS SHA-384': () => make(rsa(2048), { scheme: 'rsa-pss', digest: 'sha384' }),
  'ECDSA P-256': () => make(ec('P-256'), { scheme: 'ecdsa', digest: 'sha256' }),
  'ECDSA P-384': () => make(ec('P-384'), { scheme: 'ecdsa', digest: 'sha384' }),
  'ECDSA P-521': () => make(ec('P-521'), { scheme: 'ecdsa', digest: 'sha512' }),
  Ed25519: () => make(generateKeyPairSync('ed25519'), { scheme: 'ed25519', digest: 'sha512' }),
};

/** An RSA key that is too short to sign with. */
export function weakSigner(): TestSigner {
  return make(rsa(1024), { scheme: 'rsa-pkcs1', digest: 'sha256' });
}

function rsa(modulusLength: number): Keys {
  return generateKeyPairSync('rsa', { modulusLength });
}

function ec(namedCurve: string): Keys {
  return generateKeyPairSync('ec', { namedCurve });
}

function make({ publicKey, privateKey }: Keys, algorithm: CreationAlgorithm): TestSigner {
  const name = writeName([{ oid: '2.5.4.3', value: 'Firmatario di prova' }]);
  const certificate = writeCertificate(
    {
      subject: name,
      issuer: name,
      publicKey,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2036-01-01T00:00:00Z'),
      extensions: [
        writeExtension(OID.subjectKeyIdentifier, der.octetString(keyIdentifier(publicKey))),
        keyUsage(1),
      ],
    },
    { key: privateKey, algorithm },
  );
  return { certificate, key: privateKey, algorithm };
}
