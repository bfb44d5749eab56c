import type { BasicOcspResponse, Certificate, Crl } from '@libro-firma/asn1';
import { refuse, type Result } from '@libro-firma/kernel';
import { judgeCrl, judgeOcsp } from '@libro-firma/trust';
import { revocationRefusals } from './revocation.refusals';
import { statementOf, type RevocationStatement } from './revocation-statement';

/** Of whom something is to be said, by whom he was certified, and when that is asked. */
export interface StatementQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly now: Date;
}

/**
 * What an OCSP response proves of a certificate. Says nothing of its age. Refuses `REVOCATION_OTHER_CERTIFICATE` for a
 * response about others, and one code for each way in which it proves nothing.
 *
 * @param responders certificates that may be the responder's, beside those in the response.
 * @standard RFC 6960 §3.2, §4.2.2.2
 */
export function statementOfOcsp(
  response: BasicOcspResponse,
  question: StatementQuestion,
  responders: readonly Certificate[] = [],
): Result<RevocationStatement> {
  const evidence = judgeOcsp(response, { ...question, provenAt: question.now }, responders);
  return evidence ? statementOf(evidence) : refuse(revocationRefusals.OTHER_CERTIFICATE());
}

/**
 * What a CRL proves of a certificate, as {@link statementOfOcsp}. A CRL of another issuer is not followed: it is refused as
 * `REVOCATION_SIGNER_NOT_AUTHORISED`.
 *
 * @standard RFC 5280 §6.3.3
 */
export function statementOfCrl(crl: Crl, question: StatementQuestion): Result<RevocationStatement> {
  const evidence = judgeCrl(crl, { ...question, provenAt: question.now });
  return evidence ? statementOf(evidence) : refuse(revocationRefusals.SIGNER_NOT_AUTHORISED());
}
