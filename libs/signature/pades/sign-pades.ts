import type { KeyObject } from 'node:crypto';
import type { Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import { signWith } from '../keys/sign-with';
import { embedValue } from './embed-value';
import { prepareWith, readIdentity, type PadesOptions } from './prepare-pades';

/**
 * Both phases in one, for a key that is at hand: the bytes to append to `source`. The file is read once, since
 * nobody else holds anything between the phases. Refusals as `preparePades` and `completePades`.
 *
 * @standard ETSI EN 319 142-1 §5, §6.3
 */
export function signPades(
  source: ByteSource,
  options: PadesOptions,
  key: KeyObject,
): Result<{ readonly increment: Buffer }> {
  const identity = readIdentity(options, options.signatureAlgorithm, options.digestAlgorithm);
  if (!identity.ok) return identity;
  const prepared = prepareWith(source, options, identity.value);
  if (!prepared.ok) return prepared;
  const value = signWith(key, identity.value.algorithm, prepared.value.toBeSigned);
  return embedValue(prepared.value, value, identity.value);
}
