import type { XmlDocument, XmlEngine } from '@libro-firma/xml';
import { gatherXmlSignature } from '../xades/gather-xml-signature';
import { signaturesOf } from '../xades/read-xades';
import type { XmlSignatureFacts } from '../xades/xml-signature-facts';
import type { AsicSubject } from './asic-cms';
import { pathOf } from './asic-manifest';

const XML_NAME = /^META-INF\/[^/]*signatures?[^/]*\.xml$/i;
const MAX_SIGNATURES = 200;

/**
 * XAdES signatures of a container, ASiC or OpenDocument: their references lead to its files by name from the root.
 *
 * @standard ETSI EN 319 162-1 §4.3.3.2, §4.4.3.2; OpenDocument 1.3 part 2 §5
 */
export function asicXmlSignatures(
  { files, shape }: AsicSubject,
  engine: XmlEngine,
): readonly XmlSignatureFacts[] {
  const external = (uri: string | undefined): Buffer | undefined => files.get(pathOf(uri));
  const named = [...files].filter(([name]) => XML_NAME.test(name));
  return named.flatMap(([name, bytes]) => {
    const read = engine.read(bytes);
    if (!read.ok) return [];
    const opened: XmlDocument[] = [read.value];
    const subject = { engine, document: read.value, external, opened };
    const found = signaturesOf(read.value)
      .slice(0, MAX_SIGNATURES)
      .map((element) => gatherXmlSignature(element, subject));
    for (const one of opened) one.dispose();
    return found.map((facts) => ({
      ...facts,
      container: { isSound: shape.isSound, entries: [] },
      integrity: shape.isSound ? facts.integrity : 'BROKEN',
      described: { ...facts.described, fieldName: name },
    }));
  });
}
