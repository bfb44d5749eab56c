import type { Text } from '@libro-firma/kernel';
import type { SignatureReport, ValidationReport } from '@libro-firma/signature';
import type { VerificationRun } from './verification-run';

/** One thing that is not as it was. */
export interface Difference {
  readonly what: 'CONCLUSION' | 'POLICY' | 'TRUST' | 'ANSWERS' | 'CHECK' | 'FACTS';
  readonly then: string;
  readonly now: string;
  readonly text: Text;
}

export interface Comparison {
  readonly isSameVerdict: boolean;
  /** To the last detail; null where it was not kept then. */
  readonly isSameFacts: boolean | null;
  readonly differences: readonly Difference[];
}

const TEXTS: Readonly<Record<Difference['what'], Text>> = {
  CONCLUSION: { it: 'La conclusione è un’altra', en: 'The conclusion is another' },
  POLICY: { it: 'La politica di convalida è un’altra', en: 'The validation policy is another' },
  TRUST: { it: 'Gli elenchi o le radici di fiducia sono altri', en: 'Trusted lists or anchors are others' },
  ANSWERS: {
    it: 'Le risposte dei servizi di revoca di allora non furono conservate, o sono altre',
    en: 'What revocation services answered then was not kept, or is not the same',
  },
  CHECK: { it: 'Un controllo dà un altro esito', en: 'A check has another outcome' },
  FACTS: { it: 'Un dettaglio rilevato è diverso', en: 'A detail that was found differs' },
};
/** Lines that are told; a hostile file may have thousands of checks. */
const AT_MOST = 50;

/** What is the same and what differs between a verification and the one that made it again. */
export function compareRuns(then: VerificationRun, now: VerificationRun): Comparison {
  const isSameFacts = then.factsSha256 === null ? null : then.factsSha256 === now.factsSha256;
  const checks = differingChecks(then.report, now.report);
  const pairs: readonly (readonly [Difference['what'], string, string])[] = [
    ['CONCLUSION', then.report.conclusion, now.report.conclusion],
    ['POLICY', then.report.policy, now.report.policy],
    ['TRUST', then.trustSha256 ?? '-', now.trustSha256 ?? '-'],
    ['ANSWERS', answersOf(then), answersOf(now)],
    ...checks,
    // Only where nothing above says it better.
    ...(checks.length === 0
      ? ([['FACTS', then.factsSha256 ?? '', isSameFacts === null ? '' : (now.factsSha256 ?? '')]] as const)
      : []),
  ];
  return {
    isSameVerdict: verdictOf(then.report) === verdictOf(now.report),
    isSameFacts,
    differences: pairs
      .filter(([, before, after]) => before !== after)
      .slice(0, AT_MOST)
      .map(([what, before, after]) => ({ what, then: before, now: after, text: TEXTS[what] })),
  };
}

/** The conclusion on the file and on each signature, those of documents inside it included. */
function verdictOf({ conclusion, signatures, inner }: ValidationReport): string {
  const own = signatures.map(({ indication, subIndication }) => `${indication} ${subIndication ?? ''}`);
  return [conclusion, ...own, ...inner.map(verdictOf)].join('\n');
}

function answersOf({ answers }: VerificationRun): string {
  return answers === null ? 'NOT_KEPT' : answers.map(({ sha256 }) => sha256 ?? '-').join(' ');
}

function differingChecks(
  then: ValidationReport,
  now: ValidationReport,
): readonly (readonly ['CHECK', string, string])[] {
  const later = allSignatures(now);
  return allSignatures(then).flatMap((signature, place) => {
    const outcomes = new Map((later[place]?.checks ?? []).map(({ id, outcome }) => [id, outcome]));
    return signature.checks
      .filter(({ id, outcome }) => outcomes.get(id) !== outcome)
      .map(({ id, outcome }) => {
        const name = `${place + 1} ${id}`;
        return ['CHECK', `${name} ${outcome}`, `${name} ${outcomes.get(id) ?? '-'}`] as const;
      });
  });
}

function allSignatures({ signatures, inner }: ValidationReport): readonly SignatureReport[] {
  return [...signatures, ...inner.flatMap(allSignatures)];
}
