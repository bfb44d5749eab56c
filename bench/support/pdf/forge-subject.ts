import { readFileSync, writeFileSync } from 'node:fs';
import forge from 'node-forge';
import {
  ParseSpeeds,
  PDFArray,
  PDFDocument,
  type PDFForm,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
} from 'pdf-lib';
import type { BenchKeys } from './keys';
import type { Work } from './work';

const RESERVED_BYTES = 8192;
/** As wide as the offsets of a file of ten digits. */
const UNKNOWN = 9_999_999_999;

/**
 * As the usual signing packages do it: pdf-lib writes the file anew with an empty signature, node-forge makes a PKCS#7
 * over it. No PAdES (the reference to the certificate is missing), and an earlier signature does not survive.
 */
export function signForge({ key, certificate }: BenchKeys): Work {
  const privateKey = forge.pki.privateKeyFromPem(key);
  const der = forge.util.createBuffer(Buffer.from(certificate, 'base64').toString('latin1'));
  const signer = forge.pki.certificateFromAsn1(forge.asn1.fromDer(der));
  return async (file, target) => {
    const document = await PDFDocument.load(readFileSync(file), {
      parseSpeed: ParseSpeeds.Fastest,
      updateMetadata: false,
    });
    addSignature(document);
    const options = { useObjectStreams: false, updateFieldAppearances: false };
    const bytes = Buffer.from(await document.save(options));
    const [start, end] = fillByteRange(bytes);
    const covered = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
    const cms = pkcs7(covered, signer, privateKey);
    bytes.write(cms.toString('hex'), start + 1, 'latin1');
    writeFileSync(target, bytes);
  };
}

function addSignature(document: PDFDocument): void {
  const { context } = document;
  const byteRange = PDFArray.withContext(context);
  for (const value of [0, UNKNOWN, UNKNOWN, UNKNOWN]) byteRange.push(PDFNumber.of(value));
  const signature = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'adbe.pkcs7.detached',
    ByteRange: byteRange,
    Contents: PDFHexString.of('0'.repeat(2 * RESERVED_BYTES)),
    M: PDFString.fromDate(new Date()),
  });
  const page = document.getPage(0);
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    V: context.register(signature),
    T: PDFString.of('Firma1'),
    F: 132,
    P: page.ref,
  });
  const reference = context.register(widget);
  page.node.addAnnot(reference);
  const form: PDFForm = document.getForm();
  form.acroForm.addField(reference);
  form.acroForm.dict.set(PDFName.of('SigFlags'), PDFNumber.of(3));
}

/** Writes the real range over the placeholder; start and end of the gap. */
function fillByteRange(bytes: Buffer): readonly [start: number, end: number] {
  const range = bytes.indexOf('/ByteRange');
  const opening = bytes.indexOf('[', range);
  const width = bytes.indexOf(']', opening) + 1 - opening;
  const start = bytes.indexOf(`<${'0'.repeat(16)}`);
  const end = start + 2 * RESERVED_BYTES + 2;
  bytes.write(`[0 ${start} ${end} ${bytes.length - end}]`.padEnd(width), opening, 'latin1');
  return [start, end];
}

function pkcs7(content: Buffer, signer: forge.pki.Certificate, key: forge.pki.rsa.PrivateKey): Buffer {
  const message = forge.pkcs7.createSignedData();
  message.content = forge.util.createBuffer(content.toString('latin1'));
  message.addCertificate(signer);
  message.addSigner({
    key,
    certificate: signer,
    digestAlgorithm: forge.pki.oids.sha256 ?? '',
    authenticatedAttributes: [
      { type: forge.pki.oids.contentType ?? '', value: forge.pki.oids.data ?? '' },
      { type: forge.pki.oids.messageDigest ?? '' },
    ],
  });
  message.sign({ detached: true });
  return Buffer.from(forge.asn1.toDer(message.toAsn1()).getBytes(), 'latin1');
}
