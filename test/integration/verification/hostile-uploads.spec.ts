import { readdir } from 'node:fs/promises';
import type { VerificationView } from '../../../src/verification/http/verification.schema';
import { useApplication } from '../../support/application';
import { formOf } from '../../support/forms';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';
import { useTemporaryFolder } from '../../support/temporary-folder';

jest.setTimeout(120_000);

const LIMIT = 1024 * 1024;

describeWith('database', 'a hostile upload to be verified', () => {
  const app = useApplication({ worker: false, environment: { UPLOAD_MAX_BYTES: String(LIMIT) } });
  const folder = useTemporaryFolder();
  let auditor: Desk;

  beforeAll(async () => {
    auditor = await logIn(app(), PEOPLE.auditor);
  });
  afterEach(async () => {
    expect(await readdir(folder())).toEqual([]); // whatever came of it, no file of it lies about
  });

  const send = (body: Buffer, type = 'multipart/form-data; boundary=limite') =>
    auditor.send<{ code: string }>('POST', 'verifications', { body, headers: { 'content-type': type } });
  const verify = (bytes: Buffer, fileName = 'a.pdf') =>
    auditor.send<VerificationView & { code: string }>('POST', 'verifications', {
      ...formOf([{ fileName, bytes }]),
    });

  it('that is too large is refused by its size', async () => {
    const { status, body } = await verify(Buffer.alloc(LIMIT + 1));
    expect([status, body.code]).toEqual([413, 'VERIFICATION_TOO_LARGE']);
  });

  it('that breaks off in the middle is no fault of ours', async () => {
    const head = '--limite\r\ncontent-disposition: form-data; name="file"; filename="a.p7m"\r\n\r\nabc';
    expect((await send(Buffer.from(head))).status).toBe(422);
  });

  it.each([
    ['no form', Buffer.from('{}'), 'application/json'],
    [
      'a form without a file',
      Buffer.from('--limite\r\ncontent-disposition: form-data; name="x"\r\n\r\ny\r\n--limite--\r\n'),
      undefined,
    ],
  ])('that is %s is told that no file came', async (_, body, type) => {
    expect(await send(body, type)).toMatchObject({ status: 422, body: { code: 'VERIFICATION_NO_FILE' } });
  });

  it('of too many parts is refused', async () => {
    const parts = Array.from({ length: 21 }, (__, place) => ({
      name: place === 0 ? 'file' : 'content',
      fileName: `${place}.txt`,
      bytes: Buffer.from('x'),
    }));
    const answer = await auditor.send<{ code: string }>('POST', 'verifications', formOf(parts));
    expect([answer.status, answer.body.code]).toEqual([413, 'VERIFICATION_TOO_MANY_PARTS']);
  });

  it.each([
    '../../../etc/passwd',
    'C:\\boot.ini',
    'a\u202Efdp.exe',
    '<img src=x onerror=alert(1)>.pdf',
    'è'.repeat(300),
  ])('called %s does what a file of any other name does, and is told by its last part', async (name) => {
    const { status, body } = await verify(await aPdf('Nome'), name);
    expect([status, body.conclusion]).toEqual([200, 'NO_SIGNATURE']);
    expect(body.fileName).not.toMatch(/[\\/\u202e\u0000-\u001f]/u);
    expect(body.fileName.length).toBeLessThanOrEqual(255);
  });

  it('that nests, lies or is empty gives a verdict and no fault', async () => {
    const deep = Buffer.concat(Array.from({ length: 2_000 }, () => Buffer.from([0x30, 0x80])));
    const bomb = Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'c'.repeat(9_000)}">]><a>&b;</a>`,
    );
    for (const bytes of [
      Buffer.alloc(0),
      deep,
      bomb,
      Buffer.from('PK\u0003\u0004'),
      Buffer.from('%PDF-1.7\n'),
    ]) {
      const { status, body } = await verify(bytes, 'strano.p7m');
      expect(status).toBe(200);
      expect(['FORMAT_ERROR', 'NO_SIGNATURE', 'INDETERMINATE', 'PARSE_ERROR']).toContain(body.conclusion);
    }
  });

  it('for a verification that is not one’s own finds nothing, whoever asks', async () => {
    const { body } = await verify(await aPdf('Mia'));
    const others = [PEOPLE.clerk, PEOPLE.signer, PEOPLE.recordsManager];
    for (const name of others) {
      const desk = await logIn(app(), name);
      for (const path of ['', '/report', '/file'])
        expect((await desk.get(`verifications/${body.id}${path}`)).status).toBe(404);
      const table = await desk.post('verification-batches/tables', { ids: [body.id] });
      expect(table.status).toBe(404);
    }
  });
});
