import { read, utils } from '@e965/xlsx';
import { IndexRegister } from '../../../src/protocol';
import type { SavedSearchList } from '../../../src/protocol/http/searches.schema';
import { describeWith } from '../../support/services';
import { CLERK, useHttpOffice } from './http-office';

const MANAGER = 'annamaria.greco';

describeWith('database', 'exports and saved searches', () => {
  const office = useHttpOffice();

  const rowsOf = (bytes: Buffer): string[][] => {
    const book = read(bytes, { type: 'buffer' });
    return utils.sheet_to_json<string[]>(book.Sheets.Registro!, { header: 1 });
  };

  async function exported(query: string, username = CLERK) {
    const { get } = await office().as(username);
    return get(`registration-exports?${query}`);
  }

  beforeAll(async () => {
    await office().registered({ subject: '=HYPERLINK("http://evil.example";"clicca") zanzariera' });
    await office().registered({ subject: 'Zanzariera "comune"; con punto e virgola' });
    await office().registered({
      subject: 'Zanzariera segretissima',
      reserved: { personIds: [], officeIds: [] },
    });
    await office().app.get(IndexRegister).execute();
  }, 60_000);

  it('in CSV are quoted, and no field is a formula', async () => {
    const answer = await exported('search=zanzariera&format=csv');
    expect(answer.headers['content-disposition']).toContain('registro.csv');
    const lines = answer.body.split('\r\n');
    expect(lines[0]).toMatch(/^\ufeff"Numero";"Anno"/);
    expect(answer.body).toContain(`"'=HYPERLINK(""http://evil.example"";""clicca"") zanzariera"`);
    expect(answer.body).toContain('"Zanzariera ""comune""; con punto e virgola"');
    for (const field of answer.body.matchAll(/"((?:[^"]|"")*)"/g))
      expect(field[1]).not.toMatch(/^[=+\-@\t\r]/);
  });

  it.each(['xlsx', 'ods'])('in %s hold texts only', async (format) => {
    const answer = await exported(`search=zanzariera&format=${format}`);
    const book = read(answer.rawPayload, { type: 'buffer', cellFormula: true });
    const cells = Object.values(book.Sheets.Registro!).filter(
      (cell): cell is { t: string; f?: string } => typeof cell === 'object' && cell !== null && 't' in cell,
    );
    expect(cells.length).toBeGreaterThan(20);
    expect(cells.filter(({ f }) => f !== undefined)).toEqual([]);
    expect(rowsOf(answer.rawPayload).flat()).toContain('Zanzariera "comune"; con punto e virgola');
  });

  it('hold what the person may open and nothing else, reserved entries for the manager alone', async () => {
    const subjects = async (username: string) =>
      rowsOf((await exported('search=zanzariera&format=xlsx', username)).rawPayload).map((row) => row[5]);
    expect(await subjects('chiara.ferrara')).not.toContain('Zanzariera segretissima');
    expect(await subjects(MANAGER)).toContain('Zanzariera segretissima');
    expect((await exported('format=csv', 'francesca.distefano')).statusCode).toBe(403);
  });

  it('of the sequence show a reserved entry as number and date', async () => {
    const rows = rowsOf((await exported('format=ods', 'chiara.ferrara')).rawPayload);
    expect(rows).toHaveLength(4);
    expect(rows[1]?.[5]).toBe('Riservata');
  });

  it('are entered in the journal', async () => {
    await exported('search=zanzariera&format=csv');
    const { rows } = await office().superuser.query(
      `SELECT 1 FROM journal_entry WHERE type = 'register.exported' AND payload LIKE '%zanzariera%csv%' OR payload LIKE '%csv%zanzariera%'`,
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  it('saved searches are the person’s own', async () => {
    const { post, get, delete: remove } = await office().as(CLERK);
    const saved = await post('saved-searches', { name: 'Acqua', filter: { search: 'acqua', year: 2026 } });
    expect(saved.statusCode).toBe(201);
    const list = (await get('saved-searches')).json<SavedSearchList>();
    expect(list.items).toMatchObject([{ name: 'Acqua', filter: { search: 'acqua', year: 2026 } }]);
    expect((await post('saved-searches', { name: 'Acqua', filter: {} })).json()).toMatchObject({
      code: 'PROTOCOL_SEARCH_NAME_TAKEN',
    });
    expect((await post('saved-searches', { name: 'x', filter: { body: 'x' } })).statusCode).toBe(422);
    const other = await office().as(MANAGER);
    expect((await other.get('saved-searches')).json<SavedSearchList>().items).toEqual([]);
    expect((await other.delete(`saved-searches/${list.items[0]!.id}`)).statusCode).toBe(404);
    expect((await remove(`saved-searches/${list.items[0]!.id}`)).statusCode).toBeLessThan(300);
  });
});
