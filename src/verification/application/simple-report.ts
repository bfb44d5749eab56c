import type { Language } from '@libro-firma/kernel';
import type { ChangeKind, SignatureReport, ValidationReport } from '@libro-firma/signature';
import { sentenceOf } from '../domain/verdict';
import { VERDICT_WORDS } from '../domain/verdict-words';
import { CHANGE_WORDS } from './change-words';
import { FIELD_WORDS } from './field-words';
import { proofLine } from './proof-line';
import { QUALIFICATION_WORDS } from './qualification-words';
import { SUB_INDICATION_WORDS } from './sub-indication-words';
import type { VerificationRun } from './verification-run';
import type { KeptList } from '../infrastructure/verification-trust.row';

/** The report for who does not know the standards: the sentence, then each signature with what speaks against it. */
export function simpleReport(run: VerificationRun, language: Language): string {
  const words = VERDICT_WORDS[language];
  const { report } = run;
  return [
    words.title,
    '',
    `${words.file}: ${run.fileName}`,
    `SHA-256: ${run.sha256}`,
    `${words.verifiedAt}: ${report.validatedAt}`,
    `${words.policy}: ${report.policy}`,
    '',
    (report.problem?.text ?? sentenceOf(report.conclusion))[language],
    ...signaturesOf(report, language),
    ...fieldsIn(report, language),
    ...uncoveredIn(report, language),
    '',
    ...run.lists.map((list) => listLine(list, language)),
    words.notice,
    '',
  ].join('\n');
}

function signaturesOf({ signatures, inner }: ValidationReport, language: Language): string[] {
  return [
    ...signatures.flatMap((signature, index) => ['', ...signatureLines(signature, index + 1, language)]),
    ...inner.flatMap((each) => [
      '',
      `${VERDICT_WORDS[language].inside}: ${each.file ?? each.format}`,
      ...signaturesOf(each, language),
    ]),
  ];
}

function signatureLines(signature: SignatureReport, number: number, language: Language): string[] {
  const words = VERDICT_WORDS[language];
  const { signer, subIndication, checks, changes } = signature;
  const name = signer?.commonName ?? signer?.subject ?? words.unknownSigner;
  const code = subIndication ? ` (${subIndication})` : '';
  const open = checks.filter(({ outcome }) => outcome !== 'PASSED' && outcome !== 'NOT_APPLICABLE');
  return [
    `${number}. ${words.type[signature.type]}: ${name}`,
    `   ${words.indication[signature.indication]}${code}`,
    ...(subIndication ? [`   ${SUB_INDICATION_WORDS[subIndication][language]}`] : []),
    ...qualificationLines(signature, language),
    `   ${proofLine(signature)[language]}`,
    ...open.map(({ text }) => `   - ${text[language]}`),
    ...changes.map(
      ({ kind, permitted }) =>
        `   - ${words.change}: ${CHANGE_WORDS[kind as ChangeKind][language]}${permitted ? '' : words.forbidden}`,
    ),
  ];
}

function qualificationLines({ qualification }: SignatureReport, language: Language): string[] {
  if (!qualification) return [];
  return [`   ${QUALIFICATION_WORDS[qualification.level][language]}: ${qualification.text[language]}`];
}

/** Each field that changes by itself, with its place, those of documents inside included. */
function fieldsIn({ changingFields, inner }: ValidationReport, language: Language): string[] {
  // Reports from before they were looked for have none.
  const own = (changingFields as ValidationReport['changingFields'] | undefined) ?? [];
  return [
    ...own.map(({ kind, place }) => `- ${FIELD_WORDS[kind][language]}: ${place}`),
    ...inner.flatMap((each) => fieldsIn(each, language)),
  ];
}

function uncoveredIn({ uncovered }: ValidationReport, language: Language): string[] {
  return uncovered.length === 0 ? [] : ['', `${VERDICT_WORDS[language].uncovered}: ${uncovered.join(', ')}`];
}

/** Which trusted list the verdict rests on, and whether it was too old to count. */
export function listLine(
  { territory, sequenceNumber, issuedAt, isStale }: KeptList,
  language: Language,
): string {
  const words = VERDICT_WORDS[language];
  const day = issuedAt?.slice(0, 10) ?? '?';
  return `${words.list} ${territory}, n. ${sequenceNumber}, ${day}${isStale ? words.stale : ''}`;
}
