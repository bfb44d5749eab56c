import { Client } from 'pg';
import type { BatchView } from '../../../src/signature-books';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { Office } from '../../support/office';
import { type Answer, PIN } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { ServiceProcess } from '../../support/service-process';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

const LONGER_THAN_A_LEASE = 21_000;
/** One more than a chunk holds beside the main document: the signatures are stored in two transactions. */
const ANNEXES = 26;
const codeOf = (answer: Answer<unknown>) => (answer.body as { code?: string }).code;

describeWith('database', 'the code of a signer', () => {
  const app = useApplication();
  let office: Office;

  beforeAll(async () => {
    office = await Office.open(app());
  });

  it('when wrong, signs nothing and leaves everything ready for the right one', async () => {
    const requests = [await office.toSign(), await office.toSign()];
    const { id } = await office.openBatch(...requests);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const refused = await office.authorise(id, '00000000');
      expect([refused.status, codeOf(refused)]).toEqual([422, 'SIGNING_WRONG_CODE']);
    }
    expect(await office.batch(id)).toMatchObject({
      state: 'OPEN',
      codeNeeded: true,
      counts: { prepared: 2, signed: 0, failed: 0, waitingForCode: 2 },
    });
    await office.signer.must(office.authorise(id));
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({ state: 'DONE', counts: { signed: 2 } });
    expect((await office.read(requests[0]!.id)).registrationNumber).not.toBeNull();
  });

  it('given twice at once makes each signature once', async () => {
    const request = await office.toSign();
    const { id } = await office.openBatch(request);
    await app().drain();
    const answers = await Promise.all([office.authorise(id), office.authorise(id), office.authorise(id)]);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    await office.signaturesEnd(id);
    expect((await office.read(request.id)).files[0]!.signatures).toBe(1);
    expect(codeOf(await office.authorise(id))).toBe('SIGNATURE_BOOKS_BATCH_IS_OVER');
  });

  it('is not asked for any more when the dialog was closed: the acts go back with their marks', async () => {
    const request = await office.toSign();
    const { id } = await office.openBatch(request);
    expect((await office.signer.delete(`signing-batches/${id}`)).status).toBe(204);
    expect(await office.batch(id)).toMatchObject({ state: 'LAPSED', codeNeeded: false });
    expect((await office.signer.delete(`signing-batches/${id}`)).status).toBe(204);
    expect(codeOf(await office.authorise(id))).toBe('SIGNATURE_BOOKS_BATCH_IS_OVER');
    const back = await office.read(request.id, office.signer);
    expect(back.myTask!.state).toBe('MARKED_SIGN');
    expect((await office.sign(back)).state).toBe('DONE');
  });

  it('no longer signs once the appointment has ended', async () => {
    const request = await office.toSign();
    const { id } = await office.openBatch(request);
    await app().drain();
    const until = (day: string | null) =>
      app().superuser.query(
        `UPDATE appointment SET valid_to = $1 WHERE role = 'signer'
            AND person_id = (SELECT id FROM person WHERE username = 'maria.rossi')`,
        [day],
      );
    await until('2026-01-02');
    try {
      // He is still the head of his office, and reaches the batch; each signature is refused for itself.
      await office.signer.must(office.authorise(id));
      await office.signaturesEnd(id);
    } finally {
      await until(null);
    }
    const { counts, items } = await office.batch(id);
    expect([counts.signed, items[0]!.failure?.code]).toEqual([0, 'SIGNATURE_BOOKS_POWER_ENDED']);
  });

  it('is asked for again when the process that had it dies, and what was signed counts', async () => {
    const annexes = await Promise.all(
      Array.from({ length: ANNEXES }, async (_, number) => ({
        fileName: `tavola-${number}.pdf`,
        bytes: await aPdf(`Tavola ${number}`),
        toSign: true,
      })),
    );
    const request = await office.toSign({ annexes });
    const { id } = await office.openBatch(request);
    await app().drain();
    const api = await ServiceProcess.start('src/main.ts', app().environment);
    const holder = new Client({ connectionString: app().database.superuserUrl });
    await holder.connect();
    try {
      // Holds a document of the second chunk, so that the process is killed between the two.
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM signing_item WHERE batch_id = $1 AND position = $2 FOR UPDATE', [
        id,
        ANNEXES,
      ]);
      expect(await authoriseAt(api.url, id)).toBe(202);
      await eventually('the values of the first chunk stored', async () => {
        const { items } = await office.batch(id);
        return items.filter((item) => item.phase === 'VALUE_STORED').length === ANNEXES - 1;
      });
      await api.kill();
    } finally {
      await api.kill();
      await holder.query('ROLLBACK');
      await holder.end();
    }
    await app().drain();
    expect(await office.batch(id)).toMatchObject({ state: 'RUNNING', codeNeeded: false });
    expect(codeOf(await office.authorise(id))).toBe('SIGNATURE_BOOKS_BATCH_IN_OTHER_HANDS');
    app().clock.advance(LONGER_THAN_A_LEASE);
    expect(await office.batch(id)).toMatchObject({
      codeNeeded: true,
      counts: { total: ANNEXES + 1, signed: ANNEXES - 1, waitingForCode: 2, failed: 0 },
    });
    const { body: summary } = await office.signer.get<{ codesNeeded: object[] }>('tasks/summary');
    expect(summary.codesNeeded).toContainEqual({ batchId: id, signatures: 2 });

    await office.signer.must(office.authorise(id));
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({ state: 'DONE', counts: { signed: ANNEXES + 1 } });
    const done = await office.read(request.id);
    expect(done.files.map((file) => file.signatures)).toEqual(Array(ANNEXES + 1).fill(1));
    expect(done.registrationNumber).not.toBeNull();
    expect(api.log).not.toContain(PIN);
  });

  async function authoriseAt(url: string, batchId: string): Promise<number> {
    const cookie = Object.entries(office.signer.cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const answer = await fetch(`${url}/api/v1/signing-batches/${batchId}/authorise`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'test', cookie },
      body: JSON.stringify({ pin: PIN }),
    });
    return ((await answer.json()) as BatchView).id === batchId ? answer.status : 0;
  }
});
