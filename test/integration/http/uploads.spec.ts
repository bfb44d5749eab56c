import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { DocumentView } from '../../../src/documents';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { Desk, logIn, multipart, PEOPLE } from '../../support/people';
import { aDocx, anEncryptedPdf, aPdf, aPdfWithJavaScript, aTruncatedPdf, aZip } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const LIMIT = 1_000_000;

describeWith('database', 'an upload', () => {
  const app = useApplication({ worker: false, environment: { UPLOAD_MAX_BYTES: String(LIMIT) } });
  let drafter: Desk;

  beforeAll(async () => {
    drafter = await logIn(app(), PEOPLE.drafter);
  });

  const codeOf = async (use: string, fileName: string, bytes: Buffer) => {
    const { status, body } = await drafter.upload<{ code?: string }>(`documents?use=${use}`, {
      fileName,
      bytes,
    });
    return [status, body.code];
  };

  it('is kept as it came, named by its hash, with what was found in it', async () => {
    const bytes = await aPdf('Delibera sui parcheggi');
    const { status, body } = await drafter.upload<DocumentView>('documents', {
      fileName: 'delibera.pdf',
      bytes,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      fileName: 'delibera.pdf',
      mediaType: 'application/pdf',
      pageCount: 1,
      suggestedSubject: 'Delibera sui parcheggi',
      earlierSignatures: 0,
      current: { number: 1, origin: 'UPLOADED', size: bytes.length },
    });
    expect(body.current.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const back = await drafter.get(`documents/${body.id}/versions/1/content`);
    expect(back.bytes.equals(bytes)).toBe(true);
  });

  it.each<[number, string, string, () => Promise<Buffer> | Buffer]>([
    [422, 'DOCUMENTS_EMPTY', 'vuoto.pdf', () => Buffer.alloc(0)],
    [415, 'PDF_ENCRYPTED', 'cifrato.pdf', anEncryptedPdf],
    [415, 'PDF_JAVASCRIPT', 'script.pdf', aPdfWithJavaScript],
    [422, 'PDF_TRUNCATED', 'interrotto.pdf', aTruncatedPdf],
    [415, 'PDF_NOT_A_PDF', 'testo.docx', aDocx],
    [415, 'PDF_NOT_A_PDF', 'rinominato.pdf', () => Buffer.from('Egregio signore,')],
    [413, 'DOCUMENTS_TOO_LARGE', 'grande.pdf', () => Buffer.alloc(LIMIT + 1, '%')],
  ])('as an act is refused with %i %s', async (status, code, fileName, make) => {
    expect(await codeOf('act', fileName, await make())).toEqual([status, code]);
    const { rowCount } = await app().superuser.query('SELECT 1 FROM document WHERE file_name = $1', [
      fileName,
    ]);
    expect(rowCount).toBe(0);
  });

  it.each<[string, string, () => Promise<Buffer> | Buffer]>([
    ['relazione.docx', 'application/zip', aDocx],
    ['tavole.zip', 'application/zip', aZip],
    ['note.txt', 'text/plain; charset=utf-8', () => Buffer.from('Perché no')],
    ['cifrato.pdf', 'application/pdf', anEncryptedPdf],
    ['interrotto.pdf', 'application/pdf', aTruncatedPdf],
    ['limite.bin', 'application/octet-stream', () => Buffer.alloc(LIMIT)],
  ])('as an annex may be %s', async (fileName, mediaType, make) => {
    const answer = await drafter.upload<DocumentView>('documents?use=annex', {
      fileName,
      bytes: await make(),
    });
    expect([answer.status, answer.body.mediaType]).toEqual([201, mediaType]);
  });

  it('of nothing is refused even as an annex', async () => {
    expect(await codeOf('annex', 'vuoto.txt', Buffer.alloc(0))).toEqual([422, 'DOCUMENTS_EMPTY']);
  });

  it('without a file, or not as a form, is refused', async () => {
    const boundary = 'limite';
    const form = (text: string) =>
      drafter.send<{ code: string }>('POST', 'documents', {
        body: Buffer.from(text),
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      });
    const field = `--${boundary}\r\ncontent-disposition: form-data; name="x"\r\n\r\ny\r\n--${boundary}--\r\n`;
    expect((await form(field)).body.code).toBe('DOCUMENTS_NO_FILE');
    expect((await drafter.post('documents')).body.code).toBe('DOCUMENTS_NO_FILE');
  });

  it.each([
    'nothing like a form',
    '--limite\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc',
  ])('in a form that is broken is refused (%#)', async (text) => {
    const { status, body } = await drafter.send('POST', 'documents?use=annex', {
      body: Buffer.from(text),
      headers: { 'content-type': 'multipart/form-data; boundary=limite' },
    });
    expect([status, body.code]).toEqual([422, 'HTTP_INPUT_NOT_AS_DESCRIBED']);
  });

  it('takes no folder and no trick from the name that the client gave', async () => {
    const bytes = await aPdf();
    const given = ['../../etc/passwd', 'C:\\\\Temp\\\\atto.pdf', 'atto\u202Efdp.exe', '..'];
    const names: string[] = [];
    for (const fileName of given)
      names.push((await drafter.upload<DocumentView>('documents', { fileName, bytes })).body.fileName);
    expect(names).toEqual(['passwd', 'atto.pdf', 'attofdp.exe', 'documento']);
  });

  it('that breaks off leaves nothing behind', async () => {
    const url = new URL(await app().listen());
    const { body, contentType } = multipart('interrotto.pdf', Buffer.alloc(LIMIT, 'a'));
    const cookie = Object.entries(drafter.cookies).map(([name, value]) => `${name}=${value}`);
    const objects = join(app().dataDir, 'objects');
    const incoming = () => readdir(join(objects, 'incoming'));
    const documents = async () => (await app().superuser.query('SELECT 1 FROM document')).rowCount;
    const before = await documents();
    const socket = connect(Number(url.port), url.hostname);
    socket.write(
      `POST /api/v1/documents?use=annex HTTP/1.1\r\nhost: ${url.host}\r\nx-requested-with: test\r\ncookie: ${cookie.join('; ')}\r\ncontent-type: ${contentType}\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    socket.write(body.subarray(0, LIMIT / 2));
    await eventually('half of the file has arrived', async () => (await incoming()).length === 1);
    socket.destroy();
    await eventually('nothing is left of it', async () => (await incoming()).length === 0);
    expect(await documents()).toBe(before);
  });
});

describeWith('database', 'a stored file', () => {
  const app = useApplication({ worker: false });
  let drafter: Desk;
  let path: string;
  let sha256: string;
  let bytes: Buffer;

  beforeAll(async () => {
    drafter = await logIn(app(), PEOPLE.drafter);
    bytes = await aPdf('Per intervalli');
    const { body } = await drafter.upload<DocumentView>('documents', { fileName: 'città & co.pdf', bytes });
    path = `documents/${body.id}/versions/1/content`;
    sha256 = body.current.sha256;
  });

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=100-199', 100, 199],
    ['bytes=-50', -50, undefined],
    ['bytes=10-', 10, undefined],
    ['bytes=10-99999999', 10, undefined],
  ])('is sent in the part that %s asks for', async (range, start, end) => {
    const answer = await drafter.get(path, { range });
    const expected = bytes.subarray(start, end === undefined ? undefined : end + 1);
    expect(answer.status).toBe(206);
    expect(answer.bytes.equals(expected)).toBe(true);
    const first = start < 0 ? bytes.length + start : start;
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${first}-${first + expected.length - 1}/${bytes.length}`,
      'content-length': String(expected.length),
    });
  });

  it.each(['bytes=99999999-', 'bytes=20-10', 'bytes=-0'])('has no part %s', async (range) => {
    const answer = await drafter.get(path, { range });
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe(`bytes */${bytes.length}`);
    expect(answer.bytes).toHaveLength(0);
  });

  it.each(['bytes=0-1,5-6', 'lines=0-1', 'bytes=-', 'nonsense'])('is sent whole for %s', async (range) => {
    const answer = await drafter.get(path, { range });
    expect([answer.status, answer.bytes.length]).toEqual([200, bytes.length]);
  });

  it('is not sent again to who has it, and runs no script in our origin', async () => {
    const answer = await drafter.get(path);
    expect(answer.headers).toMatchObject({
      etag: `"${sha256}"`,
      'accept-ranges': 'bytes',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename*=UTF-8''citt%C3%A0%20%26%20co.pdf`,
    });
    expect(answer.headers['cache-control']).toMatch(/private/);
    const again = await drafter.get(path, { 'if-none-match': `"${sha256}"` });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  it('is read by its owner alone, and only in the version that it has', async () => {
    const colleague = await logIn(app(), PEOPLE.drafterOfTaxes);
    expect((await colleague.get(path)).status).toBe(404);
    expect((await drafter.get(path.replace('versions/1', 'versions/2'))).status).toBe(404);
  });
});
