import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Application } from '../../support/application';
import { Office } from '../../support/office';
import { describeWith } from '../../support/services';
import type { QueueKind } from '../../support/queues';

jest.setTimeout(180_000);

const PIN = '7391846205517394';
const WRONG_PIN = '1938475610293847';

/** Every form in which a code could have been left behind, as bytes. */
function tracesOf(secret: string): Buffer[] {
  const plain = Buffer.from(secret);
  const hash = createHash('sha256').update(plain).digest();
  const texts = [plain, hash].flatMap((bytes) => [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ]);
  return [
    plain,
    hash,
    ...texts.map((text) => Buffer.from(text)),
    Buffer.from(plain.toString('utf16le'), 'utf16le'),
  ];
}

const contains = (place: Buffer, secret: string) => tracesOf(secret).some((trace) => place.includes(trace));

/** After signatures, wrong codes and a crash: what a thief of any of these places would get. */
async function everyPlace(app: Application): Promise<Map<string, Buffer>> {
  const places = new Map<string, Buffer>();
  const { rows: tables } = await app.superuser.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const { rows } = await app.superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    places.set(`table ${name}`, Buffer.from(rows.map(({ row }) => row).join('\n')));
  }
  places.set('queue', Buffer.from(await app.queue.dump()));
  places.set('log', Buffer.from(app.log.lines.join('')));
  for (const entry of await readdir(app.dataDir, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      places.set(`file ${path}`, await readFile(path));
    }
  return places;
}

describe.each<QueueKind>(['postgres', 'redis'])('on %s', (queue) => {
  describeWith(queue === 'redis' ? ['database', 'redis'] : 'database', 'the code of a signer', () => {
    let app: Application;

    beforeAll(async () => {
      app = await Application.start({ queue, environment: { DEMO_PIN: PIN } });
    }, 120_000);
    afterAll(() => app.close());

    it('is left nowhere: not in the database, the queue, the store or the log', async () => {
      const office = await Office.open(app);
      const canary = randomUUID();
      const requests = [await office.toSign({ subject: `Atto ${canary}` }), await office.toSign()];
      const { id } = await office.openBatch(...requests);
      expect((await office.authorise(id, WRONG_PIN)).status).toBe(422);
      expect(
        (await office.signer.post(`signing-batches/${id}/authorise`, { pin: PIN, x: 'y'.repeat(2_000_000) }))
          .status,
      ).toBe(413);
      expect((await office.signer.post(`signing-batches/${id}/authorise`, { code: PIN })).status).toBe(422);
      await office.signer.must(office.authorise(id, PIN));
      await office.signaturesEnd(id);
      expect((await office.batch(id)).state).toBe('DONE');
      // A fault while the code is in hand: the worst moment for a log.
      const other = await office.openBatch(await office.toSign());
      await app.drain();
      await app.superuser.query('ALTER TABLE signing_batch RENAME COLUMN lease_holder TO lease_holder_away');
      expect((await office.authorise(other.id, PIN)).status).toBe(500);
      await app.superuser.query('ALTER TABLE signing_batch RENAME COLUMN lease_holder_away TO lease_holder');

      const places = await everyPlace(app);
      const holding = (secret: string) =>
        [...places].filter(([, bytes]) => contains(bytes, secret)).map(([place]) => place);
      // That the search finds what is there: the subject's canary and nothing of the codes.
      expect(holding(canary)).toEqual(expect.arrayContaining(['table public.signing_request']));
      expect(places.get('queue')!.length).toBeGreaterThan(0);
      expect(places.get('log')!.includes('a request failed')).toBe(true);
      expect(holding(PIN)).toEqual([]);
      expect(holding(WRONG_PIN)).toEqual([]);
    });
  });
});
