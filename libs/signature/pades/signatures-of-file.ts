import {
  OID,
  readAdobeRevocation,
  readBasicOcspResponse,
  readCertificate,
  readOcspResponse,
  readOrNothing,
  readSignedData,
  singleValue,
  type Certificate,
  type RevocationValues,
  type SignedData,
} from '@libro-firma/asn1';
import { accept, type Result } from '@libro-firma/kernel';
import {
  PdfDocument,
  readDssDictionary,
  readSignatureDictionaries,
  type ByteSource,
  type DssDictionary,
  type SignatureDictionary,
} from '@libro-firma/pdf';
import { findSignerCertificate } from '../cms/find-certificate';
import { examineSigner, integrityOf } from '../cms/examine-signer';
import { contentOfRanges } from '../cms/signed-content';
import { attachedTimestamps } from '../timestamp/attached-timestamps';
import { examineTimestamp, type TimestampFacts } from '../timestamp/examine-timestamp';

/** A signature or document timestamp of a file, as far as its extension needs it. */
export interface SignatureInFile {
  readonly dictionary: SignatureDictionary;
  readonly data: SignedData;
  readonly certificate: Certificate;
  readonly integrity: 'INTACT' | 'BROKEN' | 'UNKNOWN';
  /** Timestamps in the CMS that are intact, or the document timestamp itself. */
  readonly tokens: readonly StampFacts[];
}

export interface StampFacts {
  readonly time: Date;
  readonly authority: Certificate;
  readonly certificates: readonly Certificate[];
}

/** The signatures and document timestamps of a file in their order, and the validation data that it holds. */
export interface SignedFile {
  readonly signatures: readonly SignatureInFile[];
  readonly timestamps: readonly SignatureInFile[];
  readonly store: DssDictionary;
  /** Revocation data of store and CMS; OCSP responses bare. */
  readonly revocation: RevocationValues;
  readonly certificates: readonly Certificate[];
  /** Signatures that are no CMS that is read here. */
  readonly unreadable: number;
}

/** Reads what an extension builds on; refuses as `PdfDocument.open` does. */
export function readSignedFile(source: ByteSource): Result<SignedFile> {
  const document = PdfDocument.open(source);
  if (!document.ok) return document;
  const dictionaries = readSignatureDictionaries(document.value);
  if (!dictionaries.ok) return dictionaries;
  const store = readDssDictionary(document.value);
  if (!store.ok) return store;
  const filled = dictionaries.value.filter(({ contents }) => contents.length > 0);
  const read = filled.flatMap((dictionary) => readOne(source, dictionary) ?? []);
  const inStore = store.value.certificates.flatMap((der) => readOrNothing(() => readCertificate(der)) ?? []);
  return accept({
    signatures: read.filter(({ dictionary }) => dictionary.type === 'Sig'),
    timestamps: read.filter(({ dictionary }) => dictionary.type === 'DocTimeStamp'),
    store: store.value,
    revocation: revocationOf(store.value, read),
    certificates: [...inStore, ...read.flatMap(certificatesOf)],
    unreadable: filled.length - read.length,
  });
}

function certificatesOf({ data, tokens }: SignatureInFile): readonly Certificate[] {
  return [...data.certificates, ...tokens.flatMap(({ certificates }) => certificates)];
}

function readOne(source: ByteSource, dictionary: SignatureDictionary): SignatureInFile | undefined {
  const data = readOrNothing(() => readSignedData(dictionary.contents));
  const [signer] = data?.signers ?? [];
  const certificate = data && signer && findSignerCertificate(signer, data.certificates);
  if (!certificate) return undefined;
  const content = contentOfRanges(source, dictionary.byteRange ?? []);
  if (dictionary.type === 'DocTimeStamp') {
    const facts = examineTimestamp(dictionary.contents, content);
    if (!facts) return undefined;
    return { dictionary, data, certificate, integrity: facts.integrity, tokens: stampFacts([facts]) };
  }
  const tokens = attachedTimestamps(signer, content)
    .filter(({ kind }) => kind === 'SIGNATURE_TIMESTAMP')
    .flatMap(({ facts }) => facts ?? []);
  const integrity = integrityOf(examineSigner(data, signer, content));
  return { dictionary, data, certificate, integrity, tokens: stampFacts(tokens) };
}

function stampFacts(all: readonly TimestampFacts[]): readonly StampFacts[] {
  return all.flatMap(({ integrity, info, signer, data }) =>
    integrity === 'INTACT' && signer.certificate
      ? [{ time: info.genTime, authority: signer.certificate, certificates: data.certificates }]
      : [],
  );
}

function revocationOf(store: DssDictionary, read: readonly SignatureInFile[]): RevocationValues {
  const inStore = store.ocspResponses.flatMap(
    (bytes) => readOrNothing(() => readOcspResponse(bytes).basic?.der) ?? [],
  );
  const inCms = read.flatMap(({ data }) => readOrNothing(() => archivedIn(data)) ?? []);
  return {
    crls: [...store.crls, ...inCms.flatMap(({ crls }) => crls)],
    ocspResponses: [...inStore, ...inCms.flatMap(({ ocspResponses }) => ocspResponses)].filter(
      (bytes) => readOrNothing(() => readBasicOcspResponse(bytes)) !== undefined,
    ),
  };
}

function archivedIn(data: SignedData): readonly RevocationValues[] {
  const own = { crls: data.crls, ocspResponses: data.ocspResponses };
  const value = singleValue(data.signers[0]?.signedAttributes, OID.adobeRevocationArchival);
  return value ? [own, readAdobeRevocation(value)] : [own];
}
