import type { KeyObject } from 'node:crypto';
import type { Result } from '@libro-firma/kernel';
import type { XmlEngine } from '@libro-firma/xml';
import { signWith } from '../keys/sign-with';
import type { XadesOptions } from '../xades/sign-xades';
import type { SignedFile } from '../xades/xades-target';
import { completeAsic, prepareAsic, type AsicSubject } from './two-phase-asic';

/**
 * ASiC-E with XAdES B-B over several files.
 *
 * Refusals: `ASIC_FILE_NAMES`, and those of `signXades`.
 *
 * @standard ETSI EN 319 162-1 §4.4.3; ETSI EN 319 132-1 §6.3
 */
export function signAsicXades(
  engine: XmlEngine,
  files: readonly SignedFile[],
  options: XadesOptions,
  key: KeyObject,
): Promise<Result<Buffer>> {
  return sign({ form: 'ASIC_E_XADES', files, engine }, options, key);
}

/**
 * ASiC-E with CAdES B-B over several files, by a manifest that lists them.
 *
 * Refusals: `ASIC_FILE_NAMES`, and those of `preparePades` for certificate and key.
 *
 * @standard ETSI EN 319 162-1 §4.4.4; ETSI EN 319 122-1 §6.3
 */
export function signAsicCades(
  files: readonly SignedFile[],
  options: XadesOptions,
  key: KeyObject,
): Promise<Result<Buffer>> {
  return sign({ form: 'ASIC_E_CADES', files }, options, key);
}

/**
 * ASiC-S with CAdES B-B: one file and the signature over it.
 *
 * Refusals: as {@link signAsicCades}.
 *
 * @standard ETSI EN 319 162-1 §4.3; ETSI EN 319 122-1 §6.3
 */
export function signAsicSimple(
  file: SignedFile,
  options: XadesOptions,
  key: KeyObject,
): Promise<Result<Buffer>> {
  return sign({ form: 'ASIC_S_CADES', files: [file] }, options, key);
}

/** Both phases for a key that is at hand. */
async function sign(subject: AsicSubject, options: XadesOptions, key: KeyObject): Promise<Result<Buffer>> {
  const prepared = prepareAsic(subject, options);
  if (!prepared.ok) return prepared;
  const { digestAlgorithm: digest, signatureScheme: scheme, toBeSigned } = prepared.value.signature;
  return completeAsic(subject, prepared.value, signWith(key, { scheme, digest }, toBeSigned), options);
}
