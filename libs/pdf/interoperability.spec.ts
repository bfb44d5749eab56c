import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { PDFDocument } from 'pdf-lib';
import { bufferSource } from './byte-source';
import { embedSignature } from './embed-signature';
import { prepareSignature } from './prepare-signature';
import { hybridPdf, streamPdf, tablePdf } from './testing/handmade-pdf';

const has = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;
const withQpdf = has('qpdf') ? describe : describe.skip;
const withPdfsig = has('pdfsig') ? describe : describe.skip;
const CMS = Buffer.from('3006020101020102', 'hex');

const directory = mkdtempSync(join(tmpdir(), 'pdf-interop-'));
afterAll(() => rmSync(directory, { recursive: true }));

function signedThrice(base: Buffer): Buffer {
  let bytes = base;
  for (const subFilter of ['ETSI.CAdES.detached', 'ETSI.CAdES.detached', 'ETSI.RFC3161'] as const) {
    const prepared = mustAccept(prepareSignature(bufferSource(bytes), { subFilter, reservedBytes: 512 }));
    bytes = Buffer.concat([bytes, mustAccept(embedSignature(prepared, CMS))]);
  }
  return bytes;
}

function write(name: string, bytes: Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return path;
}

async function office(useObjectStreams: boolean): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.addPage().drawText('Ordinanza');
  pdf.getForm().createTextField('a').addToPage(pdf.addPage());
  return Buffer.from(await pdf.save({ useObjectStreams }));
}

const FILES: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['table', () => Promise.resolve(tablePdf())],
  ['stream', () => Promise.resolve(streamPdf())],
  ['hybrid', () => Promise.resolve(hybridPdf())],
  ['office-table', () => office(false)],
  ['office-streams', () => office(true)],
];

withQpdf('qpdf', () => {
  /** Lines that tell of a problem, without the file's name and without offsets. */
  const problems = (path: string): readonly string[] => {
    const run = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
    const lines = `${run.stdout}${run.stderr}`.replaceAll(path, '').split('\n');
    return lines.filter((line) => /^(WARNING|ERROR)/.test(line)).map((line) => line.replace(/\d+/g, '#'));
  };

  it.each(FILES)('finds nothing in a signed file that it did not find before: %s', async (name, make) => {
    const base = await make();
    const before = problems(write(`${name}.pdf`, base));
    const after = problems(write(`${name}-signed.pdf`, signedThrice(base)));
    expect(after.filter((line) => !before.includes(line))).toEqual([]);
  });

  it('linearised and packed files', async () => {
    const base = write('base.pdf', await office(false));
    for (const options of [
      ['--linearize'],
      ['--object-streams=generate'],
      ['--linearize', '--object-streams=generate'],
    ]) {
      const made = join(directory, 'made.pdf');
      expect(spawnSync('qpdf', [...options, base, made]).status).toBe(0);
      expect(problems(write('made-signed.pdf', signedThrice(readFileSync(made))))).toEqual([]);
    }
  });
});

withPdfsig('pdfsig', () => {
  it.each(FILES)('sees every signature, and that each covers its revision: %s', async (name, make) => {
    const path = write(`${name}-signed.pdf`, signedThrice(await make()));
    const { stdout } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
    expect(stdout.match(/Signature #\d/g)).toHaveLength(3);
    expect(stdout).toMatch(/Signed Ranges: \[0 - \d+\], \[\d+ - \d+\]/);
    expect(stdout).toContain('Total document signed');
  });
});
