import { readSignedData } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource, type ByteSource } from '@libro-firma/pdf';
import { extendCades, joined, type BaselineLevel, type CadesInput } from '@libro-firma/signature';
import { editSignedData } from '../../../libs/signature/cms/edit-signed-data';
import { signCadesByTest } from '../../../libs/signature/testing/cades-signing';
import { liveExtension } from '../../../libs/signature/testing/pki/live-signing';
import type { LivePki } from '../../../libs/signature/testing/pki/live-services';
import type { LevelSigner } from './level-files';

/** A CAdES file of this level. */
export async function cadesOfLevel(
  live: LivePki,
  input: CadesInput,
  { holder, algorithm }: LevelSigner,
  level: BaselineLevel,
): Promise<Buffer> {
  const signed = signCadesByTest(input, holder, algorithm);
  if (level === 'B-B') return signed;
  return extendedCades(live, signed, level, input.kind === 'DETACHED' ? input.document : undefined);
}

/** The file with what it lacks for this level. */
export async function extendedCades(
  live: LivePki,
  signed: Buffer,
  target: Exclude<BaselineLevel, 'B-B'>,
  content?: ByteSource,
): Promise<Buffer> {
  const result = mustAccept(
    await extendCades(bufferSource(signed), { ...liveExtension(live), target }, content),
  );
  if (result.level !== target)
    throw new Error(`missing: ${result.missing.map(({ reason }) => reason.code).join()}`);
  return joined(result.bytes);
}

export const CADES_DOCUMENT = Buffer.from('Determina di prova n. ___ del ___\n'.repeat(10));
export const cadesDocument = bufferSource(CADES_DOCUMENT);

/** An OCSP response among the revocation data of a SignedData: another format than a CRL (RFC 5652 §10.2.1). */
const OTHER_FORMAT = 0xa1;

/** What the long file has beyond the short one, less its first OCSP response. */
export function withoutOneResponse(short: Buffer, long: Buffer): Buffer {
  const grown = readSignedData(long);
  const bytesOf = (set: typeof grown.crlSet): readonly Buffer[] =>
    (set?.children() ?? []).map(({ bytes }) => bytes);
  const revocation = bytesOf(grown.crlSet);
  const removed = revocation.find((bytes) => bytes[0] === OTHER_FORMAT);
  if (!removed) throw new Error('the file has no OCSP response');
  return editSignedData(readSignedData(short), {
    certificates: bytesOf(grown.certificateSet),
    revocation: revocation.filter((bytes) => bytes !== removed),
  });
}
