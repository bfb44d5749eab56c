import type { AlgorithmIdentifier, Certificate } from '@libro-firma/asn1';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithms';
import { publicKeyOf, verifyValue } from '../algorithms/verify-value';

/** The signed parts that CRLs and OCSP responses have alike. */
interface SignedStatement {
  readonly tbs: Buffer;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Buffer;
}

const verified = new WeakMap<SignedStatement, Map<string, boolean>>();

/** Whether a certificate's key signed a statement. Remembered: one list of millions of entries serves many certificates. */
export function isSignedBy(statement: SignedStatement, signer: Certificate): boolean {
  const known = verified.get(statement) ?? new Map<string, boolean>();
  verified.set(statement, known);
  const before = known.get(signer.sha256);
  if (before !== undefined) return before;
  const algorithm = readSignatureAlgorithm(statement.signatureAlgorithm);
  const key = publicKeyOf(signer.publicKey);
  const holds =
    algorithm !== undefined &&
    key !== undefined &&
    verifyValue(algorithm, key, [statement.tbs], statement.signature) === 'VALID';
  known.set(signer.sha256, holds);
  return holds;
}
