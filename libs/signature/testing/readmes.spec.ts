import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { exampleOfReadme } from '../../../test/support/readme-example';
import type { ValidationReport } from '../validation/report/validation-report';
import { createTestPki } from './pki/test-pki';
import { samplePdf } from './sample-pdf';

type Signing = (
  pdf: Buffer,
  certificate: Buffer,
  chain: readonly Buffer[],
  key: KeyObject,
) => Promise<ValidationReport>;
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

it('the example of asn1’s README reads a certificate, and refuses what is none', () => {
  const example = exampleOfReadme(join(libs, 'asn1', 'README.md')) as Reading;
  expect(example(signer.certificate)).toBe('TINIT-BNCNNA80A41H501X');
  expect(example(Buffer.from('no certificate'))).toBe('ASN1_NOT_READABLE');
});
