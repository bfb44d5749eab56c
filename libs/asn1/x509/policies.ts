import { type Asn1Node } from '../encoding/ber-reader';
import { integerOf, octetContent, oidOf, sequenceOf, textOf } from '../encoding/values';
import { OID } from '../oids';

/** One certificate policy with the addresses of its statements (RFC 5280 §4.2.1.4). */
export interface CertificatePolicy {
  readonly oid: string;
  readonly statements: readonly string[];
}

/**
 * One policy of a certificate, with the addresses of its practice statements.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §4.2.1.4
 */
export function readPolicy(node: Asn1Node): CertificatePolicy {
  const qualifiers = node.children()[1];
  return {
    oid: oidOf(node.child(0)),
    statements: (qualifiers ? sequenceOf(qualifiers) : []).flatMap((item) =>
      oidOf(item.child(0)) === OID.policyQualifierCps ? [textOf(item.child(1))] : [],
    ),
  };
}

/** How many certificates further down policies must be explicit, and may still be mapped (RFC 5280 §4.2.1.11). */
export interface PolicyConstraints {
  readonly requireExplicitPolicy?: number;
  readonly inhibitPolicyMapping?: number;
}

/**
 * After how many certificates a policy must be stated, or may not be mapped any more.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §4.2.1.11
 */
export function readPolicyConstraints(node: Asn1Node): PolicyConstraints {
  const skip = (tag: number): number | undefined => {
    const part = sequenceOf(node).find((item) => item.isContext(tag));
    return part && unsigned(octetContent(part));
  };
  const [explicit, mapping] = [skip(0), skip(1)];
  return {
    ...(explicit !== undefined && { requireExplicitPolicy: explicit }),
    ...(mapping !== undefined && { inhibitPolicyMapping: mapping }),
  };
}

/** SkipCerts: past 255 it no longer matters how many. */
function unsigned(content: Buffer): number {
  return content.length > 1 && content[0] !== 0 ? 255 : (content.at(-1) ?? 0);
}

/** Pairs of policies that an issuer holds to be alike (RFC 5280 §4.2.1.5). @throws Asn1Error */
export function readPolicyMappings(
  node: Asn1Node,
): readonly { readonly issuer: string; readonly subject: string }[] {
  return sequenceOf(node).map((pair) => ({ issuer: oidOf(pair.child(0)), subject: oidOf(pair.child(1)) }));
}

/** InhibitAnyPolicy (RFC 5280 §4.2.1.14). @throws Asn1Error */
export function readInhibitAnyPolicy(node: Asn1Node): number {
  const value = integerOf(node);
  return value > 255n ? 255 : Number(value);
}
