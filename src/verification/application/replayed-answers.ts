import { type Certificate, readBasicOcspResponse, readCrl } from '@libro-firma/asn1';
import { refuse, type Result } from '@libro-firma/kernel';
import {
  revocationRefusals,
  type RevocationSource,
  type RevocationStatement,
  statementOfCrl,
  statementOfOcsp,
} from '@libro-firma/signature';
import type { RecordedAnswer } from './recorded-answers';

/** Answers as the services did then, question by question; nobody is asked. */
export class ReplayedAnswers implements RevocationSource {
  private readonly open: RecordedAnswer[];

  constructor(
    answers: readonly RecordedAnswer[],
    private readonly at: Date,
  ) {
    this.open = [...answers];
  }

  statusOf(certificate: Certificate, issuer: Certificate): Promise<Result<RevocationStatement>> {
    const place = this.open.findIndex(({ about }) => about.certificateSha256 === certificate.sha256);
    const [answer] = place < 0 ? [] : this.open.splice(place, 1);
    if (!answer?.bytes) return Promise.resolve(refuse(revocationRefusals.NO_SERVICE()));
    const { kind, fetchedAt } = answer.about;
    const question = { certificate, issuer, now: fetchedAt === null ? this.at : new Date(fetchedAt) };
    return Promise.resolve(
      kind === 'CRL'
        ? statementOfCrl(readCrl(answer.bytes), question)
        : statementOfOcsp(readBasicOcspResponse(answer.bytes), question),
    );
  }
}
