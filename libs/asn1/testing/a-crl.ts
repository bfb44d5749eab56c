import { der } from '../encoding/der-writer';
import { OID } from '../oids';

const sha256WithEcdsa = der.sequence(der.oid(OID.ecdsaWithSha256));

/** A Name with one common name. */
export function aName(commonName: string): Buffer {
  return der.sequence(der.setOf([der.sequence(der.oid('2.5.4.3'), der.utf8String(commonName))]));
}

/** One Extension. */
export function anExtension(oid: string, value: Buffer, critical = false): Buffer {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
}

/** One entry of a CRL. */
export function anEntry(serialNumber: bigint, date: Date, extensions: readonly Buffer[] = []): Buffer {
  const last = extensions.length > 0 ? [der.sequence(...extensions)] : [];
  return der.sequence(der.integer(serialNumber), der.time(date), ...last);
}

/** A CRL with these entries, whose signature value is no signature. */
export function aCrl(entries: readonly Buffer[], extensions: readonly Buffer[] = []): Buffer {
  const tbs = der.sequence(
    der.integer(1),
    sha256WithEcdsa,
    aName('CA'),
    der.time(new Date('2026-06-01T00:00:00Z')),
    der.time(new Date('2026-06-02T00:00:00Z')),
    ...(entries.length > 0 ? [der.sequence(...entries)] : []),
    ...(extensions.length > 0 ? [der.explicit(0, der.sequence(...extensions))] : []),
  );
  return der.sequence(tbs, sha256WithEcdsa, der.bitString(Buffer.from('value')));
}
