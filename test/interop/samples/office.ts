import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPresent, mustRun } from '../support/program';
import type { Workshop } from '../support/sample';

const ACT = `<html><head><meta charset="utf-8"><title>Determinazione</title></head><body>
<h1>Comune di Prova</h1><h2>Determinazione dirigenziale</h2>
<p>Oggetto: affidamento del servizio di manutenzione del verde pubblico. L’importo è di <b>€ 12.345,67</b>.</p>
<table border="1"><tr><th>Voce</th><th>Importo</th></tr><tr><td>Sfalcio</td><td>8.000,00</td></tr>
<tr><td>Potatura</td><td>4.345,67</td></tr></table>
<p>Perché già così è più chiaro: àèéìòù – «virgolette» – ß – Žižek – Ελλάδα.</p></body></html>`;

const EXPORTS: readonly (readonly [name: string, kind: string, options: Record<string, number | boolean>])[] =
  [
    ['odt', 'word processor, from ODT', {}],
    ['1.6', 'word processor, PDF 1.6', { SelectPdfVersion: 16 }],
    ['pdfa-1b', 'word processor, PDF/A-1b', { SelectPdfVersion: 1 }],
    ['pdfa-2b', 'word processor, PDF/A-2b', { SelectPdfVersion: 2 }],
    ['pdfa-3b', 'word processor, PDF/A-3b', { SelectPdfVersion: 3 }],
    ['tagged', 'word processor, tagged (PDF/UA)', { PDFUACompliance: true, UseTaggedPDF: true }],
  ];

/** LibreOffice Writer, from DOCX and ODT, by the export filters that offices use. */
export function addOfficeFiles(workshop: Workshop): void {
  const office = ['soffice', 'libreoffice'].find(isPresent) ?? 'libreoffice';
  workshop.with([office], () => {
    const folder = workshop.scratch('office');
    mkdirSync(folder, { recursive: true });
    const page = join(folder, 'act.html');
    writeFileSync(page, ACT);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const convert = (file: string, to: string): void => {
      mustRun(office, [profile, '--headless', '--convert-to', to, '--outdir', folder, file]);
    };
    convert(page, 'odt:writer8');
    const odt = join(folder, 'act.odt');
    convert(odt, 'docx:MS Word 2007 XML');
    for (const [name, kind, options] of EXPORTS) {
      workshop.make(`libreoffice-${name}`, { kind }, (target) => {
        convert(odt, `pdf:writer_pdf_Export:${filterOptions(options)}`);
        renameSync(join(folder, 'act.pdf'), target);
      });
    }
    workshop.make('libreoffice-docx', { kind: 'word processor, from DOCX' }, (target) => {
      convert(join(folder, 'act.docx'), 'pdf:writer_pdf_Export');
      renameSync(join(folder, 'act.pdf'), target);
    });
    const renamed = { kind: 'DOCX renamed to .pdf', producer: 'LibreOffice', expected: 'PDF_NOT_A_PDF' };
    workshop.make('renamed-docx', renamed, (target) => renameSync(join(folder, 'act.docx'), target));
  });
}

function filterOptions(options: Record<string, number | boolean>): string {
  const entries = Object.entries(options).map(([key, value]) => [
    key,
    { type: typeof value === 'number' ? 'long' : 'boolean', value: String(value) },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}
