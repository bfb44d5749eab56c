import { createHash } from 'node:crypto';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ByteRange } from '@libro-firma/pdf';
import { DIGEST_ALGORITHMS, SIGNATURE_SCHEMES } from '../algorithms/creation-algorithms';
import { signatureRefusals } from '../signature.refusals';
import type { PreparedPades } from './prepared-pades';

/** JSON form of {@link PreparedPades}: plain values only, bytes as base64. */
export interface PreparedPadesJson {
  readonly v: 'prepared-pades/1';
  readonly increment: string;
  readonly baseSize: number;
  readonly byteRange: readonly number[];
  readonly contentsOffset: number;
  readonly contentsLength: number;
  readonly fieldName: string;
  readonly signedAttributes: string;
  readonly digestAlgorithm: string;
  readonly signatureScheme: string;
  readonly certificateSha256: string;
  readonly documentSha256: string;
}

/** The prepared signature as plain JSON, to be completed in another process. */
export function preparedPadesToJson(prepared: PreparedPades): PreparedPadesJson {
  const { increment, ...place } = prepared.prepared;
  return {
    v: 'prepared-pades/1',
    increment: increment.toString('base64'),
    baseSize: place.baseSize,
    byteRange: place.byteRange,
    contentsOffset: place.contentsOffset,
    contentsLength: place.contentsLength,
    fieldName: place.fieldName,
    signedAttributes: prepared.signedAttributes.toString('base64'),
    digestAlgorithm: prepared.digestAlgorithm,
    signatureScheme: prepared.signatureScheme,
    certificateSha256: prepared.certificateSha256,
    documentSha256: prepared.documentSha256,
  };
}

class Unreadable extends Error {}

/**
 * The prepared signature again, as {@link preparedPadesToJson} wrote it. Only the form is judged here: what the
 * values say is judged by `completePades`. Refuses `SIGNATURE_PREPARATION_UNREADABLE`.
 */
export function preparedPadesFromJson(json: unknown): Result<PreparedPades> {
  try {
    return accept(read(json));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return refuse(signatureRefusals.PREPARATION_UNREADABLE({ reason: error.message }));
  }
}

function read(json: unknown): PreparedPades {
  if (typeof json !== 'object' || json === null) throw new Unreadable('not an object');
  const member = (name: keyof PreparedPadesJson): unknown => (json as Record<string, unknown>)[name];
  const text = (name: keyof PreparedPadesJson, form: RegExp): string => {
    const value = member(name);
    if (typeof value !== 'string' || !form.test(value)) throw new Unreadable(name);
    return value;
  };
  const bytes = (name: keyof PreparedPadesJson): Buffer =>
    Buffer.from(text(name, /^[A-Za-z0-9+/]+={0,2}$/), 'base64');
  const oneOf = <T extends string>(name: keyof PreparedPadesJson, known: readonly T[]): T => {
    const found = known.find((value) => value === member(name));
    if (found === undefined) throw new Unreadable(name);
    return found;
  };
  if (member('v') !== 'prepared-pades/1') throw new Unreadable('v');
  const digestAlgorithm = oneOf('digestAlgorithm', DIGEST_ALGORITHMS);
  const signedAttributes = bytes('signedAttributes');
  return {
    prepared: {
      increment: bytes('increment'),
      baseSize: offset(member('baseSize'), 'baseSize'),
      byteRange: readByteRange(member('byteRange')),
      contentsOffset: offset(member('contentsOffset'), 'contentsOffset'),
      contentsLength: offset(member('contentsLength'), 'contentsLength'),
      fieldName: text('fieldName', /^[^]{1,1000}$/),
    },
    signedAttributes,
    toBeSigned: signedAttributes,
    digest: createHash(digestAlgorithm).update(signedAttributes).digest(),
    digestAlgorithm,
    signatureScheme: oneOf('signatureScheme', SIGNATURE_SCHEMES),
    certificateSha256: text('certificateSha256', /^[0-9a-f]{64}$/),
    documentSha256: text('documentSha256', /^[0-9a-f]{64}$/),
  };
}

function offset(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Unreadable(name);
  return value;
}

function readByteRange(value: unknown): ByteRange {
  if (!Array.isArray(value) || value.length !== 4) throw new Unreadable('byteRange');
  const [first, second, third, fourth] = value.map((item: unknown) => offset(item, 'byteRange'));
  return [first ?? 0, second ?? 0, third ?? 0, fourth ?? 0];
}
