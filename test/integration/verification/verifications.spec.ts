import { randomUUID } from 'node:crypto';
import type { VerificationView } from '../../../src/verification/http/verification.schema';
import { VALIDATION_POLICY } from '../../../libs/signature';
import { createTestPki } from '../../../libs/signature/testing/pki/test-pki';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import { useApplication } from '../../support/application';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

interface Part {
  readonly name?: string;
  readonly fileName: string;
  readonly bytes: Buffer;
}

describeWith('database', 'verifications', () => {
  const app = useApplication({ worker: false });
  const pki = createTestPki();
  const p7m = stampedCms({ content: Buffer.from('Atto'), signer: pki.signer() });
  const spoilt = Buffer.from(p7m);
  spoilt[spoilt.indexOf('Atto')] = 0x42;
  let auditor: Desk;

  beforeAll(async () => {
    auditor = await logIn(app(), PEOPLE.auditor);
  });

  const send = <T>(path: string, parts: readonly Part[]) => {
    const boundary = `----${randomUUID()}`;
    const body = parts.flatMap(({ name = 'file', fileName, bytes }) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${fileName}"\r\n` +
          'content-type: application/octet-stream\r\n\r\n',
      ),
      bytes,
      Buffer.from('\r\n'),
    ]);
    return auditor.send<T>('POST', path, {
      body: Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
  };

  it('tell every class of verdict with its reason', async () => {
    const files = [
      { fileName: 'ignoto.p7m', bytes: p7m },
      { fileName: 'alterato.p7m', bytes: spoilt },
      { fileName: 'senza.pdf', bytes: await aPdf('Senza firme') },
      { fileName: 'rotto.p7m', bytes: p7m.subarray(0, 200) },
    ];
    const found: [string, string | undefined][] = [];
    for (const file of files) {
      const { body } = await send<VerificationView>('verifications', [file]);
      found.push([body.conclusion, body.signatures[0]?.subIndication ?? undefined]);
    }
    expect(found).toEqual([
      ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND'],
      ['TOTAL_FAILED', 'HASH_FAILURE'],
      ['NO_SIGNATURE', undefined],
      ['FORMAT_ERROR', undefined],
    ]);
  });

  it('can be made again with what was trusted then, on the same file alone', async () => {
    const { body: run } = await send<VerificationView>('verifications', [{ fileName: 'a.p7m', bytes: p7m }]);
    const again = await send<VerificationView>(`verifications/${run.id}/repetitions`, [
      { fileName: 'a.p7m', bytes: p7m },
    ]);
    expect(again.body).toMatchObject({ conclusion: run.conclusion, verifiedAt: run.verifiedAt });
    const other = await send<{ code: string }>(`verifications/${run.id}/repetitions`, [
      { fileName: 'a.p7m', bytes: spoilt },
    ]);
    expect([other.status, other.body.code]).toEqual([409, 'VERIFICATION_OTHER_FILE']);
    const { rows } = await app().superuser.query<{
      policy: string;
      trust_sha256: string;
      repeats_id: string;
    }>('SELECT policy, trust_sha256, repeats_id FROM verification_run WHERE repeats_id = $1', [run.id]);
    expect(rows).toEqual([
      {
        policy: VALIDATION_POLICY.version,
        trust_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        repeats_id: run.id,
      },
    ]);
  });

  it('give their report in each form, the European one only on signatures', async () => {
    const { body: run } = await send<VerificationView>('verifications', [{ fileName: 'a.p7m', bytes: p7m }]);
    const report = async (format: string): Promise<string> =>
      (await auditor.get(`verifications/${run.id}/report?format=${format}`)).bytes.toString('utf8');
    expect(await report('etsi')).toContain('urn:etsi:019102:mainindication:indeterminate');
    expect(await report('txt')).toContain('Opponibilità ai terzi: nessuna prova');
    expect(JSON.parse(await report('json'))).toMatchObject({ report: { v: 'validation-report/1' } });
    const { body: empty } = await send<VerificationView>('verifications', [
      { fileName: 'senza.pdf', bytes: await aPdf('Senza firme') },
    ]);
    const none = await auditor.get<{ code: string }>(`verifications/${empty.id}/report?format=etsi`);
    expect([none.status, none.body.code]).toEqual([404, 'VERIFICATION_NOTHING_TO_REPORT']);
  });
});
