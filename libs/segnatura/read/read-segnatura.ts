import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ElementNode, XmlEngine } from '@libro-firma/xml';
import { segnaturaRefusals } from '../segnatura.refusals';
import { ElementReader } from './element-reader';
import { readCircularEdition } from './read-circular-edition';
import { readThirdEdition } from './read-third-edition';
import { type Edition, EDITIONS, PEC_NAMESPACE, type ReceivedSegnatura } from './received-segnatura';
import { withoutNamedDoctype } from './without-doctype';

/** A segnatura names files, it does not hold them: with a thousand annexes it is far below. */
export const SEGNATURA_BOUNDS = {
  maxBytes: 8 * 1024 * 1024,
  maxDepth: 60,
  maxNodes: 400_000,
  maxAttributes: 200_000,
};

/**
 * Reads a segnatura of any of the three editions. What it lacks does not keep it from being read: it is told among its
 * faults, as a document is registered whatever came with it (CAD art. 40-bis).
 *
 * Refusals: those of XML (`XML_…`), among them any declaration of entities; `SEGNATURA_NOT_ONE`.
 *
 * @standard AIPA/CR/28/2001; AgID circular 60/2013; AgID, Linee guida, allegato 6
 */
export function readSegnatura(engine: XmlEngine, bytes: Buffer): Result<ReceivedSegnatura> {
  return withRoot(engine, bytes, (root) => {
    const edition = editionOf(root);
    if (root.localName === 'Segnatura' && (edition === '2001' || edition === '2013'))
      return accept(readCircularEdition(root, new ElementReader(EDITIONS[edition]), edition));
    // The second root is declared in the namespace of PEC, with the same type: its children stay where they are.
    if (
      root.localName === 'SegnaturaInformatica' &&
      (edition === '3.0.0' || root.namespace === PEC_NAMESPACE)
    )
      return accept(readThirdEdition(root, new ElementReader(EDITIONS['3.0.0'])));
    return refuse(segnaturaRefusals.NOT_ONE({ root: root.localName.slice(0, 100) }));
  });
}

/** Reads under bounds, hands over the root, and gives the memory back. */
export function withRoot<T>(
  engine: XmlEngine,
  bytes: Buffer,
  use: (root: ElementNode) => Result<T>,
): Result<T> {
  const document = engine.read(withoutNamedDoctype(bytes), SEGNATURA_BOUNDS);
  if (!document.ok) return document;
  try {
    return use(document.value.root);
  } finally {
    document.value.dispose();
  }
}

export function editionOf({ namespace }: ElementNode): Edition | null {
  const editions = Object.entries(EDITIONS) as [Edition, string][];
  return editions.find(([, of]) => of === namespace)?.[0] ?? null;
}
