import type { KeyObject } from 'node:crypto';
import { accept, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import type { XmlEngine } from '@libro-firma/xml';
import type { CadesInput } from '../cades/cades-input';
import { completeCades } from '../cades/complete-cades';
import { prepareCades } from '../cades/prepare-cades';
import { joined } from '../cades/signed-bytes';
import { signWith } from '../keys/sign-with';
import { signXades, type XadesOptions } from '../xades/sign-xades';
import type { SignedFile } from '../xades/xades-target';
import { suitableFiles } from './asic-files';
import { asicManifestXml, packageManifestXml } from './manifest-xml';
import { ASIC_E, ASIC_S, writeContainer } from './write-container';

const CMS_NAME = 'META-INF/signature001.p7s';

/**
 * ASiC-E with XAdES B-B over several files.
 *
 * Refusals: `ASIC_FILE_NAMES`, and those of `signXades`.
 *
 * @standard ETSI EN 319 162-1 §4.4.3; ETSI EN 319 132-1 §6.3
 */
export async function signAsicXades(
  engine: XmlEngine,
  files: readonly SignedFile[],
  options: XadesOptions,
  key: KeyObject,
): Promise<Result<Buffer>> {
  const suitable = suitableFiles(files, { isSimple: false });
  if (!suitable.ok) return suitable;
  const signature = signXades(engine, { kind: 'files', files }, options, key);
  if (!signature.ok) return signature;
  return accept(
    await writeContainer(ASIC_E, [
      ...files,
      { name: 'META-INF/manifest.xml', bytes: packageManifestXml(files, ASIC_E) },
      { name: 'META-INF/signatures001.xml', bytes: signature.value },
    ]),
  );
}

/**
 * ASiC-E with CAdES B-B over several files, by a manifest that lists them.
 *
 * Refusals: `ASIC_FILE_NAMES`, and those of `preparePades` for certificate and key.
 *
 * @standard ETSI EN 319 162-1 §4.4.4; ETSI EN 319 122-1 §6.3
 */
export async function signAsicCades(
  files: readonly SignedFile[],
  options: XadesOptions,
  key: KeyObject,
): Promise<Result<Buffer>> {
  const suitable = suitableFiles(files, { isSimple: false });
  if (!suitable.ok) return suitable;
  const manifest = asicManifestXml(files, CMS_NAME, options.digestAlgorithm ?? 'sha256');
  const signature = signDetached(manifest, options, key);
  if (!signature.ok) return signature;
  return accept(
    await writeContainer(ASIC_E, [
      ...files,
      { name: 'META-INF/ASiCManifest001.xml', bytes: manifest },
      { name: CMS_NAME, bytes: signature.value },
    ]),
  );
}

/**
 * ASiC-S with CAdES B-B: one file and the signature over it.
 *
 * Refusals: as {@link signAsicCades}.
 *
 * @standard ETSI EN 319 162-1 §4.3; ETSI EN 319 122-1 §6.3
 */
export async function signAsicSimple(
  file: SignedFile,
  options: XadesOptions,
  key: KeyObject,
): Promise<Result<Buffer>> {
  const suitable = suitableFiles([file], { isSimple: true });
  if (!suitable.ok) return suitable;
  const signature = signDetached(file.bytes, options, key);
  if (!signature.ok) return signature;
  return accept(
    await writeContainer(ASIC_S, [file, { name: 'META-INF/signature.p7s', bytes: signature.value }]),
  );
}

/** A detached CAdES B-B over these bytes. */
function signDetached(bytes: Buffer, options: XadesOptions, key: KeyObject): Result<Buffer> {
  const input: CadesInput = { kind: 'DETACHED', document: bufferSource(bytes) };
  const prepared = prepareCades(input, options);
  if (!prepared.ok) return prepared;
  const { digestAlgorithm: digest, signatureScheme: scheme, toBeSigned } = prepared.value;
  const completed = completeCades(
    input,
    prepared.value,
    signWith(key, { scheme, digest }, toBeSigned),
    options,
  );
  return completed.ok ? accept(joined(completed.value)) : completed;
}
