import type { Result } from '@libro-firma/kernel';
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
export function preparedPadesToJson(_prepared: PreparedPades): PreparedPadesJson {
  throw new Error('not written yet');
}

/** The prepared signature again; refuses what has not the form that {@link preparedPadesToJson} gives. */
export function preparedPadesFromJson(_json: unknown): Result<PreparedPades> {
  throw new Error('not written yet');
}
