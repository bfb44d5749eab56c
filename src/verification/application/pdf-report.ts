import { type Language, legalTime } from '@libro-firma/kernel';
import { type Block, type PdfAText } from '@libro-firma/pdfa';
import type { ChangeKind, CheckReport, SignatureReport, ValidationReport } from '@libro-firma/signature';
import { sentenceOf } from '../domain/verdict';
import { VERDICT_WORDS } from '../domain/verdict-words';
import { CHANGE_WORDS } from './change-words';
import { proofLine } from './proof-line';
import { QUALIFICATION_WORDS } from './qualification-words';
import { listLine } from './simple-report';
import { SUB_INDICATION_WORDS } from './sub-indication-words';
import type { VerificationRun } from './verification-run';

/**
 * The report for a court: what was verified, by which rules and on what it rests, each signature with every check that
 * was made and not only those that failed. Names are not masked here: it proves who signed. `sealedBy` stands at its end; without one it says that it is not sealed.
 */
export function pdfReport(run: VerificationRun, language: Language, sealedBy: string | null): PdfAText {
  const words = VERDICT_WORDS[language];
  const { report } = run;
  return {
    title: words.title,
    language,
    createdAt: run.verifiedAt,
    footer: `SHA-256 ${run.sha256}`,
    blocks: [
      (report.problem?.text ?? sentenceOf(report.conclusion))[language],
      heading(words.file),
      `${words.file}: ${run.fileName}`,
      `SHA-256: ${run.sha256}`,
      `${words.size}: ${run.size} byte · ${words.format}: ${report.format}`,
      ...documentBlocks(report, language),
      heading(words.rests),
      `${words.verifiedAt}: ${legalTime(run.verifiedAt)} (${report.validatedAt})`,
      `${words.policy}: ${report.policy}`,
      ...(run.lists.length > 0 ? run.lists.map((list) => listLine(list, language)) : [words.noList]),
      ...(run.trustSha256 === null ? [] : [`${words.snapshot}: ${run.trustSha256}`]),
      words.notice,
      heading(words.seal),
      sealedBy === null ? words.unsealed : `${words.sealedBy} ${sealedBy}`,
      `${words.run}: ${run.id}`,
    ],
  };
}

const heading = (text: string): Block => ({ heading: 2, text });

function documentBlocks(report: ValidationReport, language: Language): readonly Block[] {
  const words = VERDICT_WORDS[language];
  return [
    ...(report.uncovered.length > 0 ? [`${words.uncovered}: ${report.uncovered.join(', ')}`] : []),
    ...report.signatures.flatMap((signature, index) => signatureBlocks(signature, index + 1, language)),
    ...report.inner.flatMap((inner) => [
      heading(`${words.inside}: ${inner.file ?? inner.format}`),
      (inner.problem?.text ?? sentenceOf(inner.conclusion))[language],
      ...documentBlocks(inner, language),
    ]),
  ];
}

function signatureBlocks(signature: SignatureReport, number: number, language: Language): readonly Block[] {
  const words = VERDICT_WORDS[language];
  const { signer, subIndication, qualification, changes, timestamps, chain } = signature;
  const code = subIndication ? ` (${subIndication})` : '';
  const name = signer?.commonName ?? signer?.subject ?? words.unknownSigner;
  return [
    heading(`${number}. ${words.type[signature.type]}: ${name}`),
    `${words.indication[signature.indication]}${code}`,
    ...(subIndication ? [SUB_INDICATION_WORDS[subIndication][language]] : []),
    ...(qualification
      ? [`${QUALIFICATION_WORDS[qualification.level][language]}: ${qualification.text[language]}`]
      : []),
    proofLine(signature)[language],
    ...(signer
      ? [
          `${words.certificate}: ${signer.serialNumber}, ${signer.issuer}; ${day(signer.validFrom)} – ${day(signer.validTo)}`,
        ]
      : []),
    ...(signature.claimedSigningTime === null
      ? []
      : [`${words.claimedTime}: ${signature.claimedSigningTime}`]),
    ...listed(
      words.timestamps,
      timestamps.map(({ time, authority }) => `${time ?? '?'} · ${authority ?? '?'}`),
    ),
    ...listed(
      words.chain,
      chain.map(
        ({ subject, isAnchor, revocation }) =>
          `${subject} · ${isAnchor ? words.anchor : words.revocation[revocation.state]}`,
      ),
    ),
    ...listed(
      words.changes,
      changes.map(
        ({ kind, permitted, page, field }) =>
          [CHANGE_WORDS[kind as ChangeKind][language], page && `p. ${page}`, field]
            .filter(Boolean)
            .join(', ') + (permitted ? '' : words.forbidden),
      ),
    ),
    ...listed(
      words.checks,
      signature.checks.filter(isTold).map((check) => checkLine(check, language)),
    ),
  ];
}

function listed(title: string, lines: readonly string[]): readonly Block[] {
  return lines.length === 0 ? [] : [{ heading: 3, text: title }, ...lines.map((line) => `– ${line}`)];
}

function isTold({ outcome }: CheckReport): boolean {
  return outcome !== 'NOT_APPLICABLE';
}

function checkLine({ outcome, text, standard }: CheckReport, language: Language): string {
  return `${VERDICT_WORDS[language].outcome[outcome]}: ${text[language]} [${standard}]`;
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
