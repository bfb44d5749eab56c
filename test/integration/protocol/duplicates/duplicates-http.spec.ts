import { newId } from '@libro-firma/kernel';
import { IndexRegister } from '../../../../src/protocol';
import type { LikelyDuplicates } from '../../../../src/protocol/http/duplicates/duplicates.schema';
import type { RegistrationDetail } from '../../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../../support/services';
import { CLERK, sha256Of, useHttpOffice } from '../http-office';

jest.setTimeout(60_000);

describeWith('database', 'the radar for doubles by HTTP', () => {
  const office = useHttpOffice();
  const index = () => office().app.get(IndexRegister).execute();
  const upload = (text: string) => office().anUpload(CLERK, 'atto.pdf', text);

  const likely = async (about: object, username = CLERK): Promise<LikelyDuplicates['items']> => {
    const { post } = await office().as(username);
    const answer = await post('registrations/likely-duplicates', about);
    expect(answer.statusCode).toBe(200);
    return answer.json<LikelyDuplicates>().items;
  };
  const reasonsOf = async (about: object, id: string) =>
    (await likely(about)).find(({ registration }) => registration.id === id)?.reasons;

  /** Before and after the traces are written: neither may miss it. */
  const both = async (check: () => Promise<void>) => {
    await check();
    await index();
    await check();
  };

  it('finds the same bytes, the same message, and the same sender’s number', async () => {
    const taxCode = '00743110157';
    const { id } = await office().registered<RegistrationDetail>({
      subject: 'Relazione annuale sul servizio idrico',
      documentId: await upload('relazione idrica'),
      messageId: '<abc.1@pec.example>',
      sender: { kind: 'COMPANY', name: 'Acque', taxCode },
      senderReference: '12 / 2026',
    });
    const sender = { kind: 'COMPANY', name: 'ACQUE S.P.A.', taxCode };
    await both(async () => {
      expect(await reasonsOf({ hashes: [sha256Of('relazione idrica')] }, id)).toEqual(['SAME_FILE']);
      expect(await reasonsOf({ messageId: '<abc.1@pec.example>' }, id)).toEqual(['SAME_MESSAGE']);
      expect(await reasonsOf({ sender, senderReference: '12/2026' }, id)).toEqual(['SAME_REFERENCE']);
      expect(await reasonsOf({ sender, senderReference: '13/2026' }, id)).toBeUndefined();
      expect(await reasonsOf({ senderReference: '12/2026' }, id)).toBeUndefined();
      expect(await reasonsOf({ subject: 'RELAZIONE annuale sul servizio  idrìco' }, id)).toEqual([
        'LIKE_SUBJECT',
      ]);
    });
  });

  it('finds a near-same subject, but not one that shares common words alone', async () => {
    const { id } = await office().registered<RegistrationDetail>({
      subject: 'Segnalazione di una buca in via Maqueda all’altezza del civico 12',
    });
    await index();
    expect(
      await reasonsOf({ subject: 'Segnalazione buca in via Maqueda, altezza del civico 12' }, id),
    ).toEqual(['LIKE_SUBJECT']);
    expect(
      await reasonsOf({ subject: 'Segnalazione di un guasto alla fontana di piazza Pretoria' }, id),
    ).toBeUndefined();
  });

  it('does not show what the operator may not open', async () => {
    const reserved = await office().registered<RegistrationDetail>({
      subject: 'Procedimento disciplinare',
      documentId: await upload('disciplinare'),
      messageId: '<riservata@pec.example>',
      reserved: { personIds: [], officeIds: [] },
    });
    const about = {
      hashes: [sha256Of('disciplinare')],
      messageId: '<riservata@pec.example>',
      subject: 'Procedimento disciplinare',
    };
    await both(async () => {
      expect((await likely(about)).map(({ registration }) => registration.id)).toContain(reserved.id);
      // The vicar's other role: an operator who neither registered it nor is on its list.
      await office().superuser.query(
        `UPDATE appointment SET role = 'protocol-operator' WHERE role = 'records-manager-vicar'`,
      );
      expect(await likely(about, 'paolo.dellaquila')).toEqual([]);
    });
  });

  it('asks before the number where it is told to, and logs the choice to go on', async () => {
    const { post } = await office().as(CLERK);
    const body = async (more: object = {}) => ({
      subject: 'Offerta per la manutenzione',
      sender: { kind: 'COMPANY', name: 'Ditta' },
      classificationCode: '6.1',
      documentId: await upload('offerta unica'),
      onDuplicates: 'ASK',
      ...more,
    });
    const key = newId();
    const payload = await body();
    const first = await post('registrations', payload, { 'idempotency-key': key });
    expect(first.statusCode).toBe(201);
    const { id, number, year } = first.json<RegistrationDetail>();
    const asked = await post('registrations', await body());
    expect(asked.json()).toMatchObject({ status: 409, code: 'PROTOCOL_LIKELY_DUPLICATE' });
    expect(asked.body).toContain(`${number}/${year}`);
    const gone = await post('registrations', await body({ duplicatesSeen: [id] }));
    expect(gone.statusCode).toBe(201);
    // A repeat of the first is no double of itself, also where its answer was not kept.
    await office().superuser.query('DELETE FROM idempotency_record');
    expect((await post('registrations', payload, { 'idempotency-key': key })).json()).toMatchObject({
      id,
      number,
    });
    const { rows } = await office().superuser.query<{ payload: string }>(
      `SELECT payload::text FROM journal_entry WHERE type = 'registration.registered-beside-doubles' AND stream_id = $1`,
      [gone.json<RegistrationDetail>().id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.payload).toContain(id);
  });

  it('is for who registers', async () => {
    for (const username of ['chiara.ferrara', 'giulia.bianchi', 'francesca.distefano'])
      expect(
        (await (await office().as(username)).post('registrations/likely-duplicates', {})).statusCode,
      ).toBe(403);
  });
});
