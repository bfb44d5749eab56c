import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleOfReadme } from '../../test/support/readme-example';
import { tablePdf } from './testing/handmade-pdf';
import { CMS } from './testing/signing';

type Example = (
  path: string,
  cmsOver: (digest: Buffer) => Buffer,
) => Promise<{ inspection: { pageCount: number }; signatures: readonly { docMdpLevel: number | null }[] }>;

it('the example of the README signs a file and reads the signature back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-readme-'));
  try {
    const path = join(folder, 'determina.pdf');
    const base = tablePdf();
    writeFileSync(path, base);
    const digests: number[] = [];
    const example = exampleOfReadme(join(__dirname, 'README.md')) as Example;
    const { inspection, signatures } = await example(path, (digest) => {
      digests.push(digest.length);
      return CMS;
    });
    expect(inspection.pageCount).toBe(2);
    expect(signatures).toMatchObject([
      { fieldName: 'Firma1', docMdpLevel: 2, subFilter: 'ETSI.CAdES.detached' },
    ]);
    expect(digests).toEqual([32]);
    expect(readFileSync(path).subarray(0, base.length).equals(base)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
