import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleOfReadme } from '../../../test/support/readme-example';
import type { ValidationReport } from '../validation/report/validation-report';
import { createTestPki } from './pki/test-pki';
import { samplePdf } from './sample-pdf';
import { stampedCms } from './stamped-cms';

type Signing = (
  pdf: Buffer,
  certificate: Buffer,
  chain: readonly Buffer[],
  key: KeyObject,
) => Promise<ValidationReport>;
type Verifying = (path: string, anchors: readonly Buffer[]) => Promise<readonly unknown[]>;
type Following = (
  signer: Buffer,
  issuingCa: Buffer,
  root: Buffer,
  at: Date,
) => { readonly anchored: boolean; readonly findings: readonly unknown[] };
type Reading = (bytes: Buffer) => string | undefined;

const libs = join(__dirname, '..', '..');
const signer = createTestPki().signer({ taxCode: 'BNCNNA80A41H501X' });

it('the example of signature’s README signs a file in two phases and validates it', async () => {
  const example = exampleOfReadme(join(libs, 'signature', 'README.md')) as Signing;
  const report = await example(samplePdf(), signer.certificate, signer.chain, signer.key);
  expect(report).toMatchObject({
    conclusion: 'TOTAL_PASSED',
    signatures: [{ coverage: 'WHOLE_FILE', reason: 'Approvazione', signer: { taxCode: 'BNCNNA80A41H501X' } }],
  });
});

it('the first example of signature’s README verifies a file in five lines', async () => {
  const readme = join(libs, 'signature', 'README.md');
  const verify = exampleOfReadme(readme, 'verify') as Verifying;
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const p7m = join(folder, 'atto.txt.p7m');
  writeFileSync(p7m, stampedCms({ content: Buffer.from('Atto'), signer }));
  const [root] = signer.chain.slice(-1);
  expect(await verify(p7m, root ? [root] : [])).toEqual([
    'TOTAL_PASSED',
    [signer.read.subject.rdns.flat().at(-1)?.value, null],
  ]);
  expect((await verify(p7m, []))[0]).toBe('INDETERMINATE');
  rmSync(folder, { recursive: true });
});

it('the example of trust’s README follows a chain to its anchor, and says what speaks against it', () => {
  const follow = exampleOfReadme(join(libs, 'trust', 'README.md')) as Following;
  const [issuer, root] = signer.chain;
  if (!issuer || !root) throw new Error('the chain is too short');
  expect(follow(signer.certificate, issuer, root, new Date())).toEqual({ anchored: true, findings: [] });
  expect(follow(signer.certificate, issuer, issuer, new Date(0)).findings).toContainEqual({
    code: 'NOT_YET_VALID',
    index: 0,
  });
});

it('the example of asn1’s README reads a certificate, and refuses what is none', () => {
  const example = exampleOfReadme(join(libs, 'asn1', 'README.md')) as Reading;
  expect(example(signer.certificate)).toBe('TINIT-BNCNNA80A41H501X');
  expect(example(Buffer.from('no certificate'))).toBe('ASN1_NOT_READABLE');
});
