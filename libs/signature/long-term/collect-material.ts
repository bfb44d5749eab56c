import {
  readBasicOcspResponse,
  readCrl,
  readOrNothing,
  type Certificate,
  type RevocationValues,
} from '@libro-firma/asn1';
import type { Refusal, Result } from '@libro-firma/kernel';
import { buildPath } from '@libro-firma/trust';
import { fetchIssuers } from '../issuers/issuer-client';
import type { Transport } from '../network/transport';
import { statementOfCrl, statementOfOcsp } from '../revocation/proven-statement';
import type { RevocationSource } from '../revocation/revocation-client';
import { revocationRefusals } from '../revocation/revocation.refusals';
import { judgeFreshness, type RevocationStatement } from '../revocation/revocation-statement';
import type {
  MaterialSubject,
  MissingEvidence,
  SubjectMaterial,
  ValidationMaterial,
} from './validation-material';

/** From where the material may come. */
export interface MaterialSources {
  /** Certificates at hand, in any order. */
  readonly known: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  /** Revocation data at hand: those of the file are used before anyone is asked. */
  readonly existing: RevocationValues;
  readonly revocation: RevocationSource;
  /** Fetches issuers that certificates name and that are not at hand; without it they are missing. */
  readonly transport?: Transport;
  readonly now: Date;
}

const MAX_CERTIFICATES = 60;
const MAX_FETCHED = 5;
const MAX_CERTIFICATE_BYTES = 64 * 1024;

/**
 * Collects chains and revocation data for every certificate of every subject but anchors and responders that need
 * none, those of the responders included. Data made before the subject's best proven time are not taken, nor those at
 * hand that had run out by the next timestamp: a renewal asks anew about the authority of the newest one. A certificate
 * revoked before its time is told as missing: nothing then proves that its key might sign.
 *
 * @standard ETSI EN 319 142-1 §5.4.2.2, §6.3; ETSI EN 319 122-1 §6.3; RFC 6960 §4.2.2.2.1
 */
export async function collectMaterial(
  subjects: readonly MaterialSubject[],
  sources: MaterialSources,
): Promise<ValidationMaterial> {
  const known = [...sources.known];
  const collected: SubjectMaterial[] = [];
  const missing: MissingEvidence[] = [];
  for (const subject of subjects) {
    const search = new SubjectSearch(subject, sources, known);
    collected.push(await search.run());
    missing.push(...search.missing);
  }
  return { subjects: collected, missing: distinct(missing) };
}

/** What two subjects lack alike, such as the status of their common issuer, is told once. */
function distinct(missing: readonly MissingEvidence[]): readonly MissingEvidence[] {
  const known = new Map(
    missing.map((one) => [`${one.role} ${one.certificate.sha256} ${one.reason.code}`, one] as const),
  );
  return [...known.values()];
}

class SubjectSearch {
  readonly missing: MissingEvidence[] = [];
  private readonly certificates = new Map<string, Certificate>();
  private readonly statements: RevocationStatement[] = [];

  constructor(
    private readonly subject: MaterialSubject,
    private readonly sources: MaterialSources,
    /** Grows with what is fetched, for the subjects after this one too. */
    private readonly known: Certificate[],
  ) {}

  async run(): Promise<SubjectMaterial> {
    const { subject } = this;
    await this.prove(subject.certificate, subject.role);
    return {
      subject,
      certificates: [...this.certificates.values()],
      statements: this.statements,
    };
  }

  /** Chain of a certificate and a statement for each of it; those who made the statements are proven likewise. */
  private async prove(leaf: Certificate, role: MissingEvidence['role']): Promise<void> {
    if (this.certificates.has(leaf.sha256)) return;
    const path = await this.pathOf(leaf);
    for (const certificate of path.certificates) this.certificates.set(certificate.sha256, certificate);
    if (!path.anchored || this.certificates.size > MAX_CERTIFICATES) {
      this.missing.push({ role, certificate: leaf, reason: revocationRefusals.CHAIN_INCOMPLETE() });
      return;
    }
    for (const [index, certificate] of path.certificates.entries()) {
      const issuer = path.certificates[index + 1];
      if (!issuer || isExempt(certificate, role)) continue;
      await this.proveStatus(certificate, issuer, index === 0 ? role : 'ISSUER');
    }
  }

