import { join } from 'node:path';
import { isPresent, mustRun, runProgram } from '../support/program';
import type { SampleDescription, Workshop } from '../support/sample';

const SCRIPT = join(__dirname, 'python', 'make_pdf.py');

type Entry = readonly [module: string, maker: string, description: SampleDescription, base?: string];

const LIBRARIES: readonly Entry[] = [
  ['reportlab', 'reportlab', { kind: 'report of a program' }],
  ['weasyprint', 'weasyprint', { kind: 'from HTML' }],
  ['weasyprint', 'weasyprint_pdfa', { kind: 'from HTML, PDF/A-3b' }],
  ['fpdf', 'fpdf', { kind: 'report of a program', producer: 'fpdf2' }],
  ['matplotlib', 'matplotlib', { kind: 'chart' }],
  ['pikepdf', 'pikepdf', { kind: 'linearised, object streams', producer: 'pikepdf' }, 'pdf-lib-10-pages'],
  ['pypdf', 'pypdf', { kind: 'pages put together' }, 'pdf-lib-10-pages'],
];

const signed = { producer: 'pyHanko' };
const SIGNED: readonly Entry[] = [
  ['pyhanko', 'pyhanko', { kind: 'signed once, by others (PAdES)', ...signed }, 'pdf-lib-10-pages'],
  ['pyhanko', 'pyhanko_adobe', { kind: 'signed twice, by others', ...signed }, 'python-pyhanko'],
  [
    'pyhanko',
    'pyhanko_certified',
    {
      kind: 'certified, no change allowed (DocMDP 1)',
      expected: 'PDF_CERTIFIED_AGAINST_CHANGES',
      ...signed,
    },
    'pdf-lib-10-pages',
  ],
  [
    'pyhanko',
    'pyhanko_certified_forms',
    { kind: 'certified, signing allowed (DocMDP 2)', ...signed },
    'pdf-lib-10-pages',
  ],
];

/** Libraries of Python, by the interpreter that INTEROP_PYTHON names (python3 when it names none). */
export function addPythonFiles(workshop: Workshop): void {
  const python = process.env.INTEROP_PYTHON ?? 'python3';
  const entries = [...LIBRARIES, ...SIGNED];
  for (const module of new Set(entries.map(([name]) => name))) {
    const isThere = isPresent(python) && runProgram(python, ['-c', `import ${module}`]).status === 0;
    if (!isThere) workshop.absent.add(module);
  }
  for (const [module, maker, description, base] of entries) {
    if (workshop.absent.has(module)) continue;
    workshop.make(`python-${maker.replaceAll('_', '-')}`, description, (target) => {
      mustRun(python, [SCRIPT, maker, target, ...(base ? [workshop.made(base)] : [])]);
    });
  }
}
