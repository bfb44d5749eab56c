import { readCertificate, readOrNothing } from '@libro-firma/asn1';
import {
  attempt,
  dictionaryOf,
  type PdfDictionary,
  type PdfDocument,
  type PdfObject,
} from '@libro-firma/pdf';
import { NO_MATERIAL, type SignatureMaterial } from '../../facts/shared-facts';

const MAX_STREAMS = 500;

/**
 * What the document security store holds, for all signatures and for single ones (VRI). Nobody signed it unless a
 * document timestamp came later: it is material to be proven, not a proof.
 *
 * @standard ETSI EN 319 142-1 §5.4.2; ISO 32000-2 §12.8.4.3
 */
export function readSecurityStore(document: PdfDocument): SignatureMaterial {
  const read = attempt(() => {
    const store = dictionaryOf(document.get(document.catalog, 'DSS'));
    return store ? materialOf(document, store) : NO_MATERIAL;
  });
  // A store that cannot be read is worth as much as none.
  return read.ok ? read.value : NO_MATERIAL;
}

function materialOf(document: PdfDocument, store: PdfDictionary): SignatureMaterial {
  const single = dictionaryOf(document.get(store, 'VRI'));
  const places = [
    { dictionary: store, certificates: 'Certs', crls: 'CRLs', responses: 'OCSPs' },
    ...[...(single?.entries.values() ?? [])].slice(0, MAX_STREAMS).flatMap((entry) => {
      const dictionary = dictionaryOf(document.resolve(entry));
      return dictionary ? [{ dictionary, certificates: 'Cert', crls: 'CRL', responses: 'OCSP' }] : [];
    }),
  ];
  const seen = new Set<string>();
  const all = (key: 'certificates' | 'crls' | 'responses'): Buffer[] =>
    places.flatMap((place) => streamsIn(document, document.get(place.dictionary, place[key]), seen));
  return {
    certificates: all('certificates').flatMap((bytes) => readOrNothing(() => readCertificate(bytes)) ?? []),
    crls: all('crls'),
    ocspResponses: all('responses'),
  };
}

/** Streams of an array, each object once however often it is named. */
function streamsIn(document: PdfDocument, list: PdfObject, seen: Set<string>): Buffer[] {
  if (list.kind !== 'array') return [];
  return list.items.flatMap((item) => {
    const name = item.kind === 'reference' ? `${item.objectNumber} ${item.generation}` : undefined;
    if (seen.size >= MAX_STREAMS || (name !== undefined && seen.has(name))) return [];
    if (name !== undefined) seen.add(name);
    const object = document.resolve(item);
    if (object.kind !== 'stream') return [];
    const data = attempt(() => document.streamData(object));
    return data.ok ? [data.value] : [];
  });
}
