import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { extendCades, type BaselineLevel, type CadesInput } from '@libro-firma/signature';
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
  const content = input.kind === 'DETACHED' ? input.document : undefined;
  const options = { ...liveExtension(live), target: level };
  const result = mustAccept(await extendCades(signed, options, content));
  if (result.level !== level)
    throw new Error(`missing: ${result.missing.map(({ reason }) => reason.code).join()}`);
  return result.bytes;
}

export const CADES_DOCUMENT = Buffer.from('Determina di prova n. ___ del ___\n'.repeat(10));
export const cadesDocument = bufferSource(CADES_DOCUMENT);
