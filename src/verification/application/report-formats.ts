import { accept, type Language, refuse, type Result } from '@libro-firma/kernel';
import { etsiReport } from '@libro-firma/signature';
import { sentenceOf } from '../domain/verdict';
import { verificationRefusals } from '../domain/verification.refusals';
import { reportXml } from './report-xml';
import { simpleReport } from './simple-report';
import type { VerificationRun } from './verify-file.use-case';

/** `json`: all that was found. `txt`: in words. `etsi`: TS 119 102-2. `xml`: our own short form. */
export const REPORT_FORMATS = ['json', 'txt', 'etsi', 'xml'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface WrittenReport {
  readonly mediaType: string;
  /** Of a file name. */
  readonly ending: string;
  readonly body: string;
}

export function writeReport(
  run: VerificationRun,
  format: ReportFormat,
  language: Language,
): Result<WrittenReport> {
  const xml = { mediaType: 'application/xml; charset=utf-8', ending: 'xml' };
  switch (format) {
    case 'xml':
      return accept({ ...xml, body: reportXml(run) });
    case 'etsi': {
      const body = etsiReport(run.report, { name: run.fileName, sha256: run.sha256 });
      return body === undefined
        ? refuse(verificationRefusals.NOTHING_TO_REPORT())
        : accept({ ...xml, ending: 'etsi.xml', body });
    }
    case 'txt':
      return accept({
        mediaType: 'text/plain; charset=utf-8',
        ending: 'txt',
        body: simpleReport(run, language),
      });
    case 'json': {
      const all = { ...run, summary: sentenceOf(run.report.conclusion) };
      return accept({
        mediaType: 'application/json; charset=utf-8',
        ending: 'json',
        body: JSON.stringify(all, null, 2),
      });
    }
  }
}
