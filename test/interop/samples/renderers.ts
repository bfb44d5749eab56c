import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../support/program';
import type { Workshop } from '../support/sample';

/** Small programs that write PDFs by libraries of their own: cairo, groff, MuPDF, TIFF tools of scanners. */
export function addRenderedFiles(workshop: Workshop): void {
  const base = workshop.made('pdf-lib-10-pages');
  workshop.with(['pdftocairo'], () => {
    workshop.make('cairo', { kind: 'drawn again by a viewer' }, (target) => {
      mustRun('pdftocairo', ['-pdf', base, target]);
    });
  });
  workshop.with(['pdfunite'], () => {
    workshop.make('pdfunite', { kind: 'several files joined', producer: 'poppler' }, (target) => {
      mustRun('pdfunite', [base, base, target]);
    });
  });
  workshop.with(['groff', 'gropdf'], () => {
    workshop.make('groff', { kind: 'typeset text' }, (target) => {
      const text = workshop.scratch('act.ms');
      writeFileSync(text, '.TL\nDeterminazione\n.PP\nIl dirigente determina.\n');
      mustRun('sh', ['-c', 'groff -ms -Tpdf "$1" > "$2"', 'sh', text, target]);
    });
  });
  workshop.with(['dot'], () => {
    workshop.make('graphviz', { kind: 'diagram' }, (target) => {
      mustRun('dot', ['-Tpdf', '-o', target], { input: 'digraph { bozza -> visto -> firma -> protocollo }' });
    });
  });
  workshop.with(['mutool'], () => {
    workshop.make('mupdf', { kind: 'cleaned and packed', producer: 'MuPDF' }, (target) => {
      mustRun('mutool', ['clean', '-gggg', '-z', base, target]);
    });
  });
  addScanned(workshop, base);
}

function addScanned(workshop: Workshop, base: string): void {
  workshop.with(['pdftoppm', 'tiff2pdf'], () => {
    workshop.make('tiff2pdf', { kind: 'scanned, fax-like' }, (target) => {
      mustRun('pdftoppm', ['-tiff', '-mono', '-r', '150', '-l', '1', base, workshop.scratch('fax')]);
      mustRun('tiff2pdf', ['-o', target, scanned(workshop, '.fax')]);
    });
  });
  workshop.with(['pdftoppm', 'img2pdf'], () => {
    workshop.make('img2pdf', { kind: 'scanned, JPEG' }, (target) => {
      mustRun('pdftoppm', ['-jpeg', '-r', '200', '-l', '1', base, workshop.scratch('photo')]);
      mustRun('img2pdf', ['-o', target, scanned(workshop, '.photo')]);
    });
  });
}

/** pdftoppm adds the page's number to the name, as wide as the last one's. */
function scanned(workshop: Workshop, prefix: string): string {
  const name = readdirSync(workshop.folder).find((file) => file.startsWith(`${prefix}-`));
  if (name === undefined) throw new Error('no page was drawn');
  const path = join(workshop.folder, name);
  const plain = join(workshop.folder, `${prefix}.picture`);
  renameSync(path, plain);
  return plain;
}
