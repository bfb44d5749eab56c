import { newId } from '@libro-firma/kernel';
import type { RequestDetail } from '../../../src/signature-books';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { Office } from '../../support/office';
import { logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const LONGER_THAN_ABANDONED = 61_000;

describeWith('database', 'a request that creates, sent again with its key', () => {
  const app = useApplication({ worker: false });
  let office: Office;
  let content: Awaited<ReturnType<Office['content']>>;

  beforeAll(async () => {
    office = await Office.open(app());
  });

  beforeEach(async () => {
    content = await office.content({ start: false });
  });

  const create = (key: string, body: object = content) =>
    office.drafter.post<RequestDetail & { code: string }>('signing-requests', body, {
      'idempotency-key': key,
    });

  const countOf = async (subject: string) =>
    (await app().superuser.query('SELECT 1 FROM signing_request WHERE subject = $1', [subject])).rowCount;

  it('is answered alike and done once', async () => {
    const key = newId();
    const [first, second] = [await create(key), await create(key)];
    expect(first.status).toBe(201);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect([second.status, second.headers['idempotent-replayed']]).toEqual([201, 'true']);
    expect(second.body).toEqual(first.body);
    expect(await countOf(content.subject)).toBe(1);
  });

  it('is refused when it says something else', async () => {
    const key = newId();
    await create(key);
    const other = await create(key, { ...content, subject: 'Altro oggetto' });
    expect([other.status, other.body.code]).toEqual([409, 'HTTP_KEY_USED_FOR_SOMETHING_ELSE']);
    expect(await countOf('Altro oggetto')).toBe(0);
  });

  it('is done once when both arrive together', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 6 }, () => create(key)));
    const created = answers.filter(({ status }) => status === 201);
    const others = answers.filter(({ status }) => status !== 201);
    expect(created.length).toBeGreaterThanOrEqual(1);
    expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
    for (const { body } of others) expect(body.code).toBe('HTTP_STILL_IN_PROGRESS');
    expect(await countOf(content.subject)).toBe(1);
  });

  /** As a request leaves its key when its process dies: begun, no answer, and done or not. */
  const dies = async (key: string, isDone: boolean) => {
    const { rows } = await app().superuser.query<{ id: string }>(
      'SELECT id FROM person WHERE username = $1',
      [PEOPLE.drafter],
    );
    const { rowCount } = await app().superuser.query(
      `UPDATE idempotency_record SET status = NULL, answer = NULL, started_at = $3, took_effect = took_effect AND $4
        WHERE person_id = $1 AND key = $2`,
      [rows[0]!.id, key, app().clock.now(), isDone],
    );
    expect(rowCount).toBe(1);
  };

  it('waits for the first one, and takes its place when that one died before doing anything', async () => {
    const key = newId();
    await create(key);
    await dies(key, false);
    expect((await create(key)).body.code).toBe('HTTP_STILL_IN_PROGRESS');
    app().clock.advance(LONGER_THAN_ABANDONED);
    expect((await create(key)).status).toBe(201);
  });

  it('is not done twice when the first one died between its effect and its answer', async () => {
    const key = newId();
    await create(key);
    await dies(key, true);
    expect((await create(key)).body.code).toBe('HTTP_STILL_IN_PROGRESS');
    app().clock.advance(LONGER_THAN_ABANDONED);
    const again = await create(key);
    expect([again.status, again.body.code]).toEqual([409, 'HTTP_DONE_BUT_ANSWER_LOST']);
    expect(await countOf(content.subject)).toBe(1);
  });

  it('may be tried again with the same key after a refusal', async () => {
    const key = newId();
    const refused = await create(key, { ...content, bookId: newId() });
    expect(refused.status).toBe(422);
    expect((await create(key)).status).toBe(201);
  });

  it('is another request when another person sends it', async () => {
    const key = newId();
    await create(key);
    const colleague = await logIn(app(), PEOPLE.drafterOfTaxes);
    const answer = await colleague.post('signing-requests', content, { 'idempotency-key': key });
    expect(answer.body.code).toBe('SIGNATURE_BOOKS_NOT_YOUR_DOCUMENT');
  });

  it.each(['short', 'with space inside', 'x'.repeat(129)])('is refused with a key like %p', async (key) => {
    expect((await create(key)).body.code).toBe('HTTP_INPUT_NOT_AS_DESCRIBED');
  });

  it('goes for the signature of a batch too', async () => {
    await app().startWorker();
    const items = office.choose(await office.toSign());
    const key = newId();
    const open = () =>
      office.signer.post<{ id: string }>('signing-batches', { items }, { 'idempotency-key': key });
    const [first, second] = [await open(), await open()];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.id).toBe(first.body.id);
    await eventually('one batch', async () => (await office.batch(first.body.id)).counts.total === 1);
  });
});
