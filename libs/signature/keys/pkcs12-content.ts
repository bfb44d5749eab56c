import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  Asn1Error,
  octetContent,
  octetsOf,
  oidOf,
  readAlgorithmIdentifier,
  readAsn1Prefix,
  sequenceOf,
  smallIntegerOf,
  type Asn1Node,
} from '@libro-firma/asn1';
import { digestName } from '@libro-firma/trust';
import { decryptWithPassword, deriveKey, hmacDigest, PBE_OID } from './password-encryption';
import { bmpPassword, KDF_PURPOSE, pkcs12Key } from './pkcs12-kdf';

/** OIDs of RFC 7292 §4.2 and Annex D. */
export const BAG_OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
} as const;

/** Keys as PKCS#8 and certificates as DER, in the order of the file. */
export interface Pkcs12Content {
  readonly keys: readonly Buffer[];
  readonly certificates: readonly Buffer[];
}

/**
 * Reads the content of a PKCS#12 file, or tells that the password is wrong.
 *
 * @standard RFC 7292 §4, §5
 * @throws Asn1Error when the file is no such structure or uses what is not read here.
 */
export function readPkcs12(bytes: Buffer, password: string): Pkcs12Content | 'WRONG_PASSWORD' {
  const pfx = readAsn1Prefix(bytes);
  const authSafe = pfx.child(1);
  if (oidOf(authSafe.child(0)) !== BAG_OID.data) throw new Asn1Error('TYPE', 'no PKCS#12 content', 0);
  const safe = octetsOf(authSafe.child(1).only());
  const mac = pfx.children()[2];
  if (mac && !isMacRight(mac, safe, password)) return 'WRONG_PASSWORD';
  const keys: Buffer[] = [];
  const certificates: Buffer[] = [];
  for (const part of sequenceOf(readAsn1Prefix(safe))) {
    const contents = readPart(part, password);
    if (!contents) return 'WRONG_PASSWORD';
    for (const bag of sequenceOf(readAsn1Prefix(contents))) {
      const type = oidOf(bag.child(0));
      const value = bag.child(1).only();
      if (type === BAG_OID.key) keys.push(value.bytes);
      if (type === BAG_OID.shroudedKey) {
        const algorithm = readAlgorithmIdentifier(value.child(0));
        const key = decryptWithPassword(algorithm, password, octetsOf(value.child(1)));
        if (!key) return 'WRONG_PASSWORD';
        keys.push(key);
      }
      if (type === BAG_OID.certificate && oidOf(value.child(0)) === BAG_OID.x509Certificate) {
        certificates.push(octetsOf(value.child(1).only()));
      }
    }
  }
  return { keys, certificates };
}

/** Content of one part of the safe; undefined when its password is wrong. */
function readPart(part: Asn1Node, password: string): Buffer | undefined {
  const type = oidOf(part.child(0));
  const content = part.child(1).only();
  if (type === BAG_OID.data) return octetsOf(content);
  if (type !== BAG_OID.encryptedData) throw new Asn1Error('TYPE', 'part of unknown kind', part.start);
  const info = content.child(1);
  return decryptWithPassword(readAlgorithmIdentifier(info.child(1)), password, octetContent(info.child(2)));
}

function isMacRight(mac: Asn1Node, safe: Buffer, password: string): boolean {
  const algorithm = readAlgorithmIdentifier(mac.child(0).child(0));
  const expected = octetsOf(mac.child(0).child(1));
  if (algorithm.oid === PBE_OID.pbmac1 && algorithm.parameters) {
    const scheme = algorithm.parameters.child(1);
    const digest = hmacDigest(oidOf(scheme.child(0)));
    if (!digest) throw new Asn1Error('VALUE', 'authentication code is not read', scheme.start);
    const key = deriveKey(algorithm.parameters.child(0), password, expected.length);
    return isEqual(createHmac(digest, key).update(safe).digest(), expected);
  }
  const hash = digestName(algorithm.oid);
  if (!hash) throw new Asn1Error('VALUE', 'authentication code is not read', mac.start);
  const salt = octetsOf(mac.child(1));
  const iterations = mac.children()[2];
  const rounds = iterations ? smallIntegerOf(iterations) : 1;
  // Writers disagree on the empty password: a closing zero alone, or nothing at all.
  const spellings = password === '' ? [bmpPassword(''), Buffer.alloc(0)] : [bmpPassword(password)];
  return spellings.some((spelling) => {
    const want = { purpose: KDF_PURPOSE.mac, bytes: expected.length };
    const key = pkcs12Key(hash, spelling, salt, rounds, want);
    return isEqual(createHmac(hash, key).update(safe).digest(), expected);
  });
}

function isEqual(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
