import { createHash, randomBytes } from 'node:crypto';
import { der, OID, readOcspResponse, readOrNothing, type Certificate } from '@libro-firma/asn1';
import { refuse, type Result } from '@libro-firma/kernel';
import type { Transport } from '../network/transport';
import { statementOfOcsp, type StatementQuestion } from './proven-statement';
import { revocationRefusals } from './revocation.refusals';
import type { RevocationStatement } from './revocation-statement';

const MAX_RESPONSE_BYTES = 256 * 1024;
const NONCE_BYTES = 32; // RFC 9654 §2.1

/**
 * OCSPRequest for one certificate, with a nonce (RFC 6960 §4.1.1). The hashes are SHA-1: they name the issuer and
 * protect nothing, and responders in use know no other.
 */
export function writeOcspRequest(certificate: Certificate, issuer: Certificate, nonce: Buffer): Buffer {
  const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest();
  const certId = der.sequence(
    der.sequence(der.oid(OID.sha1), der.null()),
    der.octetString(sha1(certificate.issuer.der)),
    der.octetString(sha1(issuer.publicKey.keyBytes)),
    der.integer(certificate.serialNumber),
  );
  const extension = der.sequence(der.oid(OID.ocspNonce), der.octetString(der.octetString(nonce)));
  const tbs = der.sequence(der.sequence(der.sequence(certId)), der.explicit(2, der.sequence(extension)));
  return der.sequence(tbs);
}

/**
 * Asks one responder about a certificate and takes only a response that is proven. A response without nonce is taken,
 * since many responders sign in advance; one with another nonce is not. Age is for the caller to judge.
 *
 * Refuses what `statementOfOcsp` refuses, `REVOCATION_RESPONDER_FAILED`, `REVOCATION_OTHER_NONCE`, and what the network does.
 *
 * @standard RFC 6960 §2.3, §4.4.1; RFC 9654 §2
 */
export async function askOcsp(
  url: string,
  question: StatementQuestion,
  transport: Transport,
): Promise<Result<RevocationStatement>> {
  const nonce = randomBytes(NONCE_BYTES);
  const answer = await transport.send({
    url,
    body: writeOcspRequest(question.certificate, question.issuer, nonce),
    headers: { 'content-type': 'application/ocsp-request' },
    maxBytes: MAX_RESPONSE_BYTES,
  });
  if (!answer.ok) return answer;
  const response = readOrNothing(() => readOcspResponse(answer.value));
  if (!response) return refuse(revocationRefusals.UNREADABLE());
  const { status, basic } = response;
  if (!basic) return refuse(revocationRefusals.RESPONDER_FAILED({ status }));
  if (basic.nonce && !basic.nonce.equals(nonce)) return refuse(revocationRefusals.OTHER_NONCE());
  return statementOfOcsp(basic, question);
}
