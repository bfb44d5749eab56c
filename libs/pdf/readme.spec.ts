import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import { tablePdf } from './testing/handmade-pdf';
import { CMS } from './testing/signing';

type Example = (
  path: string,
  cmsOver: (digest: Buffer) => Buffer,
) => Promise<{ inspection: { pageCount: number }; signatures: readonly { docMdpLevel: number | null }[] }>;

/** The example of the README, compiled as it stands. */
function exampleOfReadme(): Example {
  const [, code = ''] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, 'README.md'), 'utf8')) ?? [];
  const compiled = transformSync(code, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const module: { exports: { example?: Example } } = { exports: {} };
  const run = compileFunction(compiled.code, ['module', 'exports', 'require']) as (
    ...parts: unknown[]
  ) => void;
  run(module, module.exports, require);
  if (!module.exports.example) throw new Error('the README has no example');
  return module.exports.example;
}

it('the example of the README signs a file and reads the signature back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-readme-'));
  try {
    const path = join(folder, 'determina.pdf');
    const base = tablePdf();
    writeFileSync(path, base);
    const digests: number[] = [];
    const { inspection, signatures } = await exampleOfReadme()(path, (digest) => {
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
