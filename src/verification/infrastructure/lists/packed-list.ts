import { types } from 'node:util';
import { type Certificate, readCertificate } from '@libro-firma/asn1';
import type { TrustedList } from '@libro-firma/trust';

/** A list as it passes between threads: certificates by their bytes alone, everything else as it is. */
export type PackedList = object;

interface PackedCertificate {
  readonly certificateDer: Uint8Array;
}

/** What a thread can send: a certificate would lose what its buffers can do, and is read again from its bytes. */
export function packList(list: TrustedList): PackedList {
  return mapped(list, (part) =>
    isCertificate(part) ? { certificateDer: new Uint8Array(part.der) } : undefined,
  ) as object;
}

/** @throws Asn1Error for what {@link packList} did not make. */
export function unpackList(packed: PackedList): TrustedList {
  return mapped(packed, (part) => {
    if (isPackedCertificate(part)) return readCertificate(Buffer.from(part.certificateDer));
    return types.isUint8Array(part) ? Buffer.from(part) : undefined;
  }) as TrustedList;
}

function mapped(value: unknown, replace: (part: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // Asked of node:util: what comes out of a thread may be of another realm, and an instance of nothing here.
  if (types.isDate(value)) return new Date(value.getTime());
  const replaced = replace(value);
  if (replaced !== undefined) return replaced;
  if (types.isUint8Array(value)) return value;
  if (Array.isArray(value)) return value.map((item) => mapped(item, replace));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapped(part, replace)]));
}

function isCertificate(part: object): part is Certificate {
  return 'der' in part && 'tbs' in part && 'publicKey' in part;
}

function isPackedCertificate(part: object): part is PackedCertificate {
  return 'certificateDer' in part && types.isUint8Array(part.certificateDer);
}
