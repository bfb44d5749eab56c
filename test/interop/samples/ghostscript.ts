import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { mustRun } from '../support/program';
import type { SampleDescription, Workshop } from '../support/sample';

const WRITE_PDF = ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=pdfwrite', '-dCompatibilityLevel=1.7'];
const LEVELS = ['1.3', '1.4', '1.5', '1.6', '1.7'];

const page = (text: string, setUp = ''): string =>
  `${setUp} /Helvetica findfont 18 scalefont setfont 72 600 moveto (${text}) show showpage\n`;

/** Ghostscript: what print servers, scanners and old registers make. */
export function addGhostscriptFiles(workshop: Workshop): void {
  workshop.with(['gs'], () => {
    for (const level of LEVELS) {
      add(workshop, `level-${level}`, { kind: `printed, PDF ${level}` }, page(`PDF ${level}`), [
        `-dCompatibilityLevel=${level}`,
      ]);
    }
    for (const part of ['1', '2', '3']) {
      add(workshop, `pdfa-${part}b`, { kind: `printed, PDF/A-${part}b` }, page(`PDF/A-${part}b`), [
        `-dPDFA=${part}`,
        '-dPDFACompatibilityPolicy=1',
        '-sColorConversionStrategy=RGB',
      ]);
    }
    addOddPages(workshop);
    const pages = Array.from({ length: 500 }, (_, at) => page(`Pagina ${at + 1} di 500`)).join('');
    add(workshop, '500-pages', { kind: 'printed, 500 pages' }, pages);
    addScans(workshop);
  });
}

function addOddPages(workshop: Workshop): void {
  const size = (width: number, height: number): string => `<</PageSize [${width} ${height}]>> setpagedevice`;
  for (const turn of [90, 180, 270]) {
    const mark = `[{ThisPage} <</Rotate ${turn}>> /PUT pdfmark`;
    add(workshop, `rotated-${turn}`, { kind: `printed, page rotated by ${turn}°` }, page('Ruotata', mark));
  }
  const boxes = page(
    'Riquadri',
    `[/CropBox [40 60 500 700] /PAGE pdfmark [/TrimBox [50 70 490 690] /PAGE pdfmark`,
  );
  add(workshop, 'crop-box', { kind: 'printed, crop and trim boxes off the origin' }, boxes);
  add(workshop, 'a0', { kind: 'printed, A0 drawing' }, page('Tavola', size(2384, 3370)));
  add(workshop, 'receipt', { kind: 'printed, narrow receipt' }, page('Scontrino', size(160, 700)));
  const mixed = page('A4', size(595, 842)) + page('A3', size(1191, 842)) + page('Letter', size(612, 792));
  add(workshop, 'mixed-sizes', { kind: 'printed, pages of different sizes' }, mixed);
}

/** Noise cannot be compressed, so that the file weighs what pages scanned in colour weigh. */
function addScans(workshop: Workshop): void {
  for (const [name, pages, side] of [
    ['scan-4mb', 4, 600],
    ['scan-80mb', 24, 1080],
  ] as const) {
    const program = workshop.scratch(`${name}.ps`);
    const file = openSync(program, 'w');
    for (let count = 0; count < pages; count += 1) {
      writeSync(
        file,
        `/DeviceRGB setcolorspace 595 842 scale << /ImageType 1 /Width ${side} /Height ${side} /BitsPerComponent 8
/Decode [0 1 0 1 0 1] /ImageMatrix [${side} 0 0 -${side} 0 ${side}] /DataSource currentfile >> image\n`,
      );
      writeSync(file, randomFillSync(Buffer.allocUnsafe(side * side * 3)));
      writeSync(file, '\nshowpage\n');
    }
    closeSync(file);
    const kind = `scanned in colour, ${pages} pages`;
    workshop.make(`ghostscript-${name}`, { kind }, (target) => {
      const raw = [
        '-dAutoFilterColorImages=false',
        '-dColorImageFilter=/FlateEncode',
        '-dDownsampleColorImages=false',
      ];
      mustRun('gs', [...WRITE_PDF, ...raw, `-sOutputFile=${target}`, program]);
    });
  }
}

function add(
  workshop: Workshop,
  name: string,
  description: SampleDescription,
  program: string,
  options: readonly string[] = [],
): void {
  workshop.make(`ghostscript-${name}`, description, (target) => {
    const file = workshop.scratch(`${name}.ps`);
    writeFileSync(file, `%!PS\n${program}`);
    mustRun('gs', [...WRITE_PDF, ...options, `-sOutputFile=${target}`, file]);
  });
}
