import { readOrNothing } from '../encoding/asn1-error';
import { type Asn1Node } from '../encoding/ber-reader';
import { octetsOf, oidOf, sequenceOf, textOf } from '../encoding/values';
import { TAG } from '../encoding/tag';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier';

/** The policy under which a signer says to sign (EN 319 122-1 §5.2.9). */
export interface SignaturePolicy {
  readonly oid: string;
  readonly digestAlgorithm: string;
  readonly hash: Buffer;
  /** Where its text is to be had. */
  readonly urls: readonly string[];
}

const QUALIFIER_URI = '1.2.840.113549.1.9.16.5.1';

/**
 * Undefined for the implied policy, which names none.
 *
 * @throws Asn1Error
 * @standard ETSI EN 319 122-1 §5.2.9
 */
export function readSignaturePolicy(node: Asn1Node): SignaturePolicy | undefined {
  if (node.isUniversal(TAG.null)) return undefined;
  const [oid, hash, qualifiers] = sequenceOf(node);
  if (!oid || !hash) return undefined;
  return {
    oid: oidOf(oid),
    digestAlgorithm: readAlgorithmIdentifier(hash.child(0)).oid,
    hash: octetsOf(hash.child(1)),
    urls: (qualifiers?.children() ?? []).flatMap((item) =>
      oidOf(item.child(0)) === QUALIFIER_URI ? [textOf(item.child(1))] : [],
    ),
  };
}

/** OID of the commitment that a signer states (EN 319 122-1 §5.2.3). @throws Asn1Error */
export function readCommitmentType(node: Asn1Node): string {
  return oidOf(sequenceOf(node)[0] ?? node);
}

/** Country, place and address lines of signer-location (EN 319 122-1 §5.2.5). @throws Asn1Error */
export function readSignerLocation(node: Asn1Node): {
  readonly country?: string;
  readonly locality?: string;
  readonly address: readonly string[];
} {
  const part = (tag: number): Asn1Node | undefined => sequenceOf(node).find((item) => item.isContext(tag));
  const text = (tag: number): string | undefined => {
    const found = part(tag);
    return found && readOrNothing(() => textOf(found.only()));
  };
  const [country, locality] = [text(0), text(1)];
  return {
    ...(country !== undefined && { country }),
    ...(locality !== undefined && { locality }),
    address: (part(2)?.only().children() ?? []).map(textOf),
  };
}
