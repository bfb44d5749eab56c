import { createHash } from 'node:crypto';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import {
  DIGEST_ALGORITHMS,
  SIGNATURE_SCHEMES,
  type DigestAlgorithm,
  type SignatureScheme,
} from '../algorithms/creation-algorithms';
import { signatureRefusals } from '../signature.refusals';

/** A XAdES signature that lacks only the raw value which the holder's device makes. Holds no secret. */
export interface PreparedXades {
  readonly signatureId: string;
  /** Canonical SignedInfo: the exact bytes that a device signs. */
  readonly toBeSigned: Buffer;
  /** Digest of `toBeSigned`, for devices that take a digest. Ed25519 takes `toBeSigned` itself. */
  readonly digest: Buffer;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly signatureScheme: SignatureScheme;
  /** Claimed time, whole seconds. */
  readonly signingTime: Date;
  /** SHA-256 of the signer's certificate, in hexadecimal. */
  readonly certificateSha256: string;
  /** SHA-256 of what is signed, in hexadecimal. */
  readonly targetSha256: string;
}

/** The prepared signature as plain JSON, to be completed in another process. */
export function preparedXadesToJson(prepared: PreparedXades): Readonly<Record<string, unknown>> {
  const { toBeSigned, signingTime, digest: _, ...plain } = prepared;
  return {
    v: 'prepared-xades/1',
    ...plain,
    toBeSigned: toBeSigned.toString('base64'),
    signingTime: signingTime.toISOString(),
  };
}

/** Base64 of a SignedInfo over as many files as a container may hold. */
const FORMS = {
  signatureId: /^id-[0-9a-f]{32}$/,
  toBeSigned: /^[A-Za-z0-9+/]{40,4000000}={0,2}$/,
  signingTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/,
  certificateSha256: /^[0-9a-f]{64}$/,
  targetSha256: /^[0-9a-f]{64}$/,
} as const;

/**
 * The prepared signature again. Only the form is judged here: what the values say is judged by `completeXades`. Refuses
 * `SIGNATURE_PREPARATION_UNREADABLE`.
 */
export function preparedXadesFromJson(json: unknown): Result<PreparedXades> {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>;
  const wrong = (Object.keys(FORMS) as (keyof typeof FORMS)[]).find(
    (name) => typeof given[name] !== 'string' || !FORMS[name].test(given[name]),
  );
  const digestAlgorithm = DIGEST_ALGORITHMS.find((one) => one === given['digestAlgorithm']);
  const signatureScheme = SIGNATURE_SCHEMES.find((one) => one === given['signatureScheme']);
  if (wrong !== undefined || !digestAlgorithm || !signatureScheme)
    return refuse(signatureRefusals.PREPARATION_UNREADABLE({ reason: wrong ?? 'algorithm' }));
  const toBeSigned = Buffer.from(String(given['toBeSigned']), 'base64');
  return accept({
    signatureId: String(given['signatureId']),
    toBeSigned,
    digest: createHash(digestAlgorithm).update(toBeSigned).digest(),
    digestAlgorithm,
    signatureScheme,
    signingTime: new Date(String(given['signingTime'])),
    certificateSha256: String(given['certificateSha256']),
    targetSha256: String(given['targetSha256']),
  });
}
