import { legalDate, newId } from '@libro-firma/kernel';
import { IndexRegister } from '../../../../src/protocol';
import { FileByRules } from '../../../../src/protocol/application/case-files/file-by-rules.use-case';
import type {
  CaseFileDetail,
  CaseFileList,
  CaseFilePage,
  FilingPage,
} from '../../../../src/protocol/http/case-files/case-files.schema';
import { describeWith } from '../../../support/services';
import { CLERK, useHttpOffice } from '../http-office';

jest.setTimeout(60_000);

const [MANAGER, HEAD, DRAFTER] = ['annamaria.greco', 'maria.rossi', 'giulia.bianchi'];
const AFFAIR = { subject: 'Rifacimento di via Maqueda', classificationCode: '6.5' };

describeWith('database', 'case files by HTTP', () => {
  const office = useHttpOffice();
  const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code;
  const opened = async (more: object = {}, username = CLERK): Promise<CaseFileDetail> => {
    const answer = await (await office().as(username)).post('case-files', { ...AFFAIR, ...more });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };
  const entry = async (more: object = {}): Promise<string> => {
    const { id } = await office().registered({ classificationCode: '6.5', ...more });
    await office().app.get(IndexRegister).execute();
    return id;
  };
  const desk = async (username = CLERK, query = ''): Promise<string[]> => {
    const { get } = await office().as(username);
    return (await get(`filing-desk?limit=100${query}`)).json<FilingPage>().items.map(({ id }) => id);
  };
  const show = async (id: string, username = CLERK) =>
    (await (await office().as(username)).get(`case-files/${id}`)).json<CaseFileDetail>();

  it('are numbered in their year and class, sub-files in their case file, also when many are opened at once', async () => {
    const year = Number(legalDate(new Date()).slice(0, 4));
    const files = await Promise.all(Array.from({ length: 8 }, () => opened({ classificationCode: '4.10' })));
    expect(files.map(({ progressive }) => progressive).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(files[0]!.code).toMatch(new RegExp(`^${year}/4\\.10/\\d$`));
    const sub = await opened({ classificationCode: '4.10', parentId: files[0]!.id });
    expect(sub.code).toBe(`${files[0]!.code}.1`);
    expect((await show(files[0]!.id)).subFiles.map(({ id }) => id)).toEqual([sub.id]);
  });

  it('keep what Allegato 5 asks of each type, with every change in the journal', async () => {
    const { put } = await office().as(CLERK);
    const facts = {
      subject: 'Permesso di costruire n. 12',
      procedure: {
        subject: 'Permesso di costruire',
        code: 'PDC',
        catalogue: 'https://comune.example/procedimenti/pdc',
        phases: [{ phase: 'INQUIRY', from: '2026-11-01' }],
      },
      participants: [{ name: 'Soprintendenza', ipaCode: 'm_bac' }],
      retentionYears: 9999,
      place: 'Armadio 12',
      note: 'Con varianti',
    };
    const file = await opened({ ...facts, type: 'PROCEDURE' });
    expect(file).toMatchObject({
      ...facts,
      type: 'PROCEDURE',
      openedOn: legalDate(new Date()),
      state: 'OPEN',
    });
    const changed = await put(`case-files/${file.id}`, { ...facts, place: 'Deposito', version: 1 });
    expect(changed.json()).toMatchObject({ place: 'Deposito', version: 2 });
    expect(codeOf(await put(`case-files/${file.id}`, { ...facts, version: 1 }))).toBe(
      'CASE_FILES_CHANGED_MEANWHILE',
    );
    const { rows } = await office().superuser.query<{ type: string }>(
      `SELECT type FROM journal_entry WHERE stream = 'case-file' AND stream_id = $1 ORDER BY sequence`,
      [file.id],
    );
    expect(rows.map(({ type }) => type)).toEqual(['case-file.opened', 'case-file.changed']);
  });

  it.each([
    ['CASE_FILES_TYPE_WRONG', { type: 'PERSON' }],
    ['CASE_FILES_TYPE_WRONG', { type: 'PROCEDURE' }],
    ['CASE_FILES_TYPE_WRONG', { kind: 'DOCUMENT_SERIES' }],
    ['CASE_FILES_TYPE_WRONG', { holder: { name: 'Uno' } }],
    [
      'CASE_FILES_TAX_CODE_WRONG',
      { type: 'PERSON', holder: { name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562T' } },
    ],
    ['CASE_FILES_NOT_FOUND', { parentId: newId() }],
    ['PROTOCOL_CLASSIFICATION_UNKNOWN', { classificationCode: '99' }],
  ])('are refused with %s', async (code, more) => {
    const { post } = await office().as(CLERK);
    expect(codeOf(await post('case-files', { ...AFFAIR, ...more }))).toBe(code);
  });

  it('take documents from the desk, all or none, and give them back with a reason while they are open', async () => {
    const { post, get } = await office().as(CLERK);
    const file = await opened();
    const [one, two] = [await entry(), await entry()];
    expect(await desk()).toEqual(expect.arrayContaining([one, two]));
    const all = await post(`case-files/${file.id}/content`, { registrationIds: [one, newId()] });
    expect([codeOf(all), (await show(file.id)).content]).toEqual(['PROTOCOL_REGISTRATION_NOT_FOUND', []]);
    expect((await post(`case-files/${file.id}/content`, { registrationIds: [one, two] })).statusCode).toBe(
      201,
    );
    expect(codeOf(await post(`case-files/${file.id}/content`, { registrationIds: [one] }))).toBe(
      'CASE_FILES_ALREADY_FILED',
    );
    expect(await desk()).not.toEqual(expect.arrayContaining([one]));
    expect(
      (await get(`registrations/${one}/case-files`)).json<CaseFileList>().items.map(({ id }) => id),
    ).toEqual([file.id]);
    expect(
      (await post(`case-files/${file.id}/take-out`, { registrationId: one, reason: 'Fascicolo sbagliato' }))
        .statusCode,
    ).toBe(201);
    expect(codeOf(await post(`case-files/${file.id}/take-out`, { registrationId: one, reason: 'x' }))).toBe(
      'CASE_FILES_NOT_FILED',
    );
    expect(await desk()).toContain(one);
    await office()
      .app.get(IndexRegister)
      .refresh([two])
      .catch(() => undefined);
    expect(await desk()).not.toContain(two);
  });

  it('closed, take nothing and give nothing back until the records manager reopens them', async () => {
    const clerk = await office().as(CLERK);
    const manager = await office().as(MANAGER);
    const file = await opened();
    const sub = await opened({ parentId: file.id });
    const inside = await entry();
    await clerk.post(`case-files/${file.id}/content`, { registrationIds: [inside] });
    expect(codeOf(await clerk.post(`case-files/${file.id}/close`, { version: 1 }))).toBe(
      'CASE_FILES_SUBFILES_OPEN',
    );
    expect((await clerk.post(`case-files/${sub.id}/close`, { version: 1 })).statusCode).toBe(201);
    const closed = await clerk.post(`case-files/${file.id}/close`, { version: 1 });
    expect(closed.json()).toMatchObject({ state: 'CLOSED', closedOn: legalDate(new Date()) });
    for (const [path, body] of [
      ['content', { registrationIds: [await entry()] }],
      ['take-out', { registrationId: inside, reason: 'x' }],
      ['close', { version: 2 }],
    ] as const)
      expect(codeOf(await clerk.post(`case-files/${file.id}/${path}`, body))).toBe('CASE_FILES_CLOSED');
    expect(codeOf(await clerk.post('case-files', { ...AFFAIR, parentId: file.id }))).toBe(
      'CASE_FILES_PARENT_WRONG',
    );
    expect((await clerk.post(`case-files/${file.id}/reopen`, { version: 2, reason: 'x' })).statusCode).toBe(
      403,
    );
    expect(
      (await manager.post(`case-files/${file.id}/reopen`, { version: 2, reason: 'Ricorso' })).json(),
    ).toMatchObject({
      state: 'OPEN',
      closedOn: null,
    });
  });

  it('of the year take what nobody files: one series for each class, whoever asks first', async () => {
    const { post } = await office().as(CLERK);
    const ids = await Promise.all(Array.from({ length: 4 }, () => entry({ classificationCode: '10.3' })));
    const answers = await Promise.all(
      ids.map((id) => post('filing-desk/yearly-series', { registrationIds: [id] })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
    const { rows } = await office().superuser.query<{ id: string; kind: string; subject: string }>(
      `SELECT id, kind, subject FROM case_file WHERE yearly AND classification_code = '10.3'`,
    );
    expect(rows).toMatchObject([
      { kind: 'DOCUMENT_SERIES', subject: `Farmacie, ${legalDate(new Date()).slice(0, 4)}` },
    ]);
    expect((await show(rows[0]!.id)).content).toHaveLength(4);
  });

  it('are filled by rules once, by type of document; what a person took out, no rule puts back', async () => {
    const { post } = await office().as(MANAGER);
    const clerk = await office().as(CLERK);
    const file = await opened({ subject: 'Fatture' });
    await post('desk-rules', {
      name: 'Fatture',
      documentType: 'Fattura',
      fileInto: 'CASE_FILE',
      caseFileId: file.id,
    });
    await post('desk-rules', { name: 'Farmacie', classificationCode: '10', fileInto: 'YEARLY_SERIES' });
    const invoice = await entry({ documentType: 'FATTURA' });
    const pharmacy = await entry({ classificationCode: '10.3' });
    const other = await entry({ documentType: 'Lettera' });
    const rules = office().app.get(FileByRules);
    const [first, second] = await Promise.all([rules.execute(), rules.execute()]);
    expect(first + second).toBe(2);
    expect((await show(file.id)).content).toMatchObject([{ registration: { id: invoice }, byRule: true }]);
    const waiting = await desk();
    expect(waiting).toContain(other);
    expect(waiting).not.toContain(pharmacy);
    await clerk.post(`case-files/${file.id}/take-out`, {
      registrationId: invoice,
      reason: 'Non è una fattura',
    });
    expect(await rules.execute()).toBe(0);
    expect(await desk()).toContain(invoice);
    expect(
      (await post('desk-rules', { name: 'x', fileInto: 'CASE_FILE', caseFileId: newId() })).statusCode,
    ).toBe(404);
    expect((await post('desk-rules', { name: 'x', fileInto: 'CASE_FILE' })).statusCode).toBe(422);
  });

  it('leak nothing that is reserved: no case file, no document in one, no count, no line of the desk', async () => {
    const manager = await office().as(MANAGER);
    const hidden = await opened({ subject: 'Disciplinare Zeta', readers: [manager.personId] }, MANAGER);
    const seenBy = async (username: string, search: string) =>
      (await (await office().as(username)).get(`case-files?search=${search}`)).json<CaseFilePage>().items
        .length;
    expect(await seenBy(MANAGER, 'zeta')).toBe(1);
    for (const username of [CLERK, HEAD, DRAFTER]) {
      expect([username, await seenBy(username, 'zeta')]).toEqual([username, 0]);
      expect((await (await office().as(username)).get(`case-files/${hidden.id}`)).statusCode).toBe(404);
    }
    // A case file for everybody, and in it a document for one.
    const open = await opened({ subject: 'Condiviso' });
    const secret = await office().registered({
      classificationCode: '6.5',
      reserved: { personIds: [], officeIds: [] },
    });
    await office().app.get(IndexRegister).execute();
    await office().superuser.query(
      `UPDATE appointment SET role = 'protocol-operator' WHERE role = 'records-manager-vicar'`,
    );
    const OTHER = 'paolo.dellaquila';
    expect(await desk(CLERK)).toContain(secret.id);
    expect(await desk(OTHER)).not.toContain(secret.id);
    const other = await office().as(OTHER);
    expect(codeOf(await other.post(`case-files/${open.id}/content`, { registrationIds: [secret.id] }))).toBe(
      'PROTOCOL_REGISTRATION_NOT_FOUND',
    );
    await (await office().as(CLERK)).post(`case-files/${open.id}/content`, { registrationIds: [secret.id] });
    expect((await show(open.id, CLERK)).content).toHaveLength(1);
    expect((await show(open.id, OTHER)).content).toEqual([]);
  });

  it('are for those who file, each at the desk of its office', async () => {
    for (const username of ['chiara.ferrara', 'niccolo.damico', 'francesca.distefano'])
      for (const path of ['case-files', 'filing-desk'])
        expect((await (await office().as(username)).get(path)).statusCode).toBe(403);
    const id = await entry();
    const { officeId } = await office().as(HEAD);
    expect(await desk(HEAD)).not.toContain(id);
    const { post, officeId: ownOffice } = await office().as(CLERK);
    expect(await desk(CLERK, `&officeId=${ownOffice}`)).toContain(id);
    await post(`registrations/${id}/assignments`, { assignees: [{ officeId }] });
    expect(await desk(HEAD)).toContain(id);
    expect(await desk(CLERK, `&officeId=${ownOffice}`)).not.toContain(id);
    expect(await desk(CLERK, `&officeId=${officeId}`)).toContain(id);
  });
});
