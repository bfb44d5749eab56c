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

/** @throws Asn1Error */
export function readQcStatements(node: Asn1Node): QcStatements {
  const statements = new Map<string, Asn1Node | undefined>();
  for (const item of sequenceOf(node)) statements.set(oidOf(item.child(0)), item.children()[1]);
  const oids = [...statements.keys()];
  const retention = statements.get(OID.qcRetentionPeriod);
  const limit = statements.get(OID.qcLimitValue);
  const parts = (oid: string): readonly Asn1Node[] => {
    const value = statements.get(oid);
    return value ? sequenceOf(value) : [];
  };
  return {
    oids,
    compliance: statements.has(OID.qcCompliance),
    qualifiedDevice: statements.has(OID.qcSscd),
    types: parts(OID.qcType).flatMap((item) => TYPES[oidOf(item)] ?? []),
    ...(retention && { retentionYears: smallIntegerOf(retention) }),
    ...(limit && { limit: readLimit(limit) }),
    legislations: parts(OID.qcLegislation).map(textOf),
    disclosures: parts(OID.qcPds).map((item) => ({
      url: textOf(item.child(0)),
      language: textOf(item.child(1)),
    })),
  };
}

function readLimit(node: Asn1Node): { currency: string; amount: number } {
  const [currency, amount, exponent] = [node.child(0), node.child(1), node.child(2)];
  const code = currency.isUniversal(2) ? String(smallIntegerOf(currency)) : textOf(currency);
  return { currency: code, amount: smallIntegerOf(amount) * 10 ** smallIntegerOf(exponent) };
}
