import { readCrl, readOrNothing, withoutArmour, type Certificate, type Crl } from '@libro-firma/asn1';
import { accept, refuse, type Clock, type Refusal, type Result } from '@libro-firma/kernel';
import type { Transport } from '../network/transport';
import { askOcsp } from './ocsp-client';
import { statementOfCrl, type StatementQuestion } from './proven-statement';
import { revocationRefusals } from './revocation.refusals';
import { judgeFreshness, type RevocationStatement } from './revocation-statement';

/** Whoever knows whether certificates are revoked. */
export interface RevocationSource {
  /**
   * A proven statement about a certificate that is fresh now and not older than `notBefore`, where that is given.
   *
   * @param issuer the certificate's issuer, whose signature over it the caller has checked
   */
  statusOf(
    certificate: Certificate,
    issuer: Certificate,
    notBefore?: Date,
  ): Promise<Result<RevocationStatement>>;
}

export interface RevocationClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** What to ask first; OCSP by default, since it is younger and smaller. */
  readonly order?: readonly ('OCSP' | 'CRL')[];
  readonly toleranceMilliseconds?: number;
}

const MAX_CRL_BYTES = 32 * 1024 * 1024;
const MAX_URLS = 3;
const MAX_REMEMBERED = 5_000;
const MAX_REMEMBERED_CRLS = 20;

/**
 * Asks the services that a certificate names, OCSP then CRL, and remembers statements and lists as long as they last
 * and are young enough for what is asked. When none helps the refusal names the reason of each.
 *
 * @standard RFC 5280 §4.2.1.13, §4.2.2.1
 */
export function revocationClient(options: RevocationClientOptions): RevocationSource {
  const client = new RevocationClient(options);
  return { statusOf: (certificate, issuer, notBefore) => client.statusOf(certificate, issuer, notBefore) };
}

class RevocationClient {
  private readonly statements = new Map<string, RevocationStatement>();
  private readonly crls = new Map<string, { readonly crl: Crl; readonly at: Date }>();

  constructor(private readonly options: RevocationClientOptions) {}

  async statusOf(
    certificate: Certificate,
    issuer: Certificate,
    notBefore: Date | undefined,
  ): Promise<Result<RevocationStatement>> {
    const key = `${issuer.sha256} ${certificate.sha256}`;
    const known = this.statements.get(key);
    if (known && this.isFresh(known, notBefore).ok) return accept(known);
    const refusals: Refusal[] = [];
    for (const ask of this.questions({ certificate, issuer, now: this.options.clock.now() }, notBefore)) {
      const statement = await ask();
      const fresh = statement.ok ? this.isFresh(statement.value, notBefore) : statement;
      if (!fresh.ok) {
        refusals.push(fresh.refusal);
        continue;
      }
      remember(this.statements, key, fresh.value, MAX_REMEMBERED);
      return fresh;
    }
    const [only] = refusals;
    if (!only) return refuse(revocationRefusals.NO_SERVICE());
    if (refusals.length === 1) return refuse(only);
    return refuse(revocationRefusals.NOTHING_USABLE({ reasons: refusals.map(({ code }) => code) }));
  }

  private questions(
    question: StatementQuestion,
    notBefore: Date | undefined,
  ): readonly (() => Promise<Result<RevocationStatement>>)[] {
    const { ocspUrls, crlDistributionPoints } = question.certificate.extensions;
    const { now } = question;
    const kinds = {
      OCSP: ocspUrls
        .slice(0, MAX_URLS)
        .map(
          (url) => async () => fetchedFrom(url, await askOcsp(url, question, this.options.transport), now),
        ),
      CRL: crlDistributionPoints
        .filter((url) => /^https?:/i.test(url))
        .slice(0, MAX_URLS)
        .map((url) => () => this.askCrl(url, question, notBefore)),
    };
    return (this.options.order ?? (['OCSP', 'CRL'] as const)).flatMap((kind) => kinds[kind]);
  }

  private async askCrl(
    url: string,
    question: StatementQuestion,
    notBefore: Date | undefined,
  ): Promise<Result<RevocationStatement>> {
    const known = this.crls.get(url);
    const remembered = known && fetchedFrom(url, statementOfCrl(known.crl, question), known.at);
    if (remembered?.ok === true && this.isFresh(remembered.value, notBefore).ok) return remembered;
    const answer = await this.options.transport.send({ url, maxBytes: MAX_CRL_BYTES });
    if (!answer.ok) return answer;
    const crl = readOrNothing(() => readCrl(withoutArmour(answer.value)));
    if (!crl) return refuse(revocationRefusals.UNREADABLE());
    const statement = statementOfCrl(crl, question);
    if (statement.ok) remember(this.crls, url, { crl, at: question.now }, MAX_REMEMBERED_CRLS);
    return fetchedFrom(url, statement, question.now);
  }

  private isFresh(statement: RevocationStatement, notBefore: Date | undefined): Result<RevocationStatement> {
    const { clock, toleranceMilliseconds } = this.options;
    return judgeFreshness(statement, {
      now: clock.now(),
      ...(notBefore && { notBefore }),
      ...(toleranceMilliseconds !== undefined && { toleranceMilliseconds }),
    });
  }
}

/** Says of a statement where and when it was fetched: whoever keeps it can tell how it came. */
function fetchedFrom(
  url: string,
  statement: Result<RevocationStatement>,
  at: Date,
): Result<RevocationStatement> {
  return statement.ok ? accept({ ...statement.value, fetched: { url, at } }) : statement;
}

/** Adds to a bounded map; what was added first goes first. */
function remember<T>(map: Map<string, T>, key: string, value: T, limit: number): void {
  map.delete(key);
  if (map.size >= limit) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
  map.set(key, value);
}
