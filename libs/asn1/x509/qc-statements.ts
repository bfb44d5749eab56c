import { readOrNothing } from '../encoding/asn1-error';
import { type Asn1Node } from '../encoding/ber-reader';
import { oidOf, sequenceOf, smallIntegerOf, textOf } from '../encoding/values';
import { OID } from '../oids';

const TYPES: Readonly<Record<string, 'esign' | 'eseal' | 'web'>> = {
  '0.4.0.1862.1.6.1': 'esign',
  '0.4.0.1862.1.6.2': 'eseal',
  '0.4.0.1862.1.6.3': 'web',
};

/** Statements of a qualified certificate (EN 319 412-5 §4). They are the issuer's claim, no proof. */
export interface QcStatements {
  readonly oids: readonly string[];
  /** Statements of `oids` whose value is not what the clause asks for; what they should say is absent below. */
  readonly unreadable: readonly string[];
  readonly compliance: boolean;
  /** The private key is said to live in a qualified device. */
  readonly qualifiedDevice: boolean;
  readonly types: readonly ('esign' | 'eseal' | 'web')[];
  readonly retentionYears?: number;
  readonly limit?: { readonly currency: string; readonly amount: number };
  /** ISO 3166 codes of the legislations under which it is qualified; empty means the EU's. */
  readonly legislations: readonly string[];
  readonly disclosures: readonly { readonly url: string; readonly language: string }[];
}

/**
 * Reads the statements one by one: an issuer that wrote one of them wrongly (a bare type where the clause asks for a
 * sequence of types) has still issued the certificate, and the others stand.
 *
 * @throws Asn1Error where the extension itself is no sequence of statements
 * @standard RFC 3739 §3.2.6; ETSI EN 319 412-5 §4
 */
export function readQcStatements(node: Asn1Node): QcStatements {
  const values = new Map<string, Asn1Node | undefined>();
  for (const item of sequenceOf(node)) {
    // An identifier that stands bare, without its statement around it, says nothing.
    if (item.constructed) values.set(oidOf(item.child(0)), item.children()[1]);
  }
  const unreadable: string[] = [];
  const read = <T>(oid: string, reader: (value: Asn1Node) => T): T | undefined => {
    const value = values.get(oid);
    const result = value && readOrNothing(() => reader(value));
    if (value && result === undefined) unreadable.push(oid);
    return result;
  };
  const retentionYears = read(OID.qcRetentionPeriod, smallIntegerOf);
  const limit = read(OID.qcLimitValue, readLimit);
  return {
    oids: [...values.keys()],
    compliance: values.has(OID.qcCompliance),
    qualifiedDevice: values.has(OID.qcSscd),
    types: read(OID.qcType, readTypes) ?? [],
    ...(retentionYears !== undefined && { retentionYears }),
    ...(limit && { limit }),
    legislations: read(OID.qcLegislation, (value) => sequenceOf(value).map(textOf)) ?? [],
    disclosures: read(OID.qcPds, readDisclosures) ?? [],
    unreadable,
  };
}

const readTypes = (node: Asn1Node): QcStatements['types'] =>
  sequenceOf(node).flatMap((item) => TYPES[oidOf(item)] ?? []);

const readDisclosures = (node: Asn1Node): QcStatements['disclosures'] =>
  sequenceOf(node).map((item) => ({ url: textOf(item.child(0)), language: textOf(item.child(1)) }));

function readLimit(node: Asn1Node): { currency: string; amount: number } {
  const [currency, amount, exponent] = [node.child(0), node.child(1), node.child(2)];
  const code = currency.isUniversal(2) ? String(smallIntegerOf(currency)) : textOf(currency);
  return { currency: code, amount: smallIntegerOf(amount) * 10 ** smallIntegerOf(exponent) };
}
