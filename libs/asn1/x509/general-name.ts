import { type Asn1Node } from '../encoding/ber-reader';
import { readDistinguishedName, type DistinguishedName } from './distinguished-name';

/** GeneralName (RFC 5280 §4.2.1.6) in the forms that are judged; others keep their tag only. */
export type GeneralName =
  | { readonly kind: 'directory'; readonly name: DistinguishedName }
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly value: string }
  | { readonly kind: 'other'; readonly tag: number };

const TEXT_KINDS: Readonly<Record<number, 'email' | 'dns' | 'uri'>> = { 1: 'email', 2: 'dns', 6: 'uri' };

/**
 * A name in one of the forms that are read here; any other by its tag alone.
 *
 * @throws Asn1Error
 * @standard RFC 5280 §4.2.1.6
 */
export function readGeneralName(node: Asn1Node): GeneralName {
  const kind = TEXT_KINDS[node.tag];
  if (kind && !node.constructed) return { kind, value: node.content.toString('latin1') };
  if (node.isContext(4)) return { kind: 'directory', name: readDistinguishedName(node.only()) };
  return { kind: 'other', tag: node.tag };
}
