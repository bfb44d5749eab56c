import { Injectable } from '@nestjs/common';
import { accept, type Language, type Result } from '@libro-firma/kernel';
import type { Actor } from '../../platform/identity';
import { sentenceOf } from '../domain/verdict';
import { reportXml } from './report-xml';
import { type SealedReport, SealedReports } from './sealed-reports';
import { simpleReport } from './simple-report';
import type { VerificationRun } from './verification-run';

/** `json`: all that was found. `txt`: in words. `pdf`: for a court. `etsi`: TS 119 102-2. `xml`: our own short form. */
export const REPORT_FORMATS = ['json', 'txt', 'pdf', 'etsi', 'xml'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface WrittenReport {
  readonly mediaType: string;
  /** Of a file name. */
  readonly ending: string;
  readonly body: Buffer | string;
  /** Level of its seal, or why it has none; null for forms that are never sealed. */
  readonly seal: Result<string> | null;
}

/** Writes what was found in the form that is asked for. A new form is one more case here and in the list above. */
@Injectable()
export class Reports {
  constructor(private readonly sealed: SealedReports) {}

  async write(
    actor: Actor,
    run: VerificationRun,
    format: ReportFormat,
    language: Language,
  ): Promise<Result<WrittenReport>> {
    const xml = { mediaType: 'application/xml; charset=utf-8', ending: 'xml' };
    switch (format) {
      case 'xml':
        return accept({ ...xml, body: reportXml(run), seal: null });
      case 'etsi':
        return withSeal(await this.sealed.etsi(actor, run), { ...xml, ending: 'etsi.xml' });
      case 'pdf':
        return withSeal(await this.sealed.pdf(actor, run, language), {
          mediaType: 'application/pdf',
          ending: 'pdf',
        });
      case 'txt':
        return accept({
          mediaType: 'text/plain; charset=utf-8',
          ending: 'txt',
          body: simpleReport(run, language),
          seal: null,
        });
      case 'json': {
        const all = { ...run, summary: sentenceOf(run.report.conclusion) };
        return accept({
          mediaType: 'application/json; charset=utf-8',
          ending: 'json',
          body: JSON.stringify(all, null, 2),
          seal: null,
        });
      }
    }
  }
}

/** That it is not sealed stands in the name of the file too: a header is not kept with it. */
function withSeal(
  made: Result<SealedReport>,
  { mediaType, ending }: Pick<WrittenReport, 'mediaType' | 'ending'>,
): Result<WrittenReport> {
  if (!made.ok) return made;
  const { bytes: body, seal } = made.value;
  return accept({ mediaType, ending: seal.ok ? ending : `non-sigillato.${ending}`, body, seal });
}
