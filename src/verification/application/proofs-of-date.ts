import { Injectable } from '@nestjs/common';
import { type Digest, leafHash, rootOfProof, sha256 as sha256Of, type Text } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import type { DateEvidence, DateEvidenceKind, DateEvidenceSource } from '../domain/date-evidence.port';
import { legalInstant } from './proof-line';
import { VerifyFile } from './verify-file.use-case';

/** By when the file existed, and on what that rests. */
export interface ProofOfDate {
  readonly kind: DateEvidenceKind;
  readonly reference: string;
  readonly at: string;
  readonly text: Text;
}

const BY: Readonly<Record<DateEvidenceKind, Text>> = {
  DAILY_REGISTER: { it: 'registro giornaliero con marca temporale', en: 'timestamped daily register' },
  PEC: { it: 'ricevuta di posta certificata', en: 'receipt of certified mail' },
  DEPOSIT: { it: 'rapporto di versamento in conservazione', en: 'report of deposit in preservation' },
};
/** Evidence that is looked at for one file; a bound, since each is verified. */
const AT_MOST = 5;

/**
 * The Italian line "valid at the date", apart from the European verdict, where it rests on something beside the file. What
 * a source gives is believed only as far as it is verified itself: a trusted timestamp over a text that names the digest.
 *
 * @standard DPCM 22-2-2013 art. 41, 62; CAD art. 20 c. 1-bis
 */
@Injectable()
export class ProofsOfDate {
  private readonly sources: DateEvidenceSource[] = [];

  constructor(private readonly verify: VerifyFile) {}

  add(source: DateEvidenceSource): void {
    this.sources.push(source);
  }

  /** The proofs for a file, oldest first; none where nothing holds. */
  async of(bodyId: string, sha256: string): Promise<readonly ProofOfDate[]> {
    const found = await Promise.all(this.sources.map((source) => source.evidenceFor(bodyId, sha256)));
    const proofs: ProofOfDate[] = [];
    for (const evidence of found.flat().slice(0, AT_MOST)) {
      const at = names(evidence, sha256) ? await this.instantOf(evidence) : undefined;
      if (at !== undefined) proofs.push(proofBy(evidence, at));
    }
    return proofs.sort((a, b) => a.at.localeCompare(b.at));
  }

  /** The instant that the timestamp proves, if it holds and its authority is trusted. */
  private async instantOf(evidence: DateEvidence): Promise<string | undefined> {
    const { conclusion, format, signatures } = await this.verify.judgeSource(bufferSource(evidence.token), {
      contents: [{ name: 'evidence', source: bufferSource(stamped(evidence)) }],
    });
    const [stamp] = signatures;
    const holds = conclusion === 'TOTAL_PASSED' && format === 'TimestampToken' && signatures.length === 1;
    return holds ? (stamp?.timestamps[0]?.time ?? undefined) : undefined;
  }
}

/**
 * What the timestamp is over: the text itself, or what the root is the digest of, to which its way in the tree leads. The
 * root is itself a SHA-256 value, and stands in the token as such.
 */
function stamped({ content, way }: DateEvidence): Buffer {
  if (!way) return content;
  let digested = content;
  const digest: Digest = (...parts) => {
    digested = Buffer.concat(parts);
    return sha256Of(...parts);
  };
  rootOfProof(digest, leafHash(digest, way.salt, sha256Of(content)), way.steps);
  return digested;
}

/** The digest stands in it, in hexadecimal or base64. */
function names({ content }: DateEvidence, sha256: string): boolean {
  const base64 = Buffer.from(sha256, 'hex').toString('base64');
  return [sha256.toLowerCase(), sha256.toUpperCase(), base64].some((text) => content.includes(text));
}

function proofBy({ kind, reference }: DateEvidence, at: string): ProofOfDate {
  return {
    kind,
    reference,
    at,
    text: {
      it: `Opponibilità ai terzi: il file esisteva il ${legalInstant(at)}, per ${BY[kind].it} (${reference})`,
      en: `Date against third parties: the file existed on ${legalInstant(at)}, by ${BY[kind].en} (${reference})`,
    },
  };
}
