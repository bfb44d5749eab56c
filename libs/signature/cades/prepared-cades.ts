import { createHash } from 'node:crypto';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import {
  DIGEST_ALGORITHMS,
  SIGNATURE_SCHEMES,
  type DigestAlgorithm,
  type SignatureScheme,
} from '../algorithms/creation-algorithms';
import { signatureRefusals } from '../signature.refusals';
import type { CadesInput } from './cades-input';

/** A CAdES signature that lacks only the raw value which the holder's device makes. Holds no secret. */
export interface PreparedCades {
  readonly kind: CadesInput['kind'];
  /** The signed attributes as an explicit SET OF in DER: the exact bytes that a device signs. */
  readonly toBeSigned: Buffer;
  /** Digest of `toBeSigned`, for devices that take a digest. Ed25519 takes `toBeSigned` itself. */
  readonly digest: Buffer;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly signatureScheme: SignatureScheme;
  readonly signingTime: Date;
  readonly mimeType?: string;
  /** SHA-256 of the signer's certificate and of the input as a whole, in hexadecimal. */
  readonly certificateSha256: string;
  readonly documentSha256: string;
}

/** The prepared signature as plain JSON, to be completed in another process. */
export function preparedCadesToJson(prepared: PreparedCades): Readonly<Record<string, unknown>> {
  const { toBeSigned, signingTime, digest: _, ...plain } = prepared;
  return {
    v: 'prepared-cades/1',
    ...plain,
    toBeSigned: toBeSigned.toString('base64'),
    signingTime: signingTime.toISOString(),
  };
}

const FORMS = {
  toBeSigned: /^[A-Za-z0-9+/]{40,100000}={0,2}$/,
  signingTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  certificateSha256: /^[0-9a-f]{64}$/,
  documentSha256: /^[0-9a-f]{64}$/,
} as const;
const KINDS = ['ATTACHED', 'DETACHED', 'PARALLEL', 'COUNTER'] as const;

/** The prepared signature again. Only the form is judged here. Refuses `SIGNATURE_PREPARATION_UNREADABLE`. */
export function preparedCadesFromJson(json: unknown): Result<PreparedCades> {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>;
  const wrong = (Object.keys(FORMS) as (keyof typeof FORMS)[]).find(
    (name) => typeof given[name] !== 'string' || !FORMS[name].test(given[name]),
  );
  const kind = KINDS.find((one) => one === given['kind']);
  const digestAlgorithm = DIGEST_ALGORITHMS.find((one) => one === given['digestAlgorithm']);
  const signatureScheme = SIGNATURE_SCHEMES.find((one) => one === given['signatureScheme']);
  const { mimeType } = given;
  const isMimeRight = mimeType === undefined || (typeof mimeType === 'string' && mimeType.length < 200);
  if (wrong !== undefined || !kind || !digestAlgorithm || !signatureScheme || !isMimeRight) {
    return refuse(signatureRefusals.PREPARATION_UNREADABLE({ reason: wrong ?? 'kind or algorithm' }));
  }
  const toBeSigned = Buffer.from(String(given['toBeSigned']), 'base64');
  return accept({
    kind,
    toBeSigned,
    digest: createHash(digestAlgorithm).update(toBeSigned).digest(),
    digestAlgorithm,
    signatureScheme,
    signingTime: new Date(String(given['signingTime'])),
    ...(mimeType !== undefined && { mimeType }),
    certificateSha256: String(given['certificateSha256']),
    documentSha256: String(given['documentSha256']),
  });
}
