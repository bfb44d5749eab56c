import { type Asn1Node } from '../encoding/ber-reader';
import { oidOf, sequenceOf } from '../encoding/values';

/** AlgorithmIdentifier (RFC 5280 §4.1.1.2): an algorithm by its OID, its parameters as they stand. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters: Asn1Node | undefined;
}

/**
 * OID and parameters of an algorithm, the parameters as they stand.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §4.1.1.2
 */
export function readAlgorithmIdentifier(node: Asn1Node): AlgorithmIdentifier {
  sequenceOf(node);
  return { oid: oidOf(node.child(0)), parameters: node.children()[1] };
}
