import { legalDate, type Text, italianDate } from '@libro-firma/kernel';
import type { SignatureReport } from '@libro-firma/signature';
import type { ProofOfDate } from './proofs-of-date';
import { SUB_INDICATION_WORDS } from './sub-indication-words';

/**
 * Of a signature on a day. `NOT_PROVEN`: nothing that counts as a proof says that it existed by then. `OPEN`: it existed,
 * and yet it cannot be told whether it held.
 */
export type AnswerAtDate = 'VALID' | 'NOT_VALID' | 'NOT_PROVEN' | 'OPEN';

/** What proves that the signature existed, and from when. */
export interface DateProof {
  readonly kind: 'TIMESTAMP' | 'EVIDENCE_RECORD' | ProofOfDate['kind'];
  readonly reference: string | null;
  readonly at: string;
}

export interface ValidAtDate {
  readonly answer: AnswerAtDate;
  /** The earliest proof that serves; for `NOT_PROVEN` the earliest there is; null where there is none. */
  readonly proof: DateProof | null;
  readonly text: Text;
}

/** What keeps a signature from passing today only because nothing inside the file proves when it was made. */
const ONLY_FOR_LACK_OF_TIME = ['OUT_OF_BOUNDS_NO_POE', 'REVOKED_NO_POE', 'REVOKED_CA_NO_POE'];

/**
 * Whether a signature was valid on a day, which is another question than the European verdict of today, and on what the
 * answer rests. What the signer says of the time moves nothing.
 *
 * @param day legal day in Europe/Rome, `YYYY-MM-DD`; the question is for its end.
 * @param proofs of the whole file, each verified already.
 * @standard CAD art. 24 c. 4-bis; DPCM 22-2-2013 art. 41, 62
 */
export function validAtDate(
  signature: SignatureReport,
  proofs: readonly ProofOfDate[],
  day: string,
): ValidAtDate {
  if (signature.indication === 'TOTAL_FAILED') return told('NOT_VALID', null, day, because(signature));
  const known = [
    ...ownProof(signature),
    ...proofs.map(({ kind, reference, at }) => ({ kind, reference, at })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const inTime = known.filter(({ at }) => legalDate(new Date(at)) <= day);
  const serving = inTime.find((proof) => holdsAt(signature, proof) === 'VALID') ?? inTime[0];
  if (!serving) return told('NOT_PROVEN', known[0] ?? null, day);
  const answer = holdsAt(signature, serving);
  return told(answer, serving, day, answer === 'OPEN' ? because(signature) : undefined);
}

function ownProof({ bestSignatureTime: best }: SignatureReport): readonly DateProof[] {
  if (!best.proven) return [];
  const kind = best.by === 'EVIDENCE_RECORD' ? 'EVIDENCE_RECORD' : 'TIMESTAMP';
  return [{ kind, reference: null, at: best.time }];
}

/** The verdict of the file holds for its own proof; for one beside the file the chain is looked at as of that instant. */
function holdsAt(signature: SignatureReport, { kind, at }: DateProof): AnswerAtDate {
  const { indication, subIndication, integrity, chain } = signature;
  if (kind === 'TIMESTAMP' || kind === 'EVIDENCE_RECORD')
    return indication === 'TOTAL_PASSED' ? 'VALID' : 'OPEN';
  const isHeldBack = indication !== 'TOTAL_PASSED' && !ONLY_FOR_LACK_OF_TIME.includes(subIndication ?? '');
  if (integrity !== 'INTACT' || isHeldBack || chain.at(-1)?.isAnchor !== true) return 'OPEN';
  const instant = Date.parse(at);
  const states = chain.map((member) => memberAt(member, instant));
  return (
    states.find((state) => state === 'NOT_PROVEN') ?? states.find((state) => state === 'OPEN') ?? 'VALID'
  );
}

function memberAt(
  { validFrom, validTo, isAnchor, revocation }: SignatureReport['chain'][number],
  instant: number,
): AnswerAtDate {
  // Expired or revoked before anything proves that the signature was there: it may have been made afterwards.
  if (instant < Date.parse(validFrom) || instant > Date.parse(validTo)) return 'NOT_PROVEN';
  const since = revocation.since === null ? Number.NEGATIVE_INFINITY : Date.parse(revocation.since);
  if (isAnchor || revocation.state === 'GOOD' || revocation.state === 'NOT_ASKED') return 'VALID';
  if (revocation.state === 'UNKNOWN') return 'OPEN';
  if (since > instant) return 'VALID';
  return revocation.state === 'SUSPENDED' ? 'OPEN' : 'NOT_PROVEN';
}

function because({ subIndication }: SignatureReport): Text | undefined {
  return subIndication === null ? undefined : SUB_INDICATION_WORDS[subIndication];
}

const BY: Readonly<Record<DateProof['kind'], Text>> = {
  TIMESTAMP: { it: 'la marca temporale', en: 'the timestamp' },
  EVIDENCE_RECORD: { it: 'la prova di conservazione', en: 'the evidence record' },
  DAILY_REGISTER: { it: 'il registro giornaliero marcato', en: 'the timestamped daily register' },
  PEC: { it: 'la ricevuta di posta certificata', en: 'the receipt of certified mail' },
  DEPOSIT: { it: 'il rapporto di versamento', en: 'the report of deposit' },
};

const ANSWERS: Readonly<Record<AnswerAtDate, Text>> = {
  VALID: { it: 'Valida il {day}', en: 'Valid on {day}' },
  NOT_VALID: { it: 'Non valida, il {day} come oggi', en: 'Not valid, on {day} as today' },
  NOT_PROVEN: { it: 'Il {day} non è provata', en: 'Not proven on {day}' },
  OPEN: {
    it: 'Il {day} c’era, ma non si può dire se valesse',
    en: 'There on {day}, but whether it held is open',
  },
};

function told(answer: AnswerAtDate, proof: DateProof | null, day: string, why?: Text): ValidAtDate {
  const write = (language: keyof Text): string => {
    const written = italianDate(day);
    const parts = [ANSWERS[answer][language].replace('{day}', written)];
    if (proof) parts.push(proofWords(proof, answer)[language]);
    else if (answer === 'NOT_PROVEN')
      parts.push(language === 'it' ? 'nulla prova da quando esiste' : 'nothing proves since when it exists');
    if (why) parts.push(why[language]);
    return parts.join(': ');
  };
  return { answer, proof, text: { it: write('it'), en: write('en') } };
}

function proofWords({ kind, reference, at }: DateProof, answer: AnswerAtDate): Text {
  const name = reference === null ? '' : ` (${reference})`;
  const instant = italianDate(legalDate(new Date(at)));
  return answer === 'NOT_PROVEN'
    ? {
        it: `la prima prova è del ${instant}, per ${BY[kind].it}${name}`,
        en: `the first proof is of ${instant}, by ${BY[kind].en}${name}`,
      }
    : {
        it: `esisteva già il ${instant}, per ${BY[kind].it}${name}`,
        en: `it existed by ${instant}, by ${BY[kind].en}${name}`,
      };
}
