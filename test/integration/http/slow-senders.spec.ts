import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { Desk, logIn, multipart, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';
import { useTemporaryFolder } from '../../support/temporary-folder';

jest.setTimeout(120_000);

const MINIMUM = 2_000;

describeWith('database', 'a sender', () => {
  const app = useApplication({
    worker: false,
    environment: { UPLOAD_MIN_BYTES_PER_SECOND: String(MINIMUM), UPLOAD_MEASURED_SECONDS: '1' },
  });
  const desks: Partial<Record<'auditor' | 'drafter', Desk>> = {};
  const folder = useTemporaryFolder();

  beforeAll(async () => {
    desks.auditor = await logIn(app(), PEOPLE.auditor);
    desks.drafter = await logIn(app(), PEOPLE.drafter);
  });

  /** Opens a connection of its own and sends the head of a request. */
  const begin = async (who: 'auditor' | 'drafter', path: string, contentType: string, length: number) => {
    const url = new URL(await app().listen());
    const cookie = Object.entries(desks[who]?.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
    const socket = connect(Number(url.port), url.hostname);
    const answer: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => answer.push(chunk));
    socket.on('error', () => undefined); // whoever goes on sending after the end is reset
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(
      `POST /api/v1/${path} HTTP/1.1\r\nhost: ${url.host}\r\nx-requested-with: test\r\ncookie: ${cookie.join('; ')}\r\n` +
        `content-type: ${contentType}\r\ncontent-length: ${length}\r\naccept-language: en\r\n\r\n`,
    );
    return { socket, closed, said: () => Buffer.concat(answer).toString() };
  };
  const drip = async (socket: Socket, bytes: Buffer, size: number, milliseconds: number): Promise<void> => {
    for (let at = 0; at < bytes.length && !socket.destroyed; at += size) {
      socket.write(bytes.subarray(at, at + size));
      await pause(milliseconds);
    }
  };

  it.each([
    ['auditor', 'verifications', () => readdir(folder())],
    ['auditor', 'verification-batches', () => readdir(folder())],
    ['drafter', 'documents?use=annex', () => readdir(join(app().dataDir, 'objects', 'incoming'))],
  ] as const)(
    'that drips (%s, %s) is refused while it goes on, and nothing of its file is kept',
    async (who, path, lyingAbout) => {
      const { body, contentType } = multipart('lento.pdf', Buffer.alloc(50_000, 'a'));
      const { socket, closed, said } = await begin(who, path, contentType, body.length);
      socket.write(body.subarray(0, 20_000));
      await eventually('its file has begun to arrive', async () => (await lyingAbout()).length === 1);
      await Promise.all([drip(socket, body.subarray(20_000), 1, 100), closed]);
      expect(said()).toMatch(/^HTTP\/1\.1 408 [^]*"code":"HTTP_SENT_TOO_SLOWLY"/);
      expect(said()).toMatch(/less than 2000 bytes in 1 seconds/);
      await eventually('nothing of it is left', async () => (await lyingAbout()).length === 0);
      expect(said().match(/HTTP\/1\.1 /g)).toHaveLength(1);
    },
  );

  it('that falls silent in the middle of a JSON body is refused as well', async () => {
    const { socket, closed, said } = await begin(
      'auditor',
      'verification-batches/tables',
      'application/json',
      100,
    );
    socket.write('{"ids":[');
    await closed;
    expect(said()).toMatch(/^HTTP\/1\.1 408 [^]*"code":"HTTP_SENT_TOO_SLOWLY"/);
  });

  it('that is slow, yet quick enough, is served', async () => {
    const { body, contentType } = multipart(
      'adagio.pdf',
      Buffer.concat([await aPdf('Adagio'), Buffer.alloc(200_000, 10)]),
    );
    const { socket, said } = await begin('auditor', 'verifications', contentType, body.length);
    await drip(socket, body, Math.ceil(body.length / 25), 100);
    await eventually('it has its answer', () => Promise.resolve(said().includes('\r\n\r\n')));
    expect(said()).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });
});
