import { checkCharacterOf } from '../../../../src/organisation/domain/tax-code';
import type {
  CorrespondentDetail,
  CorrespondentDuplicates,
  CorrespondentPage,
} from '../../../../src/protocol/http/correspondents/correspondents.schema';
import type { RegistrationDetail } from '../../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../../support/services';
import { CLERK, useHttpOffice } from '../http-office';

jest.setTimeout(60_000);

const MANAGER = 'annamaria.greco';
const withCheck = (first15: string) => first15 + checkCharacterOf(first15);

describeWith('database', 'the register of correspondents by HTTP', () => {
  const office = useHttpOffice();
  const clerk = () => office().as(CLERK);
  const add = async (known: object) => (await clerk()).post('correspondents', known);
  const suggested = async (typed: string): Promise<string[]> => {
    const { get } = await clerk();
    const page = (await get(`correspondents?search=${encodeURIComponent(typed)}`)).json<CorrespondentPage>();
    return page.items.map(({ name, familyName }) => [name, familyName].join(' ').trim());
  };

  it('finds a name while it is typed, whatever its accents, apostrophes and hidden characters', async () => {
    await add({ kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' });
    await add({ kind: 'COMPANY', name: 'Società\u200b Àcque \u202eS.r.l.', taxCode: 'IT 00743110157' });
    await add({ kind: 'FOREIGN_BODY', name: 'بلدية تونس' });
    await add({ kind: 'PUBLIC_BODY', name: 'Comune di Sant’Agata', ipaCode: 'c_I199' });
    for (const typed of ["d'al", 'dalu', 'ALÙ NIN', 'alu'])
      expect([typed, await suggested(typed)]).toEqual([typed, ['Ninfa D’Alù']]);
    expect(await suggested('societa acq')).toHaveLength(1);
    expect(await suggested('00743')).toHaveLength(1);
    expect(await suggested('تونس')).toEqual(['بلدية تونس']);
    expect(await suggested('santagata')).toEqual(['Comune di Sant’Agata']);
    expect(await suggested('c_i1')).toEqual(['Comune di Sant’Agata']);
    for (const nothing of ["'", '\u200b', '%', "' | '", '\\', 'zzz'])
      expect(await suggested(nothing)).toEqual([]);
  });

  it.each([
    ['RSSMRA70A41G273A', 'PERSON'],
    ['12345678901', 'COMPANY'],
    [withCheck('RSSMRA70A41G273'), 'PUBLIC_BODY'],
  ])('refuses the code %s of a %s', async (taxCode, kind) => {
    expect((await add({ kind, name: 'Sbagliato', taxCode })).json<{ code: string }>().code).toBe(
      'PROTOCOL_TAX_CODE_WRONG',
    );
  });

  it('knows a person by every form of the tax code that omocodia gave', async () => {
    const plain = withCheck('VRDLGU60B02H501');
    const omocodic = withCheck('VRDLGU60B02H50M');
    expect(
      (await add({ kind: 'PERSON', name: 'Luigi', familyName: 'Verdi', taxCode: plain })).statusCode,
    ).toBe(201);
    const again = await add({ kind: 'PERSON', name: 'Luigi', familyName: 'Verdi', taxCode: omocodic });
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'CORRESPONDENTS_KNOWN']);
  });

  it('keeps what was known before each correction, and refuses the second of two that cross', async () => {
    const { put, get } = await clerk();
    const known = { kind: 'COMPANY', name: 'Ditta Uno', email: 'uno@ditta.example' };
    const { id } = (await add(known)).json<CorrespondentDetail>();
    const change = (email: string) =>
      put(`correspondents/${id}`, { known: { ...known, email }, version: 1, reason: 'Nuova PEC' });
    expect((await change('due@ditta.example')).statusCode).toBe(200);
    expect((await change('tre@ditta.example')).json<{ code: string }>().code).toBe(
      'CORRESPONDENTS_CHANGED_MEANWHILE',
    );
    const { history, email } = (await get(`correspondents/${id}`)).json<CorrespondentDetail>();
    expect(email).toBe('due@ditta.example');
    expect(history.map(({ version, known: { email: was }, reason }) => [version, was, reason])).toEqual([
      [2, 'due@ditta.example', 'Nuova PEC'],
      [1, 'uno@ditta.example', 'Inserito in rubrica'],
    ]);
    await expect(
      office().superuser.query('UPDATE correspondent_version SET reason = $$x$$'),
    ).rejects.toThrow();
  });

  it('remembers whoever wrote, but nobody of a reserved entry, and nobody who is not known', async () => {
    await office().registered({
      sender: { kind: 'COMPANY', name: 'Impresa Palese', taxCode: '02313821007' },
    });
    await office().registered({
      sender: { kind: 'COMPANY', name: 'Impresa Palese e altri', taxCode: '02313821007' },
    });
    await office().registered({
      sender: { kind: 'COMPANY', name: 'Impresa Nascosta' },
      reserved: { personIds: [], officeIds: [] },
    });
    await office().registered({ sender: { kind: 'ANONYMOUS' } });
    expect(await suggested('impresa')).toEqual(['Impresa Palese']);
    expect(await suggested('anonimo')).toEqual([]);
  });

  it('merges those of one code, and changes nothing that a registration said', async () => {
    const entry = await office().registered<RegistrationDetail>({
      sender: { kind: 'COMPANY', name: 'Rete Gas SpA', taxCode: '00905811006' },
    });
    const { get, post } = await office().as(MANAGER);
    const kept = (await suggestedOf('rete gas'))[0]!;
    // As an import, or a body that was written before codes were checked, may leave it.
    const twin = (await add({ kind: 'COMPANY', name: 'Retegas S.p.A.' })).json<CorrespondentDetail>();
    await office().superuser.query('UPDATE correspondent SET tax_code = $1, tax_key = $1 WHERE id = $2', [
      '00905811006',
      twin.id,
    ]);
    const { groups } = (await get('correspondents/duplicates')).json<CorrespondentDuplicates>();
    expect(groups.map(({ items }) => items.map(({ id }) => id).sort())).toEqual([[kept.id, twin.id].sort()]);
    const merge = { mergedIds: [twin.id], reason: 'Stessa partita IVA' };
    expect((await (await clerk()).post(`correspondents/${kept.id}/merge`, merge)).statusCode).toBe(403);
    expect((await post(`correspondents/${kept.id}/merge`, merge)).statusCode).toBe(201);
    expect((await get('correspondents/duplicates')).json<CorrespondentDuplicates>().groups).toEqual([]);
    expect(await suggested('retegas')).toEqual([]);
    const detail = (await get(`correspondents/${kept.id}`)).json<CorrespondentDetail>();
    expect(detail.merged.map(({ name }) => name)).toEqual(['Retegas S.p.A.']);
    expect((await get(`correspondents/${twin.id}`)).json<CorrespondentDetail>().mergedInto).toBe(kept.id);
    expect((await post(`correspondents/${kept.id}/merge`, merge)).json<{ code: string }>().code).toBe(
      'CORRESPONDENTS_MERGED',
    );
    expect((await get(`registrations/${entry.id}`)).json<RegistrationDetail>()).toEqual(entry);
  });

  it('does not merge those whose codes differ, or that have none', async () => {
    const { post } = await office().as(MANAGER);
    const one = (await add({ kind: 'COMPANY', name: 'Simile Srl' })).json<CorrespondentDetail>();
    const two = (await add({ kind: 'COMPANY', name: 'Simile S.r.l.' })).json<CorrespondentDetail>();
    const answer = await post(`correspondents/${one.id}/merge`, {
      mergedIds: [two.id],
      reason: 'Sembra la stessa',
    });
    expect(answer.json<{ code: string }>().code).toBe('CORRESPONDENTS_CODES_DIFFER');
  });

  it('is for who registers, in the AOO that knows them', async () => {
    for (const username of ['chiara.ferrara', 'giulia.bianchi', 'francesca.distefano', 'maria.rossi'])
      expect((await (await office().as(username)).get('correspondents')).statusCode).toBe(403);
    const { rows } = await office().superuser.query<{ id: string }>(
      `UPDATE correspondent SET aoo_id = (SELECT id FROM aoo WHERE code = 'AOO-SOC')
        WHERE name = 'Ditta Uno' RETURNING id`,
    );
    const { get } = await clerk();
    expect((await get(`correspondents/${rows[0]!.id}`)).statusCode).toBe(404);
    expect(await suggested('ditta uno')).toEqual([]);
    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: CorrespondentPage = (
        await get(`correspondents?limit=3${cursor && `&cursor=${cursor}`}`)
      ).json();
      all.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain(rows[0]!.id);
  });

  async function suggestedOf(typed: string) {
    const { get } = await clerk();
    return (await get(`correspondents?search=${encodeURIComponent(typed)}`)).json<CorrespondentPage>().items;
  }
});
