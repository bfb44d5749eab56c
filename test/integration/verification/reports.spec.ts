import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import { createTestPki } from '../../../libs/signature/testing/pki/test-pki';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import { VerifyFile } from '../../../src/verification';
import type { TrustedListsView, VerificationView } from '../../../src/verification/http/verification.schema';
import { useApplication } from '../../support/application';
import { etsiSchemaFaults, hasEtsiSchema } from '../../support/etsi-schema';
import { formOf } from '../../support/forms';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

describeWith(['database', 'program:pdftotext', 'program:pdfinfo'], 'reports of a verification', () => {
  const app = useApplication({ worker: false });
  const pki = createTestPki();
  const p7m = stampedCms({ content: Buffer.from('Atto'), signer: pki.signer() });
  let auditor: Desk;
  let run: VerificationView;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'libro-firma-reports-'));
    auditor = await logIn(app(), PEOPLE.auditor);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    const form = formOf([{ fileName: 'atto.p7m', bytes: p7m }]);
    run = (await auditor.send<VerificationView>('POST', 'verifications', form)).body;
  });

  const report = (format: string) => auditor.get(`verifications/${run.id}/report?format=${format}`);
  const verdict = (bytes: Buffer) => app().api.get(VerifyFile).judgeSource(bufferSource(bytes));
  const textOf = (bytes: Buffer): string => {
    const file = join(folder, 'report.pdf');
    writeFileSync(file, bytes);
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  };
  /** Runs `work` while the key of the seal is not where it should be. */
  const withoutSeal = async (work: () => Promise<void>): Promise<void> => {
    const keys = join(app().dataDir, 'seals');
    renameSync(keys, `${keys}-away`);
    try {
      await work();
    } finally {
      renameSync(`${keys}-away`, keys);
    }
  };

  it('by TS 119 102-2 bears the seal of the AOO, once and for all', async () => {
    const first = await report('etsi');
    expect(first.headers['x-seal']).toBe('B-B');
    const judged = await verdict(first.bytes);
    expect(judged).toMatchObject({ conclusion: 'TOTAL_PASSED', signatures: [{ coverage: 'WHOLE_FILE' }] });
    expect(judged.signatures[0]?.signer?.subject).toContain('organizationIdentifier=VATIT-');
    expect((await report('etsi')).bytes.equals(first.bytes)).toBe(true);
    const spoilt = Buffer.from(first.bytes.toString('utf8').replace('indeterminate', 'total-passed'));
    expect((await verdict(spoilt)).conclusion).toBe('TOTAL_FAILED');
  });

  (hasEtsiSchema ? it : it.skip)('by TS 119 102-2 follows its schema with the seal in it', async () => {
    const { bytes } = await report('etsi');
    expect(bytes.toString('utf8')).toContain('<ds:Signature');
    expect(etsiSchemaFaults(bytes.toString('utf8'))).toBe('');
  });

  it('for a court is a sealed, tagged PDF with every check, in both languages', async () => {
    const { bytes, headers } = await report('pdf');
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-seal': 'B-B' });
    expect(await verdict(bytes)).toMatchObject({
      format: 'PAdES',
      conclusion: 'TOTAL_PASSED',
      signatures: [{ coverage: 'WHOLE_FILE' }],
    });
    const text = textOf(bytes);
    for (const words of [
      run.sha256,
      'Non determinabile (NO_CERTIFICATE_CHAIN_FOUND)',
      'Superato: ',
      'Sigillo',
      run.id,
    ])
      expect(text).toContain(words);
    expect(text).toContain('Questo rapporto porta il sigillo elettronico di Sigillo Comune di Esempio');
    expect(execFileSync('pdfinfo', [join(folder, 'report.pdf')], { encoding: 'utf8' })).toMatch(
      /Tagged: +yes/,
    );
    expect(textOf((await report('pdf&language=en')).bytes)).toContain('Not determinable (NO_CERTIFICATE');
  });

  it('are given unsealed while the seal is away, say so, and are sealed when they are asked for again', async () => {
    await withoutSeal(async () => {
      const [etsi, pdf] = [await report('etsi'), await report('pdf')];
      for (const { headers } of [etsi, pdf]) {
        expect(headers['x-seal']).toBe('ORGANISATION_SEAL_UNAVAILABLE');
        expect(headers['content-disposition']).toContain('.non-sigillato.');
      }
      expect(etsi.bytes.toString('utf8')).not.toContain('<ds:Signature>');
      expect(textOf(pdf.bytes)).toContain('Questo rapporto non è sigillato');
      const about = await auditor.get<TrustedListsView>('trusted-lists');
      expect(about.body.seal).toMatchObject({ holder: null, because: { it: expect.any(String) as string } });
    });
    expect((await report('etsi')).headers['x-seal']).toBe('B-B');
    expect((await report('pdf')).headers['x-seal']).toBe('B-B');
  });

  it('are for who asked for the verification alone', async () => {
    const clerk = await logIn(app(), PEOPLE.clerk);
    for (const format of ['json', 'txt', 'pdf', 'etsi', 'xml']) {
      const { status } = await clerk.get(`verifications/${run.id}/report?format=${format}`);
      expect(status).toBe(404);
    }
  });
});
