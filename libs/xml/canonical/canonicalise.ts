import type { C14NOptions, XmlElement } from 'libxml2-wasm';
import type { Libxml2 } from '../engine/libxml2';
import type { CanonicalMethod } from './canonical-method';

type Libxml2Document = InstanceType<Libxml2['XmlDocument']>;

/**
 * Canonical form of the subtrees below `apexes`, or of the whole document where none is named. Undefined where none
 * is defined (a namespace that is a relative reference) or where it would grow past the bound.
 *
 * @standard Canonical XML 1.0 and 1.1; Exclusive XML Canonicalization 1.0
 */
export function canonicalForm(
  { XmlC14NMode, XmlError }: Libxml2,
  document: Libxml2Document,
  apexes: readonly XmlElement[] | undefined,
  method: CanonicalMethod,
  maxBytes: number,
): Buffer | undefined {
  const modes = {
    '1.0': XmlC14NMode.XML_C14N_1_0,
    '1.1': XmlC14NMode.XML_C14N_1_1,
    exclusive: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
  };
  const pieces: Buffer[] = [];
  let length = 0;
  const sink = {
    write(piece: Uint8Array): number {
      length += piece.length;
      if (length > maxBytes) return -1;
      pieces.push(Buffer.from(piece));
      return piece.length;
    },
    close: () => true,
  };
  const options: C14NOptions = {
    mode: modes[method.form],
    withComments: method.withComments,
    ...(method.form === 'exclusive' &&
      method.inclusivePrefixes.length > 0 && { inclusiveNamespacePrefixes: [...method.inclusivePrefixes] }),
    ...(apexes && { nodeSet: new Set(apexes) }),
  };
  try {
    document.canonicalize(sink, options);
  } catch (fault) {
    if (fault instanceof XmlError) return undefined;
    throw fault;
  }
  return length > maxBytes ? undefined : Buffer.concat(pieces);
}
