import { accept, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import { DSIG_NAMESPACE, xmlEngine, type ElementNode, type XmlDocument } from '@libro-firma/xml';
import { signatureRefusals } from '../../../signature.refusals';
import type { FormatReader, Reading, ReadingSubject } from '../format-reader';
import { externalContents } from './external-contents';
import { gatherXmlSignature } from './gather-xml-signature';
import { concludeTrustedList } from './read-trusted-list';

const MAX_SIGNATURES = 200;
const EVIDENCE_NAMESPACE = 'urn:ietf:params:xml:ns:ers';

/** Every `ds:Signature` of a document, those inside others included, in the order of the document. */
export function signaturesOf(document: XmlDocument): readonly ElementNode[] {
  return document.elements.filter(
    ({ localName, namespace }) => localName === 'Signature' && namespace === DSIG_NAMESPACE,
  );
}

/**
 * Reads the XML signatures of a document: enveloped, enveloping and detached, with XAdES properties or without.
 *
 * Refusals: those of libs/xml for what cannot be read, `SIGNATURE_TOO_MANY_SIGNATURES` past 200,
 * `SIGNATURE_XML_EVIDENCE_NOT_READ` for an evidence record of RFC 6283.
 *
 * @standard ETSI EN 319 132-1; ETSI TS 101 903; XML Signature 1.1
 */
export const xadesReader: FormatReader = { format: 'XAdES', read };

async function read({ source, contents }: ReadingSubject): Promise<Result<Reading>> {
  const engine = await xmlEngine();
  const bytes = source.read(0, source.size);
  const opened = engine.read(bytes);
  if (!opened.ok) return looksLikeList(bytes) ? accept(unreadableList(opened.refusal)) : opened;
  const document = opened.value;
  const documents = [document];
  try {
    if (document.root.localName === 'EvidenceRecord' && document.root.namespace === EVIDENCE_NAMESPACE)
      return refuse(signatureRefusals.XML_EVIDENCE_NOT_READ());
    const elements = signaturesOf(document);
    if (elements.length > MAX_SIGNATURES)
      return refuse(signatureRefusals.TOO_MANY_SIGNATURES({ limit: MAX_SIGNATURES }));
    const subject = { engine, document, external: externalContents(contents), opened: documents };
    const signatures = elements.map((element) => gatherXmlSignature(element, subject));
    const conclusion = concludeTrustedList(document, engine);
    if (conclusion) return accept({ format: 'TrustedList', signatures, conclusion });
    return accept({ format: signatures.length > 0 ? 'XAdES' : 'NONE', signatures });
  } finally {
    for (const one of documents) one.dispose();
  }
}

const HEAD_BYTES = 4096;

/** A trusted list that cannot be parsed still calls itself one at its start. */
function looksLikeList(bytes: Buffer): boolean {
  return /<(?:[\w.-]+:)?TrustServiceStatusList[\s>]/.test(bytes.toString('latin1', 0, HEAD_BYTES));
}

function unreadableList({ code, text }: Refusal): Reading {
  return { format: 'TrustedList', signatures: [], conclusion: 'PARSE_ERROR', problem: { code, text } };
}
