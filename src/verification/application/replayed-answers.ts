import { type Certificate, readBasicOcspResponse, readCertificate, readCrl } from '@libro-firma/asn1';
import { refuse, type Result } from '@libro-firma/kernel';
import {
  type IssuerSource,
  revocationRefusals,
  type RevocationSource,
  type RevocationStatement,
  statementOfCrl,
  statementOfOcsp,
} from '@libro-firma/signature';
import type { RecordedAnswer } from './recorded-answers';

/** Answers as the services did then, question by question; nobody is asked. */
export class ReplayedAnswers implements RevocationSource, IssuerSource {
  private readonly open: RecordedAnswer[];
  private readonly issuers: readonly RecordedAnswer[];

  constructor(
    answers: readonly RecordedAnswer[],
    private readonly at: Date,
  ) {
    this.open = answers.filter(({ about }) => about.kind !== 'ISSUER');
    this.issuers = answers.filter(({ about }) => about.kind === 'ISSUER');
  }

  issuersOf({ sha256 }: Certificate): Promise<readonly Certificate[]> {
    const found = this.issuers.filter(({ about }) => about.certificateSha256 === sha256);
    const bytes = new Map(found.map((one) => [one.about.sha256, one.bytes]));
    return Promise.resolve([...bytes.values()].flatMap((der) => (der ? [readCertificate(der)] : [])));
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
