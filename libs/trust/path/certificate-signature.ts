import type { Certificate } from '@libro-firma/asn1';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithms';
import { publicKeyOf, verifyValue, type ValueOutcome } from '../algorithms/verify-value';

const MAX_REMEMBERED = 20_000;

/**
 * Remembers which certificate was signed by which key. Both are named by their hashes, so what is remembered can
 * never become untrue; validity, which does change with time, is never remembered.
 */
const remembered = new Map<string, ValueOutcome>();

/** Whether the key of `issuer` signed `certificate` (RFC 5280 §6.1.3 (a)(1)). Computed once for each pair. */
export function certificateSignature(certificate: Certificate, issuer: Certificate): ValueOutcome {
  const pair = `${certificate.sha256}${issuer.sha256}`;
  const known = remembered.get(pair);
  if (known) return known;
  const outcome = compute(certificate, issuer);
  if (remembered.size >= MAX_REMEMBERED) {
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  }
  remembered.set(pair, outcome);
  return outcome;
}

function compute(certificate: Certificate, issuer: Certificate): ValueOutcome {
  const algorithm = readSignatureAlgorithm(certificate.signatureAlgorithm);
  const key = publicKeyOf(issuer.publicKey);
  if (!algorithm || !key) return 'UNSUPPORTED';
  return verifyValue(algorithm, key, [certificate.tbs], certificate.signature);
}
