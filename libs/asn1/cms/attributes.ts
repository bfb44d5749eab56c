import { Asn1Error } from '../encoding/asn1-error';
import { type Asn1Node } from '../encoding/ber-reader';
import { element, sortSetOf } from '../encoding/der-writer';
import { toDer } from '../encoding/der-reencode';
import { oidOf, setOf } from '../encoding/values';
import { TAG } from '../encoding/tag';

export interface CmsAttribute {
  readonly oid: string;
  readonly values: readonly Asn1Node[];
}

/** Signed or unsigned attributes of a signer (RFC 5652 §5.3). */
export interface CmsAttributes {
  readonly node: Asn1Node;
  readonly list: readonly CmsAttribute[];
}

/**
 * Reads `[n] IMPLICIT SET OF Attribute`.
 *
 * @throws Asn1Error
 * @standard RFC 5652 §5.3
 */
export function readAttributes(node: Asn1Node): CmsAttributes {
  const list = node.children().map((item) => ({
    oid: oidOf(item.child(0)),
    values: setOf(item.child(1)),
  }));
  return { node, list };
}

/**
 * The bytes that are signed: the attributes as an explicit SET OF in DER, members in order, whatever order and
 * lengths the file has.
 *
 * @standard RFC 5652 §5.4
 */
export function signedAttributesDer(attributes: CmsAttributes): Buffer {
  return element(TAG.set | 0x20, ...sortSetOf(attributes.node.children().map(toDer)));
}

/**
 * The attributes as a SET OF in the order and encoding of the file.
 *
 * @standard RFC 5652 §5.4
 */
export function signedAttributesAsWritten(attributes: CmsAttributes): Buffer {
  return element(TAG.set | 0x20, attributes.node.content);
}

/**
 * The one value of an attribute that may stand once with one value (RFC 5652 §11); undefined when it is absent.
 *
 * @throws Asn1Error when it stands twice, or with no or several values.
 */
export function singleValue(attributes: CmsAttributes | undefined, oid: string): Asn1Node | undefined {
  const found = attributes?.list.filter((attribute) => attribute.oid === oid) ?? [];
  const [first, second] = found;
  if (!first) return undefined;
  const value = first.values[0];
  if (second || !value || first.values.length > 1) {
    throw new Asn1Error(
      'VALUE',
      `attribute ${oid} must stand once with one value`,
      first.values[0]?.start ?? 0,
    );
  }
  return value;
}

/**
 * All values of the attributes with this OID.
 *
 * @standard RFC 5652 §5.3
 */
export function valuesOf(attributes: CmsAttributes | undefined, oid: string): readonly Asn1Node[] {
  return (attributes?.list ?? []).flatMap((item) => (item.oid === oid ? item.values : []));
}
