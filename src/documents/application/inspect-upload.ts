import { accept, type Result, type Text } from '@libro-firma/kernel';
import { admitForSigning, fileSource, inspectPdf, type PdfInspection } from '@libro-firma/pdf';

export interface Inspected {
  readonly pageCount: number | null;
  readonly signatures: number;
  readonly title: string | null;
  readonly warnings: readonly { code: string; text: Text }[];
}

const UNKNOWN: Inspected = { pageCount: null, signatures: 0, title: null, warnings: [] };
const TITLE_LENGTH = 300;

/** An act must be a PDF whose signature will be worth something; whatever speaks against it refuses the upload. */
export function inspectAct(path: string): Result<Inspected> {
  return withFile(path, (source) => {
    const admitted = admitForSigning(source);
    return admitted.ok ? accept(summaryOf(admitted.value)) : admitted;
  });
}

/** An annex may be anything: what is found is told, nothing is refused. */
export function inspectAnnex(path: string, mediaType: string): Inspected {
  if (mediaType !== 'application/pdf') return UNKNOWN;
  return withFile(path, (source) => {
    const inspection = inspectPdf(source);
    if (inspection.ok) return summaryOf(inspection.value);
    return { ...UNKNOWN, warnings: [{ code: inspection.refusal.code, text: inspection.refusal.text }] };
  });
}

function withFile<T>(path: string, read: (source: ReturnType<typeof fileSource>) => T): T {
  const source = fileSource(path);
  try {
    return read(source);
  } finally {
    source.close();
  }
}

function summaryOf(inspection: PdfInspection): Inspected {
  const signatures = inspection.signatureFields.filter((field) => field.signed).length;
  const title = inspection.title?.trim().slice(0, TITLE_LENGTH) ?? '';
  return {
    pageCount: inspection.pageCount,
    signatures,
    title: title === '' ? null : title,
    warnings: warningsOf(inspection),
  };
}

function warningsOf(inspection: PdfInspection): Inspected['warnings'] {
  return [
    ...inspection.activeContent.map((content) => ({
      code: `ACTIVE_CONTENT_${content}`,
      text: {
        it: `Il PDF contiene elementi attivi (${content}): il suo aspetto può dipendere da chi lo apre`,
        en: `The PDF has active content (${content}): how it looks may depend on who opens it`,
      },
    })),
    ...(inspection.encrypted
      ? [{ code: 'ENCRYPTED', text: { it: 'Il PDF è cifrato', en: 'The PDF is encrypted' } }]
      : []),
    ...(inspection.pdfaClaim === null
      ? [
          {
            code: 'NOT_PDFA',
            text: { it: 'Il PDF non si dichiara PDF/A', en: 'The PDF does not claim to be PDF/A' },
          },
        ]
      : []),
  ];
}
