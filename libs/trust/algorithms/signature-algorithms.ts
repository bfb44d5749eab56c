import {
  OID,
  readOrNothing,
  sequenceOf,
  smallIntegerOf,
  oidOf,
  type AlgorithmIdentifier,
} from '@libro-firma/asn1';
import { digestName } from './digest-algorithms';

/** How a signature value was made. `digest` is undefined where the algorithm does not say it, or hashes itself. */
export type SignatureAlgorithm =
  | {
      readonly family: 'rsa-pkcs1' | 'ecdsa' | 'ecdsa-plain' | 'dsa' | 'dsa-plain';
      readonly digest: string | undefined;
    }
  | {
      readonly family: 'rsa-pss';
      readonly digest: string;
      readonly saltLength: number;
      /** Of the mask, where it is another than the message's. */
      readonly maskDigest?: string;
    }
  | { readonly family: 'ed25519' | 'ed448'; readonly digest: undefined };

type Plain = 'rsa-pkcs1' | 'ecdsa' | 'ecdsa-plain' | 'dsa';

const PLAIN: Readonly<Record<string, readonly [Plain, string | undefined]>> = {
  [OID.rsaEncryption]: ['rsa-pkcs1', undefined],
  [OID.md5WithRsa]: ['rsa-pkcs1', 'md5'],
  [OID.sha1WithRsa]: ['rsa-pkcs1', 'sha1'],
  '1.3.14.3.2.29': ['rsa-pkcs1', 'sha1'], // the same by its OIW name
  '1.3.36.3.3.1.2': ['rsa-pkcs1', 'ripemd160'],
  [OID.sha224WithRsa]: ['rsa-pkcs1', 'sha224'],
  [OID.sha256WithRsa]: ['rsa-pkcs1', 'sha256'],
  [OID.sha384WithRsa]: ['rsa-pkcs1', 'sha384'],
  [OID.sha512WithRsa]: ['rsa-pkcs1', 'sha512'],
  '2.16.840.1.101.3.4.3.13': ['rsa-pkcs1', 'sha3-224'],
  '2.16.840.1.101.3.4.3.14': ['rsa-pkcs1', 'sha3-256'],
  '2.16.840.1.101.3.4.3.15': ['rsa-pkcs1', 'sha3-384'],
  '2.16.840.1.101.3.4.3.16': ['rsa-pkcs1', 'sha3-512'],
  [OID.ecdsaWithSha1]: ['ecdsa', 'sha1'],
  [OID.ecdsaWithSha224]: ['ecdsa', 'sha224'],
  [OID.ecdsaWithSha256]: ['ecdsa', 'sha256'],
  [OID.ecdsaWithSha384]: ['ecdsa', 'sha384'],
  [OID.ecdsaWithSha512]: ['ecdsa', 'sha512'],
  '2.16.840.1.101.3.4.3.9': ['ecdsa', 'sha3-224'],
  '2.16.840.1.101.3.4.3.10': ['ecdsa', 'sha3-256'],
  '2.16.840.1.101.3.4.3.11': ['ecdsa', 'sha3-384'],
  '2.16.840.1.101.3.4.3.12': ['ecdsa', 'sha3-512'],
  // Both numbers side by side, without DER (BSI TR-03111 §5.2.1)
  '0.4.0.127.0.7.1.1.4.1.1': ['ecdsa-plain', 'sha1'],
  '0.4.0.127.0.7.1.1.4.1.2': ['ecdsa-plain', 'sha224'],
  '0.4.0.127.0.7.1.1.4.1.3': ['ecdsa-plain', 'sha256'],
  '0.4.0.127.0.7.1.1.4.1.4': ['ecdsa-plain', 'sha384'],
  '0.4.0.127.0.7.1.1.4.1.5': ['ecdsa-plain', 'sha512'],
  '1.2.840.10040.4.1': ['dsa', undefined],
  '1.2.840.10040.4.3': ['dsa', 'sha1'],
  '2.16.840.1.101.3.4.3.1': ['dsa', 'sha224'],
  '2.16.840.1.101.3.4.3.2': ['dsa', 'sha256'],
  '2.16.840.1.101.3.4.3.3': ['dsa', 'sha384'],
  '2.16.840.1.101.3.4.3.4': ['dsa', 'sha512'],
};

/** The algorithm that an AlgorithmIdentifier names, or undefined for one that is not read here. */
export function readSignatureAlgorithm(identifier: AlgorithmIdentifier): SignatureAlgorithm | undefined {
  if (identifier.oid === OID.ed25519) return { family: 'ed25519', digest: undefined };
  if (identifier.oid === OID.ed448) return { family: 'ed448', digest: undefined };
  if (identifier.oid === OID.rsaPss) return readOrNothing(() => readPss(identifier));
  const plain = PLAIN[identifier.oid];
  return plain && { family: plain[0], digest: plain[1] };
}

/** RSASSA-PSS-params (RFC 4055 §3.1). */
function readPss({ parameters }: AlgorithmIdentifier): SignatureAlgorithm | undefined {
  let digest: string | undefined = 'sha1';
  let mask: string | undefined = 'sha1';
  let saltLength = 20;
  for (const part of parameters ? sequenceOf(parameters) : []) {
    if (part.isContext(0)) digest = digestName(oidOf(part.only().child(0)));
    if (part.isContext(1)) {
      const generator = part.only();
      mask =
        oidOf(generator.child(0)) === OID.mgf1 ? digestName(oidOf(generator.child(1).child(0))) : undefined;
    }
    if (part.isContext(2)) saltLength = smallIntegerOf(part.only());
    if (part.isContext(3) && smallIntegerOf(part.only()) !== 1) return undefined;
  }
  if (digest === undefined || mask === undefined || saltLength < 0 || saltLength > 4096) return undefined;
  return { family: 'rsa-pss', digest, saltLength, ...(mask !== digest && { maskDigest: mask }) };
}
