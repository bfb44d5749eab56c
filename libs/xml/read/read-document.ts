import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ParseOption } from 'libxml2-wasm';
import type { Libxml2 } from '../engine/libxml2';
import { xmlRefusals } from '../xml.refusals';
import { BoundPassed, buildTree } from './build-tree';
import { prescan, tooLarge } from './prescan';
import { openDocument, type XmlDocument } from './xml-document';
import type { XmlBounds } from './xml-bounds';

/** Reads a document under bounds; see `XmlEngine.read`. */
export function readDocument(libxml2: Libxml2, bytes: Buffer, bounds: XmlBounds): Result<XmlDocument> {
  const scanned = prescan(bytes, bounds);
  if (!scanned.ok) return scanned;
  const parsed = parse(libxml2, bytes);
  if (!parsed.ok) return parsed;
  const { value: document } = parsed;
  try {
    if (document.dtd) return discard(document, xmlRefusals.DOCTYPE());
    // Canonical XML is defined for XML 1.0 alone (Canonical XML 1.1 §1).
    if (document.version !== '1.0') return discard(document, notWellFormed(`version ${document.version}`));
    const tree = buildTree(libxml2, document.root, bounds);
    return accept(
      openDocument({ libxml2, bytes, bounds, document, tree, parse: () => parse(libxml2, bytes) }),
    );
  } catch (fault) {
    document.dispose();
    if (fault instanceof BoundPassed) return tooLarge(fault.bound, fault.limit);
    throw fault;
  }
}

type Parsed = InstanceType<Libxml2['XmlDocument']>;

function parse(
  { XmlDocument: Document, ParseOption: Options, XmlError }: Libxml2,
  bytes: Buffer,
): Result<Parsed> {
  let option: ParseOption = Options.XML_PARSE_NONET;
  option |= Options.XML_PARSE_NO_XXE;
  option |= Options.XML_PARSE_NO_SYS_CATALOG;
  option |= Options.XML_PARSE_SKIP_IDS;
  option |= Options.XML_PARSE_HUGE; // embedded files make texts of more than 10 MB; depth and size are bounded here
  try {
    return accept(Document.fromBuffer(bytes, { option }));
  } catch (fault) {
    if (fault instanceof XmlError) return refuse(notWellFormed(fault.message));
    throw fault;
  }
}

function notWellFormed(message: string): ReturnType<typeof xmlRefusals.NOT_WELL_FORMED> {
  return xmlRefusals.NOT_WELL_FORMED({ reason: (message.split('\n')[0] ?? '').slice(0, 200) });
}

function discard(
  document: Parsed,
  refusal: ReturnType<typeof xmlRefusals.DOCTYPE>,
): ReturnType<typeof refuse> {
  document.dispose();
  return refuse(refusal);
}
