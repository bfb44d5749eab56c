import { Asn1Error } from '../encoding/asn1-error';
import { readAsn1, readAsn1Prefix, type Asn1Node } from '../encoding/ber-reader';
import { der } from '../encoding/der-writer';
import { TAG } from '../encoding/tag';
import {
  integerOf,
  octetsOf,
  oidOf,
  sequenceOf,
  smallIntegerOf,
  timeOf,
  booleanOf,
} from '../encoding/values';
import { OID } from '../oids';
import { isSameName, type DistinguishedName } from '../x509/distinguished-name';
import { readGeneralName } from '../x509/general-name';
import type { Crl } from './crl';
import { revocationReason, type RevocationReason } from './revocation-reason';

/** One entry of a CRL (RFC 5280 §5.3). */
export interface CrlEntry {
  readonly serialNumber: bigint;
  readonly revocationDate: Date;
  /** `unspecified` when the entry gives none. */
  readonly reason: RevocationReason;
  /** Since when the key is suspected, where it says so (§5.3.2). */
  readonly invalidityDate?: Date;
  readonly unknownCritical: readonly string[];
}

const SEQUENCE = 0x30;
const ENTRY_BOUNDS = { maxNodes: 500, maxDepth: 24 };

/**
 * The entry of a certificate, or undefined when the CRL does not list it. Walks over the bytes of the entries
 * without making an element of each: only the entry that answers is read, and in an indirect CRL those that name
 * another certificate issuer.
 *
 * @param issuer of the certificate; in an indirect CRL entries of other issuers do not answer (RFC 5280 §5.3.3).
 * @throws Asn1Error when the list is not DER up to the entry that is looked for.
 */
export function findCrlEntry(
  crl: Crl,
  serialNumber: bigint,
  issuer?: DistinguishedName,
): CrlEntry | undefined {
  const wanted = der.integer(serialNumber);
  const isIndirect = crl.issuingDistributionPoint?.indirect === true;
  const { entries } = crl;
  let entryIssuer = crl.issuer;
  for (let at = 0; at < entries.length;) {
    const contentStart = contentOf(entries, at);
    const end = contentStart + lengthAt(entries, at);
    if (end > entries.length) throw new Asn1Error('TRUNCATED', 'the entry is longer than its list', at);
    if (isIndirect) entryIssuer = issuerOfEntry(entries.subarray(at, end), entryIssuer);
    if (startsWith(entries, contentStart, end, wanted)) {
      if (!isIndirect || !issuer || isSameName(entryIssuer, issuer))
        return readEntry(entries.subarray(at, end));
    }
    at = end;
  }
  return undefined;
}

/**
 * Number of entries, counted without reading them.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §5.1.2.6
 */
export function countCrlEntries({ entries }: Crl): number {
  let count = 0;
  for (let at = 0; at < entries.length; count += 1) {
    at = contentOf(entries, at) + lengthAt(entries, at);
    if (at > entries.length) throw new Asn1Error('TRUNCATED', 'the entry is longer than its list', at);
  }
  return count;
}

/** Offset of the content of the SEQUENCE at `at`. */
function contentOf(bytes: Buffer, at: number): number {
  if (bytes[at] !== SEQUENCE) throw new Asn1Error('TYPE', 'entry of a CRL expected', at);
  const first = bytes[at + 1] ?? 0x80;
  if (first < 0x80) return at + 2;
  // An entry of more than 64 KiB, or of indefinite length, is none that DER knows.
  if (first !== 0x81 && first !== 0x82) throw new Asn1Error('LENGTH', 'entry of impossible length', at);
  return at + 2 + (first & 0x7f);
}

function lengthAt(bytes: Buffer, at: number): number {
  const first = bytes[at + 1] ?? 0;
  if (first < 0x80) return first;
  const low = bytes[at + 2] ?? 0;
  return first === 0x81 ? low : low * 256 + (bytes[at + 3] ?? 0);
}

function startsWith(bytes: Buffer, from: number, end: number, wanted: Buffer): boolean {
  if (from + wanted.length > end) return false;
  // From the back: serial numbers of one issuer begin alike more often than they end alike.
  for (let i = wanted.length - 1; i >= 0; i -= 1) if (bytes[from + i] !== wanted[i]) return false;
  return true;
}

function extensionsOf(entry: Asn1Node): readonly Asn1Node[] {
  const last = entry.children()[2];
  return last ? sequenceOf(last) : [];
}

/** Value of an extension: its last part, since the flag before it may be left out. */
function valueOf(extension: Asn1Node): Asn1Node {
  return readAsn1(octetsOf(extension.child(extension.children().length - 1)));
}

function issuerOfEntry(bytes: Buffer, before: DistinguishedName): DistinguishedName {
  const entry = readAsn1Prefix(bytes, ENTRY_BOUNDS);
  const named = extensionsOf(entry).find((item) => oidOf(item.child(0)) === OID.certificateIssuer);
  if (!named) return before;
  const names = sequenceOf(valueOf(named)).map(readGeneralName);
  const directory = names.find((name) => name.kind === 'directory');
  return directory?.kind === 'directory' ? directory.name : before;
}

const ENTRY_EXTENSIONS: readonly string[] = [OID.crlReason, OID.invalidityDate, OID.certificateIssuer];

function readEntry(bytes: Buffer): CrlEntry {
  const entry = readAsn1Prefix(bytes, ENTRY_BOUNDS);
  const extensions = extensionsOf(entry);
  const value = (oid: string): Asn1Node | undefined => {
    const found = extensions.find((item) => oidOf(item.child(0)) === oid);
    return found && valueOf(found);
  };
  const reason = value(OID.crlReason);
  const invalidity = value(OID.invalidityDate);
  return {
    serialNumber: integerOf(entry.child(0)),
    revocationDate: timeOf(entry.child(1)),
    reason: reason ? revocationReason(smallIntegerOf(reason)) : 'unspecified',
    ...(invalidity && { invalidityDate: timeOf(invalidity) }),
    unknownCritical: extensions.flatMap((item) => {
      const flag = item.child(1);
      const oid = oidOf(item.child(0));
      return flag.isUniversal(TAG.boolean) && booleanOf(flag) && !ENTRY_EXTENSIONS.includes(oid) ? [oid] : [];
    }),
  };
}
