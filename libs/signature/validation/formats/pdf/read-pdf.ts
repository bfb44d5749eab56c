import { accept, refuse, type Result } from '@libro-firma/kernel';
import { PdfDocument, readSignatureDictionaries, revisionEnds, type ByteSource } from '@libro-firma/pdf';
import { signatureRefusals } from '../../../signature.refusals';
import { activeCodeOfPdf } from '../../facts/active-code';
import { RevisionHistory } from '../../facts/later-changes/later-changes';
import { pdfSignatureFacts } from '../../facts/pdf-signature-facts';
import { readSecurityStore } from './security-store';
import type { FormatReader, Reading } from '../format-reader';

const MAX_SIGNATURES = 200; // each one may cost a reading of the whole file

/**
 * Reads all signatures and document timestamps of a PDF. Synchronous, as a signer waits for it after each signature.
 *
 * Refusals: those of libs/pdf for a file that cannot be opened, `SIGNATURE_TOO_MANY_SIGNATURES` past 200.
 *
 * @standard ETSI EN 319 142-1; ISO 32000-1 §12.8
 */
export function readPdf(source: ByteSource): Result<Reading> {
  const opened = PdfDocument.open(source);
  if (!opened.ok) return opened;
  const document = opened.value;
  const dictionaries = readSignatureDictionaries(document);
  if (!dictionaries.ok) return dictionaries;
  const { length } = dictionaries.value;
  if (length > MAX_SIGNATURES)
    return refuse(signatureRefusals.TOO_MANY_SIGNATURES({ limit: MAX_SIGNATURES }));
  const ends = revisionEnds(document);
  const context = {
    source,
    document,
    history: new RevisionHistory(document, ends),
    revisionEnds: ends,
    securityStore: readSecurityStore(document),
  };
  return accept({
    format: length > 0 ? 'PAdES' : 'NONE',
    activeCode: length > 0 ? activeCodeOfPdf(document) : [],
    signatures: dictionaries.value.map((dictionary) => pdfSignatureFacts(dictionary, context)),
  });
}

export const pdfReader: FormatReader = {
  format: 'PAdES',
  read: ({ source }) => Promise.resolve(readPdf(source)),
};
