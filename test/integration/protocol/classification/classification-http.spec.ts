import { legalDate, newId } from '@libro-firma/kernel';
import { IndexRegister } from '../../../../src/protocol';
import type {
  ClassProposals,
  PlanView,
} from '../../../../src/protocol/http/classification/classification.schema';
import type { RegistrationDetail, RegistrationPage } from '../../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../../support/services';
import { CLERK, useHttpOffice } from '../http-office';

jest.setTimeout(60_000);

const MANAGER = 'annamaria.greco';
const day = (ahead: number) => legalDate(new Date(Date.now() + ahead * 24 * 60 * 60 * 1_000));

describeWith('database', 'the classification plan by HTTP', () => {
  const office = useHttpOffice();
  const view = async () =>
    (await (await office().as(CLERK)).get('classification-plan/versions')).json<PlanView>();
  const proposals = async (question: object) => {
    const { post } = await office().as(CLERK);
    const answer = await post('classification-plan/proposals', question);
    expect(answer.statusCode).toBe(200);
    return answer.json<ClassProposals>().items;
  };
  const index = () => office().app.get(IndexRegister).execute();

  it('is the model for municipalities by default: fourteen titles with their classes', async () => {
    const { entries, model } = await view();
    expect(model.filter(({ code }) => !code.includes('.'))).toHaveLength(14);
    expect(entries.map(({ code, title }) => [code, title])).toEqual(
      model.map(({ code, title }) => [code, title]),
    );
    expect(entries.find(({ code }) => code === '6.3')?.title).toBe('Edilizia privata');
    expect(model.find(({ code }) => code === '11.2')?.title).toBe('Anagrafe e certificazioni');
  });

  it('proposes a class from this sender’s documents, but learns nothing from reserved ones', async () => {
    const sender = { kind: 'COMPANY', name: 'Costruzioni Uno', taxCode: '00743110157' };
    for (const classificationCode of ['6.3', '6.3', '6.5'])
      await office().registered({ sender, classificationCode });
    await office().registered({
      sender: { kind: 'COMPANY', name: 'Solo Riservata', taxCode: '02313821007' },
      subject: 'Zzz procedimento segretissimo',
      classificationCode: '3.13',
      reserved: { personIds: [], officeIds: [] },
    });
    await index();
    const found = await proposals({ counterpart: { ...sender, name: 'COSTRUZIONI' } });
    expect(found[0]).toMatchObject({ code: '6.3', title: 'Edilizia privata', reason: 'SENDER' });
    expect(found[0]!.share).toBeCloseTo(2 / 3);
    expect(found[1]!.code).toBe('6.5');
    const question = {
      counterpart: { kind: 'COMPANY', name: 'Solo Riservata', taxCode: '02313821007' },
      subject: 'Zzz procedimento segretissimo',
    };
    expect(await proposals(question)).toEqual([]);
  });

  it('proposes first what a rule says of type, mailbox and words, and then what was alike', async () => {
    const { post } = await office().as(MANAGER);
    const rule = {
      name: 'SCIA',
      documentType: 'Scia',
      mailbox: 'suap@demo.example',
      words: 'attività',
      proposeClass: '8.4',
    };
    const added = await post('desk-rules', rule);
    expect(added.statusCode).toBe(201);
    await office().registered({
      subject: 'Apertura nuova attività di ristorazione',
      classificationCode: '8.6',
    });
    await index();
    const question = {
      documentType: 'SCIA',
      mailbox: 'SUAP@demo.example',
      subject: 'Apertura nuova attivita di ristorazione',
    };
    expect((await proposals(question)).map(({ code, reason }) => [code, reason])).toEqual([
      ['8.4', 'RULE'],
      ['8.6', 'SUBJECT'],
    ]);
    expect((await proposals({ ...question, mailbox: null })).map(({ reason }) => reason)).toEqual([
      'SUBJECT',
    ]);
    expect((await post(`desk-rules/${added.json<{ id: string }>().id}/end`, {})).statusCode).toBe(201);
    expect((await proposals(question)).map(({ reason }) => reason)).toEqual(['SUBJECT']);
    expect((await post('desk-rules', { name: 'niente' })).statusCode).toBe(422);
    expect((await post('desk-rules', { ...rule, proposeClass: '99' })).json<{ code: string }>().code).toBe(
      'PROTOCOL_CLASSIFICATION_UNKNOWN',
    );
  });

  it('gives an entry another class, keeps the registered one visible, and finds it by the new one', async () => {
    const { get, post } = await office().as(CLERK);
    const { id, hash } = await office().registered<RegistrationDetail>({ classificationCode: '1.6' });
    const answer = await post(`registrations/${id}/classification`, {
      code: '1.7',
      reason: 'È del sistema informativo',
    });
    expect(answer.json<RegistrationDetail>()).toMatchObject({
      classificationCode: '1.7',
      registeredClassification: { code: '1.6', title: 'Archivio generale' },
      laterClassifications: [
        { code: '1.7', reason: 'È del sistema informativo', decidedBy: 'Salvatore Lo Presti' },
      ],
      hash,
    });
    await index();
    const found = async (code: string) =>
      (await get(`registrations?classification=${code}`))
        .json<RegistrationPage>()
        .items.map((item) => item.id);
    expect(await found('1.7')).toContain(id);
    expect(await found('1.6')).not.toContain(id);
    const again = await post(`registrations/${id}/classification`, { code: '1.7', reason: 'x' });
    expect(again.json<{ code: string }>().code).toBe('CLASSIFICATION_SAME_AS_BEFORE');
    await expect(office().superuser.query('DELETE FROM registration_class')).rejects.toThrow();
  });

  it.each([
    ['CLASSIFICATION_DAY_NOT_AHEAD', { validFrom: day(0) }],
    [
      'CLASSIFICATION_CODE_TWICE',
      {
        entries: [
          { code: '1', title: 'A' },
          { code: '1', title: 'B' },
        ],
      },
    ],
    ['CLASSIFICATION_PARENT_MISSING', { entries: [{ code: '1.2', title: 'A' }] }],
    ['CLASSIFICATION_SUCCESSOR_WRONG', { successors: [{ from: '77', to: '1' }] }],
    ['CLASSIFICATION_SUCCESSOR_WRONG', { successors: [{ from: '1', to: '77' }] }],
    ['HTTP_INPUT_NOT_AS_DESCRIBED', { entries: [{ code: 'I/2', title: 'A' }] }],
  ])('refuses a new plan with %s', async (code, more) => {
    const { post } = await office().as(MANAGER);
    const plan = {
      name: 'N',
      actReference: 'G.C. 1',
      validFrom: day(1),
      entries: [{ code: '1', title: 'A' }],
      ...more,
    };
    expect((await post('classification-plan/versions', plan)).json<{ code: string }>().code).toBe(code);
  });

  it('ends and begins on its day; old registrations keep the old, and proposals follow the successor', async () => {
    const clerk = await office().as(CLERK);
    const old = await office().registered<RegistrationDetail>({
      sender: { kind: 'COMPANY', name: 'Vigili', taxCode: '00905811006' },
      classificationCode: '9.2',
    });
    await index();
    const { post } = await office().as(MANAGER);
    const { model } = await view();
    const plan = {
      name: 'Titolario 2027',
      actReference: 'Deliberazione G.C. n. 12',
      validFrom: day(1),
      entries: [
        ...model.filter(({ code }) => code !== '9.2'),
        { code: '9.5', title: 'Polizia stradale e mobilità', retentionYears: 10 },
      ],
      successors: [{ from: '9.2', to: '9.5' }],
    };
    expect((await clerk.post('classification-plan/versions', plan)).statusCode).toBe(403);
    expect((await post('classification-plan/versions', plan)).statusCode).toBe(201);
    expect(
      (await post('classification-plan/versions', { ...plan, validFrom: day(2) })).json<{ code: string }>()
        .code,
    ).toBe('CLASSIFICATION_ALREADY_SCHEDULED');
    const codesToday = (await clerk.get('classification-plan'))
      .json<{ items: { code: string }[] }>()
      .items.map(({ code }) => code);
    expect(codesToday).toContain('9.2');
    expect(codesToday).not.toContain('9.5');
    // Its day comes.
    await office().superuser.query(`UPDATE classification_entry SET valid_to = $1 WHERE valid_to = $2`, [
      day(-1),
      day(0),
    ]);
    await office().superuser.query(`UPDATE classification_entry SET valid_from = $1 WHERE valid_from = $2`, [
      day(0),
      day(1),
    ]);
    const { entries } = await view();
    expect(entries.find(({ code }) => code === '9.2')).toMatchObject({ inForce: false, successor: '9.5' });
    expect(entries.find(({ code }) => code === '9.5')).toMatchObject({ inForce: true, retentionYears: 10 });
    expect(entries.find(({ code }) => code === '9.1')).toMatchObject({ validTo: null });
    expect(
      (await clerk.get(`registrations/${old.id}`)).json<RegistrationDetail>().registeredClassification,
    ).toEqual({
      code: '9.2',
      title: 'Polizia stradale',
    });
    const sender = { kind: 'COMPANY', name: 'Vigili', taxCode: '00905811006' };
    expect((await proposals({ counterpart: sender }))[0]).toMatchObject({ code: '9.5', reason: 'SENDER' });
    await new Promise((done) => setTimeout(done, 5_100)); // what is kept of the plan for a burst of numbers
    const refused = await clerk.post('registrations', {
      subject: 'x y z',
      sender,
      classificationCode: '9.2',
      documentId: await office().anUpload(CLERK, 'a.txt', newId()),
    });
    expect(refused.json<{ code: string }>().code).toBe('PROTOCOL_CLASSIFICATION_UNKNOWN');
  }, 30_000);

  it('is written by the records manager or vicar, and read by who registers', async () => {
    for (const username of ['chiara.ferrara', 'giulia.bianchi', 'francesca.distefano', 'maria.rossi']) {
      const { get, post } = await office().as(username);
      expect((await get('classification-plan/versions')).statusCode).toBe(403);
      expect((await post('classification-plan/proposals', {})).statusCode).toBe(403);
      expect((await post('desk-rules', {})).statusCode).toBe(403);
    }
  });
});
