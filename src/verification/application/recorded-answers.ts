import type { Certificate } from '@libro-firma/asn1';
import { refuse, type Result, sha256 } from '@libro-firma/kernel';
import {
  type IssuerSource,
  revocationRefusals,
  type RevocationSource,
  type RevocationStatement,
} from '@libro-firma/signature';
import type { KeptAnswer } from '../infrastructure/kept-answer';

/** Who is asked for what a file left out. */
export interface OnlineSources {
  readonly revocation: RevocationSource;
  readonly issuers: IssuerSource;
}

/** An answer with its bytes; none where the service gave none. */
export interface RecordedAnswer {
  readonly about: KeptAnswer;
  readonly bytes: Buffer | null;
}

/** Past either of these nobody is asked any more: a run never rests on an answer that is not kept with it. */
const MAX_QUESTIONS = 100;
const MAX_BYTES = 64 * 1024 * 1024;

/** Asks for one verification, and notes what was answered, so that it can be made again without anybody being asked. */
export class RecordedAnswers implements RevocationSource, IssuerSource {
  readonly all: RecordedAnswer[] = [];
  private bytes = 0;

  constructor(
    private readonly services: OnlineSources,
    private readonly at: Date,
  ) {}

  async statusOf(
    certificate: Certificate,
    issuer: Certificate,
    notBefore?: Date,
  ): Promise<Result<RevocationStatement>> {
    const answer = await this.ask(certificate, issuer, notBefore);
    this.all.push(recorded(certificate, answer));
    return answer;
  }

  async issuersOf(certificate: Certificate): Promise<readonly Certificate[]> {
    const found = this.isFull() ? [] : await this.services.issuers.issuersOf(certificate);
    const taken = found.filter(({ der }) => (this.bytes += der.length) <= MAX_BYTES);
    this.all.push(...issuersFound(certificate, taken, this.at));
    return taken;
  }

  private isFull(): boolean {
    return this.all.length >= MAX_QUESTIONS || this.bytes >= MAX_BYTES;
  }

  private async ask(
    certificate: Certificate,
    issuer: Certificate,
    notBefore: Date | undefined,
  ): Promise<Result<RevocationStatement>> {
    if (this.isFull()) return tooMuch();
    const answer = await this.services.revocation.statusOf(certificate, issuer, notBefore);
    if (answer.ok) this.bytes += answer.value.der.length;
    return this.bytes > MAX_BYTES ? tooMuch() : answer;
  }
}

function tooMuch(): ReturnType<typeof refuse> {
  return refuse(revocationRefusals.NOTHING_USABLE({ reasons: ['ENOUGH_FOR_ONE_VERIFICATION'] }));
}

function recorded(
  { sha256: certificateSha256 }: Certificate,
  answer: Result<RevocationStatement>,
): RecordedAnswer {
  if (!answer.ok) {
    const nothing = { kind: null, sha256: null, url: null, fetchedAt: null };
    return { about: { certificateSha256, ...nothing, refusal: answer.refusal.code }, bytes: null };
  }
  const { kind, der, fetched } = answer.value;
  return {
    about: {
      certificateSha256,
      kind,
      sha256: sha256(der).toString('hex'),
      url: fetched?.url ?? null,
      fetchedAt: fetched?.at.toISOString() ?? null,
      refusal: null,
    },
    bytes: der,
  };
}

/** One for each issuer; one that says so where there was none. */
function issuersFound(
  { sha256: certificateSha256, extensions }: Certificate,
  issuers: readonly Certificate[],
  at: Date,
): readonly RecordedAnswer[] {
  const asked = { certificateSha256, kind: 'ISSUER', fetchedAt: at.toISOString() } as const;
  const [url = null, other] = extensions.caIssuerUrls;
  if (issuers.length === 0)
    return [{ about: { ...asked, sha256: null, url: null, refusal: 'ISSUER_NOT_FOUND' }, bytes: null }];
  return issuers.map(({ der, sha256: name }) => ({
    about: { ...asked, sha256: name, url: other === undefined ? url : null, refusal: null },
    bytes: der,
  }));
}
