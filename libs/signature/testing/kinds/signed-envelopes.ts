import { readSignedData, type SignerInfo } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import type { CadesInput } from '../../cades/cades-input';
import { extendCades } from '../../cades/extend-cades';
import { joined } from '../../cades/signed-bytes';
import { findSignerCertificate } from '../../cms/find-certificate';
import { signCadesByTest } from '../cades-signing';
import { liveExtension } from '../pki/live-signing';
import type { LivePki } from '../pki/live-services';
import { partOfSpans, type SignedKind, type Span } from './signed-kind';

const DOCUMENT = Buffer.from('Determina di prova n. ___ del ___\n'.repeat(20));

/** CAdES attached and detached, at the first and the last level, and with a second signer. */
export async function signedEnvelopes(live: LivePki): Promise<readonly SignedKind[]> {
  const anna = live.pki.signer();
  const ugo = live.pki.signer({ givenName: 'Ugo', taxCode: 'RSSGUO80A01H501X', kind: 'rsa-2048' });
  const document = bufferSource(DOCUMENT);
  const attached = signCadesByTest({ kind: 'ATTACHED', document }, anna);
  const detached = signCadesByTest({ kind: 'DETACHED', document }, anna);
  const parallel: CadesInput = { kind: 'PARALLEL', signed: bufferSource(attached) };
  const archived = mustAccept(
    await extendCades(bufferSource(attached), { ...liveExtension(live), target: 'B-LTA' }),
  );
  if (archived.level !== 'B-LTA') throw new Error(`the file is ${archived.level}`);
  return [
    envelope('CAdES attached, B-B', attached),
    envelope('CAdES attached, B-LTA', joined(archived.bytes)),
    envelope('CAdES by two signers', signCadesByTest(parallel, ugo)),
    ...besideDocument('CAdES detached', detached),
  ];
}

function envelope(name: string, subject: Buffer): SignedKind {
  const content = subject.indexOf(DOCUMENT);
  return {
    name,
    subject,
    parts: partsOf(subject, [[content, content + DOCUMENT.length]]),
    toValidate: (file) => ({ file }),
  };
}

/** The signature file changed, and the document beside it. */
function besideDocument(name: string, signature: Buffer): readonly SignedKind[] {
  const contents = (bytes: Buffer): [{ name: string; source: ReturnType<typeof bufferSource> }] => [
    { name: 'atto.txt', source: bufferSource(bytes) },
  ];
  const parts = partsOf(signature, []);
  return [
    { name, subject: signature, parts, toValidate: (file) => ({ file, contents: contents(DOCUMENT) }) },
    {
      name: `${name}, its document`,
      subject: DOCUMENT,
      parts: parts.map(({ certificateSha256 }) => partOfSpans(certificateSha256, [[0, DOCUMENT.length]])),
      toValidate: (bytes) => ({ file: signature, contents: contents(bytes) }),
    },
  ];
}

function partsOf(file: Buffer, content: readonly Span[]): SignedKind['parts'] {
  const data = readSignedData(file);
  return data.signers.map((signer) => {
    const certificate = findSignerCertificate(signer, data.certificates);
    return partOfSpans(certificate?.sha256 ?? '', [...content, ...spansOf(file, signer)]);
  });
}

/** Signed attributes and value. */
function spansOf(file: Buffer, signer: SignerInfo): readonly Span[] {
  const { bytes } = signer.signedAttributes?.node ?? { bytes: Buffer.alloc(0) };
  return [bytes, signer.signature].map((part) => {
    const start = file.indexOf(part);
    return [start, start + part.length] as const;
  });
}
