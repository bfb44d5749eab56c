import type { SignatureAlgorithm } from './signature-algorithms';

type Family = Exclude<SignatureAlgorithm['family'], 'rsa-pss' | 'ed25519' | 'ed448'>;

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const DSIG_11 = 'http://www.w3.org/2009/xmldsig11#';
const MORE_2001 = 'http://www.w3.org/2001/04/xmldsig-more#';
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const MORE_2021 = 'http://www.w3.org/2021/04/xmldsig-more#';

const SHA2 = ['sha224', 'sha256', 'sha384', 'sha512'] as const;
const SHA3 = ['sha3-224', 'sha3-256', 'sha3-384', 'sha3-512'] as const;

const plain = (uri: string, family: Family, digest: string): [string, SignatureAlgorithm] => [
  uri,
  { family, digest },
];

const SALT_BYTES: Readonly<Record<string, number>> = { sha1: 20, '224': 28, '256': 32, '384': 48, '512': 64 };
const pss = (uri: string, digest: string): [string, SignatureAlgorithm] => [
  uri,
  { family: 'rsa-pss', digest, saltLength: SALT_BYTES[digest] ?? SALT_BYTES[digest.slice(-3)] ?? 32 },
];

const METHODS: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  plain(`${DSIG}dsa-sha1`, 'dsa-plain', 'sha1'),
  plain(`${DSIG_11}dsa-sha256`, 'dsa-plain', 'sha256'),
  plain(`${MORE_2001}rsa-md5`, 'rsa-pkcs1', 'md5'),
  plain(`${DSIG}rsa-sha1`, 'rsa-pkcs1', 'sha1'),
  plain(`${MORE_2001}rsa-ripemd160`, 'rsa-pkcs1', 'ripemd160'),
  plain(`${MORE_2001}ecdsa-sha1`, 'ecdsa-plain', 'sha1'),
  plain(`${MORE_2007}ecdsa-ripemd160`, 'ecdsa-plain', 'ripemd160'),
  pss(`${MORE_2007}sha1-rsa-MGF1`, 'sha1'),
  ...SHA2.flatMap((digest) => [
    plain(`${MORE_2001}rsa-${digest}`, 'rsa-pkcs1', digest),
    plain(`${MORE_2001}ecdsa-${digest}`, 'ecdsa-plain', digest),
    pss(`${MORE_2007}${digest}-rsa-MGF1`, digest),
  ]),
  ...SHA3.flatMap((digest) => [
    plain(`${MORE_2021}ecdsa-${digest}`, 'ecdsa-plain', digest),
    pss(`${MORE_2007}${digest}-rsa-MGF1`, digest),
  ]),
  // Parameters are left to their defaults, SHA-256 and a salt of its length (RFC 9231 §2.3.9).
  pss(`${MORE_2007}rsa-pss`, 'sha256'),
  [`${MORE_2021}eddsa-ed25519`, { family: 'ed25519', digest: undefined }],
  [`${MORE_2021}eddsa-ed448`, { family: 'ed448', digest: undefined }],
]);

/**
 * The algorithm that a `ds:SignatureMethod` names; undefined for one that is not verified here. A key that both sides
 * share (HMAC) is never one: whoever verifies could have made the value.
 *
 * @standard RFC 9231 §2.3; XML Signature 1.1 §6.4
 */
export function signatureMethodByUri(uri: string): SignatureAlgorithm | undefined {
  return METHODS.get(uri);
}
