import { newId } from '@libro-firma/kernel';
import { CheckRegister, IndexRegister } from '../../../src/protocol';
import type { RegistrationDetail, RegistrationPage } from '../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../support/services';
import { CLERK, useHttpOffice } from './http-office';

const MANAGER = 'annamaria.greco';
const VICAR = 'paolo.dellaquila';

describeWith('database', 'annulment', () => {
  const office = useHttpOffice();

  async function asked(registrationId: string, body: object, username = CLERK) {
    const { post } = await office().as(username);
    return post(`registrations/${registrationId}/annulments`, {
      scope: 'WHOLE',
      reason: 'Registrata due volte',
      ...body,
    });
  }

  async function decided(requestIds: readonly string[], body: object = {}, username = MANAGER) {
    const { post } = await office().as(username);
    return post('annulments/decisions', {
      requestIds,
      granted: true,
      actReference: 'Determina n. 12 del 20/11/2026',
      ...body,
    });
  }

  const requestOf = async (id: string, body: object = {}) =>
    (await asked(id, body)).json<{ requestId: string }>().requestId;

  const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code;

  it('is asked by an operator, decided by the manager with an act, and leaves the entry readable and marked', async () => {
    const { id, number } = await office().registered({ subject: 'Pozzanghera da annullare' });
    const requestId = await requestOf(id);
    const manager = await office().as(MANAGER);
    const desk = (await manager.get('annulments')).json<{ waiting: object[] }>();
    expect(desk.waiting).toContainEqual(
      expect.objectContaining({
        requestId,
        number,
        reason: 'Registrata due volte',
        askedBy: 'Salvatore Lo Presti',
      }),
    );
    expect((await decided([requestId])).statusCode).toBe(201);
    const { get } = await office().as(CLERK);
    const detail = (await get(`registrations/${id}`)).json<RegistrationDetail>();
    expect(detail).toMatchObject({
      annulled: true,
      subject: 'Pozzanghera da annullare',
      annulments: [
        { scope: 'WHOLE', actReference: 'Determina n. 12 del 20/11/2026', decidedBy: 'Anna Maria Greco' },
      ],
    });
    await office().app.get(IndexRegister).execute();
    const found = (await get('registrations?search=pozzanghera&annulled=true')).json<RegistrationPage>();
    expect(found.items.map((item) => [item.id, item.annulled])).toEqual([[id, true]]);
    expect(
      (await get('registrations?search=pozzanghera&annulled=false')).json<RegistrationPage>().items,
    ).toEqual([]);
    expect((await manager.get('annulments')).json<{ waiting: object[] }>().waiting).toEqual([]);
  });

  it('of single data puts what is right beside what was registered, and both are found', async () => {
    const { id } = await office().registered({ subject: 'Sbagliatissimo' });
    const corrections = [
      { field: 'subject', value: 'Correttissimo' },
      { field: 'senders', value: [{ kind: 'COMPANY', name: 'Acque S.p.A.' }] },
    ];
    await decided([await requestOf(id, { scope: 'DATA', reason: 'Errore di battitura', corrections })]);
    const { get } = await office().as(CLERK);
    expect((await get(`registrations/${id}`)).json()).toMatchObject({
      subject: 'Sbagliatissimo',
      annulled: false,
      corrected: true,
      annulments: [{ scope: 'DATA', corrections }],
    });
    await office().app.get(IndexRegister).execute();
    for (const word of ['sbagliatissimo', 'correttissimo'])
      expect((await get(`registrations?search=${word}`)).json<RegistrationPage>().items[0]?.id).toBe(id);
  });

  it('decides many at once, all or none, and once', async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => (await office().registered()).id));
    const requests = await Promise.all(ids.map((id) => requestOf(id)));
    const mixed = await decided([...requests, newId()]);
    expect(codeOf(mixed)).toBe('PROTOCOL_ANNULMENT_NOT_FOUND');
    const outcomes = await Promise.all([decided(requests), decided([...requests].reverse(), {}, VICAR)]);
    expect(outcomes.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(codeOf(await asked(ids[0]!, {}))).toBe('PROTOCOL_ALREADY_ANNULLED');
  });

  it('is refused without an act, and to whoever is not the manager or the vicar', async () => {
    const { id } = await office().registered();
    const requestId = await requestOf(id);
    expect(codeOf(await decided([requestId], { actReference: ' ' }))).toBe('PROTOCOL_ACT_MISSING');
    expect((await decided([requestId], {}, CLERK)).statusCode).toBe(403);
    expect((await asked(id, {}, 'chiara.ferrara')).statusCode).toBe(403);
    expect(codeOf(await asked(id, { scope: 'DATA' }))).toBe('PROTOCOL_CORRECTION_MISSING');
    expect((await decided([requestId], { granted: false, actReference: undefined }, VICAR)).statusCode).toBe(
      201,
    );
    const { get } = await office().as(CLERK);
    expect((await get(`registrations/${id}`)).json()).toMatchObject({ annulled: false, annulments: [] });
  });

  it('lets the document be registered again, once, with a link both ways', async () => {
    const { id } = await office().registered();
    const { post, get } = await office().as(CLERK);
    const again = async () =>
      post('registrations', {
        subject: 'Di nuovo',
        sender: { kind: 'ANONYMOUS' },
        classificationCode: '6.1',
        documentId: await office().anUpload(CLERK),
        againOf: id,
      });
    expect(codeOf(await again())).toBe('PROTOCOL_AGAIN_NOT_ANNULLED');
    await decided([await requestOf(id)]);
    const entry = (await again()).json<RegistrationDetail>();
    expect(entry.againOf).toBe(id);
    expect((await get(`registrations/${id}`)).json<RegistrationDetail>().againId).toBe(entry.id);
    expect(codeOf(await again())).toBe('PROTOCOL_AGAIN_NOT_ANNULLED');
  });

  it('leaves the chain whole', async () => {
    const { bodyId, aooId } = await office().as(CLERK);
    const check = await office()
      .app.get(CheckRegister)
      .execute({ bodyId, aooId, year: new Date().getFullYear() });
    expect(check.fault).toBeNull();
  });
});
