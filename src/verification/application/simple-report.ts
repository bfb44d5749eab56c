import type { Language } from '@libro-firma/kernel';
import type { SignatureReport, ValidationReport } from '@libro-firma/signature';
import { sentenceOf } from '../domain/verdict';
import { VERDICT_WORDS } from '../domain/verdict-words';
import { proofLine } from './proof-line';
import type { VerificationRun } from './verify-file.use-case';

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
    '',
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
    `   ${proofLine(signature)[language]}`,
    ...open.map(({ text }) => `   - ${text[language]}`),
    ...changes.map(
      ({ kind, permitted }) => `   - ${words.change}: ${kind}${permitted ? '' : words.forbidden}`,
    ),
  ];
}