  private async proveStatus(
    certificate: Certificate,
    issuer: Certificate,
    role: MissingEvidence['role'],
  ): Promise<void> {
    const statement = await this.statementOn(certificate, issuer);
    const reason = statement.ok ? whyNotGood(statement.value, this.subject.time) : statement.refusal;
    if (reason) this.missing.push({ role, certificate, reason });
    if (!statement.ok) return;
    this.statements.push(statement.value);
    const { signer } = statement.value;
    if (signer.sha256 !== issuer.sha256) await this.prove(signer, 'RESPONDER');
  }

  private statementOn(
    certificate: Certificate,
    issuer: Certificate,
  ): Promise<Result<RevocationStatement>> | Result<RevocationStatement> {
    const { time } = this.subject;
    const own = this.existing(certificate, issuer);
    return own ?? this.sources.revocation.statusOf(certificate, issuer, time);
  }

  /** What the file holds already; it may have run out since, as long as it lasted until the next timestamp. */
  private existing(certificate: Certificate, issuer: Certificate): Result<RevocationStatement> | undefined {
    const { existing, now } = this.sources;
    const question = { certificate, issuer, now };
    for (const bytes of existing.ocspResponses) {
      const response = readOrNothing(() => readBasicOcspResponse(bytes));
      const statement = response && statementOfOcsp(response, question, this.known);
      if (statement?.ok === true && this.proves(statement.value)) return statement;
    }
    for (const bytes of existing.crls) {
      const crl = readOrNothing(() => readCrl(bytes));
      const statement = crl && statementOfCrl(crl, question);
      if (statement?.ok === true && this.proves(statement.value)) return statement;
    }
    return undefined;
  }

  private proves(statement: RevocationStatement): boolean {
    const { time, judgedAt } = this.subject;
    return (
      judgeFreshness(statement, { now: statement.producedAt, notBefore: time }).ok &&
      endOf(statement) >= judgedAt.getTime()
    );
  }

  private async pathOf(
    leaf: Certificate,
  ): Promise<{ certificates: readonly Certificate[]; anchored: boolean }> {
    const { anchors, transport } = this.sources;
    for (let fetched = 0; ; fetched += 1) {
      const path = buildPath(leaf, { intermediates: this.known, anchors, at: this.subject.time });
      const last = path.certificates.at(-1);
      if (path.anchored || !transport || !last || fetched >= MAX_FETCHED) return path;
      const issuers = await fetchIssuers(last, transport, MAX_CERTIFICATE_BYTES);
      if (issuers.length === 0) return path;
      this.known.push(...issuers);
    }
  }
}

/** Responders that say so, and certificates too short-lived to be revoked (RFC 6960 §4.2.2.2.1, EN 319 412-1 §5.2). */
function isExempt({ extensions }: Certificate, role: MissingEvidence['role']): boolean {
  return extensions.validityAssured || (role === 'RESPONDER' && extensions.noCheck);
}

/** How long it may be relied upon; without a word of its own for a day. */
function endOf({ thisUpdate, nextUpdate }: RevocationStatement): number {
  return nextUpdate?.getTime() ?? thisUpdate.getTime() + 24 * 3_600_000;
}

function whyNotGood(statement: RevocationStatement, time: Date): Refusal | undefined {
  const { status, since, reason = 'unspecified' } = statement;
  if (status === 'GOOD' || (since && since > time)) return undefined;
  return revocationRefusals.REVOKED({ instant: since?.toISOString() ?? '?', reason });
}
