import { readSignedData } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource, PdfDocument, readSignatureDictionaries } from '@libro-firma/pdf';
import { signWith } from '../../keys/sign-with';
import { completePadesWithTimestamp } from '../../pades/complete-with-timestamp';
import { extendPades, type BaselineLevel } from '../../pades/extend-pades';
import { preparePades } from '../../pades/prepare-pades';
import { signPades } from '../../pades/sign-pades';
import { findSignerCertificate } from '../../cms/find-certificate';
import { liveExtension, liveTimestamps } from '../pki/live-signing';
import type { LivePki } from '../pki/live-services';
import type { TestHolder } from '../pki/test-authority';
import { samplePdf } from '../sample-pdf';
import { partOfSpans, type SignedKind, type SignedPart, type Span } from './signed-kind';

/** PAdES of each level, and a file that two have signed. */
export async function signedPdfs(live: LivePki): Promise<readonly SignedKind[]> {
  const anna = live.pki.signer();
  const ugo = live.pki.signer({ givenName: 'Ugo', taxCode: 'RSSGUO80A01H501X', kind: 'rsa-2048' });
  const simple = signed(samplePdf(), anna);
  const timed = await withTimestamp(live, samplePdf(), anna);
  return [
    pdfKind('PAdES B-B', simple),
    pdfKind('PAdES by two signers', signed(simple, ugo)),
    pdfKind('PAdES B-T', timed),
    pdfKind('PAdES B-LT', await extended(live, timed, 'B-LT')),
    pdfKind('PAdES B-LTA', await extended(live, timed, 'B-LTA')),
  ];
}

function signed(base: Buffer, holder: TestHolder): Buffer {
  const options = { ...holder, signingTime: new Date() };
  return Buffer.concat([base, mustAccept(signPades(bufferSource(base), options, holder.key)).increment]);
}

async function withTimestamp(live: LivePki, base: Buffer, holder: TestHolder): Promise<Buffer> {
  const source = bufferSource(base);
  const options = { ...holder, signingTime: new Date(), extraBytes: 10 * 1024 };
  const prepared = mustAccept(preparePades(source, options));
  const value = signWith(holder.key, holder.algorithm, prepared.toBeSigned);
  const made = await completePadesWithTimestamp(source, prepared, value, holder, liveTimestamps(live));
  return Buffer.concat([base, mustAccept(made).increment]);
}

async function extended(live: LivePki, file: Buffer, target: Exclude<BaselineLevel, 'B-B'>): Promise<Buffer> {
  const made = mustAccept(await extendPades(bufferSource(file), { ...liveExtension(live), target }));
  if (made.level !== target) throw new Error(`the file is ${made.level} and not ${target}`);
  return Buffer.concat([file, made.increment]);
}

function pdfKind(name: string, subject: Buffer): SignedKind {
  const document = mustAccept(PdfDocument.open(bufferSource(subject)));
  const parts = mustAccept(readSignatureDictionaries(document)).map((dictionary): SignedPart => {
    const [start = 0, length = 0, secondStart = 0, secondLength = 0] = dictionary.byteRange ?? [];
    const spans: readonly Span[] = [
      [start, start + length],
      [secondStart, secondStart + secondLength],
    ];
    const data = readSignedData(dictionary.contents);
    const [signer] = data.signers;
    const certificate = signer && findSignerCertificate(signer, data.certificates);
    return partOfSpans(certificate?.sha256 ?? '', spans);
  });
  return { name, subject, parts, toValidate: (file) => ({ file }) };
}
