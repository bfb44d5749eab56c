import { legalDate, newId } from '@libro-firma/kernel';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { codeOf, onRequest, onTask, personId, started } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

describeWith('database', 'what the system does in a route', () => {
  const app = useApplication();
  let office: Office;
  let clerk: Desk;
  let keeper: Desk;
  let signer: string;
  let endorser: string;
  let repertory: string;

  beforeAll(async () => {
    office = await Office.open(app());
    clerk = await logIn(app(), PEOPLE.clerk);
    keeper = await logIn(app(), PEOPLE.recordsManager);
    signer = await personId(app(), PEOPLE.signer);
    endorser = await personId(app(), PEOPLE.endorser);
    repertory = newId();
    await app().superuser.query(
      `INSERT INTO register (id, body_id, aoo_id, code, name, kind)
       SELECT $1, body_id, aoo_id, 'ORD', 'Repertorio delle ordinanze', 'REPERTORY' FROM register
        WHERE kind = 'PROTOCOL' AND aoo_id = (SELECT aoo_id FROM signature_book LIMIT 1)`,
      [repertory],
    );
  });

  const read = (id: string) => office.read(id);
  const statesOf = async (id: string) => (await read(id)).steps.map(({ kind, state }) => `${kind} ${state}`);

  it('takes a number of a repertory and one of the protocol on the way, and signs what is sealed after', async () => {
    const { id } = await started(office, [
      { kind: 'SIGN', holderIds: [signer] },
      { kind: 'NUMBER', register: repertory },
      { kind: 'NUMBER' },
      { kind: 'SEGNATURA' },
      { kind: 'SEAL' },
      { kind: 'READ', holderIds: [endorser] },
    ]);
    await office.sign(await office.read(id, office.signer));
    expect(await statesOf(id)).toEqual([
      'SIGN SATISFIED',
      'NUMBER SATISFIED',
      'NUMBER SATISFIED',
      'SEGNATURA SATISFIED',
      'SEAL SATISFIED',
      'READ OPEN',
    ]);
    const underWay = await office.read(id, office.endorser);
    expect(underWay.state).toBe('IN_ROUTE'); // REGISTERED is reached when the last step is satisfied
    expect(underWay.numbers.map(({ register }) => register)).toEqual([
      'Repertorio delle ordinanze',
      'Protocollo generale',
    ]);
    const [numbered, sealed] = [underWay.steps[2]!.outcome!, underWay.steps[4]!.outcome!];
    expect(underWay.files[0]!.signatures).toBe(2);
    const bytesOf = async (sha256: string) => {
      const { rows } = await app().superuser.query<{ sha256: string }>(
        'SELECT sha256 FROM document_version WHERE sha256 = $1',
        [sha256],
      );
      expect(rows).toHaveLength(1); // what was numbered stays a version of its own
    };
    await bytesOf(String(sealed.sealedFrom));
    await bytesOf(String(sealed.sha256));
    const entry = await clerk.must<{ files: { hash: string }[] }>(
      clerk.get(`registrations/${String(numbered.registrationId)}`),
    );
    expect(entry.files.map(({ hash }) => hash)).toContain(sealed.sealedFrom);
    await office.endorser.must(
      onTask(office.endorser, underWay, 'endorse', {
        sha256: underWay.files[0]!.currentSha256,
        immediate: true,
      }),
    );
    await app().drain();
    const done = await read(id);
    expect([done.state, done.registrationNumber]).toEqual(['ARCHIVED', numbered.number]);
  });

  it('a number stays with an act that comes back, on the list of who annuls; the next revision takes a new one', async () => {
    const { id } = await started(office, [
      { kind: 'NUMBER' },
      { kind: 'ENDORSE', holderIds: [endorser] },
      { kind: 'SIGN', holderIds: [signer] },
    ]);
    const seen = await office.read(id, office.endorser);
    const [first] = seen.numbers;
    await office.endorser.must(
      onTask(office.endorser, seen, 'return', { reason: 'Manca un allegato', immediate: true }),
    );
    const listed = async () =>
      (await keeper.must<{ items: { requestId: string; number: string }[] }>(keeper.get('numbers-left')))
        .items;
    expect(await listed()).toEqual([
      expect.objectContaining({
        requestId: id,
        number: first!.number,
        outcome: 'returned',
        isProtocol: true,
      }),
    ]);
    expect((await office.drafter.get('numbers-left')).status).toBe(403);
    await office.drafter.must(onRequest(office.drafter, await read(id), 'revise'));
    await office.drafter.must(onRequest(office.drafter, await read(id), 'start'));
    await app().drain();
    const again = await read(id);
    expect(again.numbers.map(({ revision, leftBecause }) => [revision, leftBecause])).toEqual([
      [1, 'returned'],
      [2, null],
    ]);
    expect(again.registrationNumber).not.toBe(first!.number);
    const { requestId } = await clerk.must<{ requestId: string }>(
      clerk.post(`registrations/${first!.registrationId}/annulments`, {
        scope: 'WHOLE',
        reason: 'Atto restituito',
      }),
    );
    await keeper.must(
      keeper.post('annulments/decisions', { requestIds: [requestId], granted: true, actReference: 'Det. 1' }),
    );
    await app().drain();
    expect(await listed()).toEqual([]);
    expect((await read(id)).annulledAt).toBeNull(); // the number of this revision stands
  });

  it('holds with its code what the register refuses, and tries again when the cause is gone', async () => {
    const { id } = await started(office, [
      { kind: 'ENDORSE', holderIds: [endorser] },
      { kind: 'NUMBER' },
      { kind: 'SIGN', holderIds: [signer] },
    ]);
    const classify = (code: string) =>
      app().superuser.query(
        `UPDATE signing_request SET registration = jsonb_set(registration, '{classificationCode}', to_jsonb($2::text)) WHERE id = $1`,
        [id, code],
      );
    await classify('99.9');
    await office.endorser.must(office.endorse(await office.read(id, office.endorser)));
    await app().drain();
    const held = await read(id);
    expect([held.blocked?.code, held.actions.includes('retry-step')]).toEqual([
      'PROTOCOL_CLASSIFICATION_UNKNOWN',
      true,
    ]);
    await classify('6.1');
    const stranger = await logIn(app(), PEOPLE.signerOfTaxes);
    expect((await onRequest(stranger, held, 'retry-step')).status).toBe(404);
    await office.drafter.must(onRequest(office.drafter, held, 'retry-step'));
    await app().drain();
    expect(await statesOf(id)).toEqual(['ENDORSE SATISFIED', 'NUMBER SATISFIED', 'SIGN OPEN']);
    expect((await read(id)).blocked).toBeNull();
  });

  it.each([
    ['SIGNATURE_BOOKS_NUMBERED_TWICE', [{ kind: 'NUMBER' }, { kind: 'NUMBER', register: 'PROTOCOL' }]],
    [
      'SIGNATURE_BOOKS_NO_SUCH_REGISTER',
      [{ kind: 'NUMBER', register: '019a0000-0000-7000-8000-000000000000' }],
    ],
  ])('refuses before it starts what cannot be: %s', async (code, steps) => {
    const content = await office.content();
    const answer = await office.drafter.post('signing-requests', {
      ...content,
      route: [{ kind: 'SIGN', holderIds: [signer] }, ...steps],
    });
    expect(codeOf(answer)).toBe(code);
  });

  it('sends and files what it has numbered; delivered when the last dispatch has arrived, and told by that move', async () => {
    const { id } = await started(office, [
      { kind: 'SIGN', holderIds: [signer] },
      { kind: 'NUMBER' },
      { kind: 'SEND' },
      { kind: 'FILE' },
      { kind: 'READ', holderIds: [endorser] },
    ]);
    await office.sign(await office.read(id, office.signer));
    const underWay = await read(id);
    expect(underWay.steps.slice(1).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'NUMBER SATISFIED',
      'SEND SATISFIED',
      'FILE SATISFIED',
      'READ OPEN',
    ]);
    const { registrationId } = underWay.numbers[0]!;
    const filed = await keeper.must<{ items: { subject: string }[] }>(
      keeper.get(`registrations/${registrationId}/case-files`),
    );
    expect(filed.items).toHaveLength(1);
    expect(filed.items[0]!.subject).toMatch(/, \d{4}$/); // the yearly series of its class
    const seen = await office.read(id, office.endorser);
    await office.endorser.must(
      onTask(office.endorser, seen, 'endorse', { sha256: seen.files[0]!.currentSha256, immediate: true }),
    );
    await app().drain();
    type Sent = { items: { id: string; version: number; state: string; actions: string[] }[] };
    const dispatches = () => clerk.must<Sent>(clerk.get(`registrations/${registrationId}/dispatches`));
    const delivered = async () =>
      (await read(id)).timeline.filter(({ type }) => type === 'signing-request.delivered').length;
    expect([(await dispatches()).items.length, await delivered()]).toEqual([1, 0]);
    for (const action of ['RECORD_SENT', 'RECORD_DELIVERED']) {
      const [sent] = (await dispatches()).items;
      await clerk.must(
        clerk.post(`dispatches/${sent!.id}/records`, {
          action,
          version: sent!.version,
          ...{ means: 'Raccomandata', on: legalDate(app().clock.now()), proof: 'Ricevuta n. 1' },
        }),
      );
      await app().drain();
    }
    expect(await delivered()).toBe(1);
  });

  it('numbers an act in every register that its type names, and not before all of them have answered', async () => {
    const { rows } = await app().superuser.query<{ id: string }>(
      `UPDATE document_type SET policy = policy || jsonb_build_object('registers', jsonb_build_array('PROTOCOL', $1::text))
        WHERE id = (SELECT document_type_id FROM signature_book WHERE id = $2) RETURNING id`,
      [repertory, office.book().id],
    );
    try {
      const request = await office.toSign();
      await office.sign(request);
      const done = await read(request.id);
      expect(done.state).toBe('ARCHIVED');
      expect(done.numbers.map(({ register }) => register).sort()).toEqual([
        'Protocollo generale',
        'Repertorio delle ordinanze',
      ]);
      expect(done.registrationNumber).toBe(
        done.numbers.find(({ register }) => register === 'Protocollo generale')!.number,
      );
    } finally {
      await app().superuser.query(
        `UPDATE document_type SET policy = policy || '{"registers":["PROTOCOL"]}' WHERE id = $1`,
        [rows[0]!.id],
      );
    }
  });
});
