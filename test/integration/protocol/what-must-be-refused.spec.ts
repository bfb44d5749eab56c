import { randomUUID } from 'node:crypto';
import { SEGNATURA_2013 } from '../../../libs/segnatura/testing/received-samples';
import { checkCharacterOf } from '../../../src/organisation/domain/tax-code';
import { CheckRegister, IndexRegister } from '../../../src/protocol';
import type { RegistrationDetail, RegistrationPage } from '../../../src/protocol/http/protocol.schema';
import { useApplication } from '../../support/application';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const YEAR = new Date().getFullYear();
const PERSON = { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' };
const coded = (first15: string): string => first15 + checkCharacterOf(first15);

/**
 * What the register must refuse, each by the door that everybody uses; README.md lists where the others are tried. The
 * last test proves that none of it took a number.
 */
describeWith('database', 'the register refuses', () => {
  const app = useApplication({ worker: false });
  const desks: Record<string, Desk> = {};
  let given = 0;

  beforeAll(async () => {
    for (const [name, person] of Object.entries({
      clerk: PEOPLE.clerk,
      manager: PEOPLE.recordsManager,
      auditor: PEOPLE.auditor,
      drafter: PEOPLE.drafter,
    }))
      desks[name] = await logIn(app(), person);
  });

  const clerk = () => desks.clerk!;

  async function uploaded(bytes: Buffer | string = randomUUID(), fileName = 'istanza.txt'): Promise<string> {
    const upload = clerk().upload('documents?use=annex', { fileName, bytes: Buffer.from(bytes) });
    return (await clerk().must<{ id: string }>(upload)).id;
  }

  async function asked(more: object = {}) {
    const body = {
      subject: 'Istanza',
      sender: PERSON,
      classificationCode: '6.1',
      documentId: await uploaded(),
    };
    return clerk().post('registrations', { ...body, ...more });
  }

  async function registered(more: object = {}): Promise<RegistrationDetail> {
    given += 1;
    return clerk().must<RegistrationDetail>(asked(more));
  }

  const codeOf = ({ body }: { readonly body: unknown }) => (body as { code?: string }).code;

  describe('a registration without what makes it one (art. 53)', () => {
    it.each([
      ['no subject', { subject: '' }, 'HTTP_INPUT_NOT_AS_DESCRIBED'],
      ['a subject that shows nothing', { subject: '\u200b\u202e \u00ad\ufeff' }, 'PROTOCOL_SUBJECT_MISSING'],
      ['a subject of 10,000 characters', { subject: 'oggetto '.repeat(1_250) }, 'PROTOCOL_SUBJECT_TOO_LONG'],
      ['no sender', { sender: null }, 'PROTOCOL_COUNTERPART_MISSING'],
      [
        'no recipient of what goes out',
        { direction: 'OUTGOING', sender: null },
        'PROTOCOL_COUNTERPART_MISSING',
      ],
      ['no document', { documentId: undefined }, 'PROTOCOL_FILE_MISSING'],
      ['a document that is not there', { documentId: randomUUID() }, 'PROTOCOL_DOCUMENT_NOT_FOUND'],
      ['no class', { classificationCode: '' }, 'HTTP_INPUT_NOT_AS_DESCRIBED'],
      ['a class of no plan', { classificationCode: '99.99' }, 'PROTOCOL_CLASSIFICATION_UNKNOWN'],
      ['another hash than was announced', { sha256: 'ab'.repeat(32) }, 'PROTOCOL_HASH_NOT_AS_ANNOUNCED'],
    ])('with %s', async (_name, more, code) => {
      const answer = await asked(more);
      expect([answer.status >= 400 && answer.status < 500, codeOf(answer)]).toEqual([true, code]);
    });
  });

  it('a subject that is too long in words of both languages, with the bound and what to do', async () => {
    const subject = 'x'.repeat(10_000);
    for (const [language, said] of [
      ['it', 'L’oggetto è di 10000 caratteri: al più 4000'],
      ['en', 'The subject has 10000 characters: at most 4000'],
    ] as const) {
      const body = { subject, sender: PERSON, classificationCode: '6.1', documentId: await uploaded() };
      const answer = await clerk().post('registrations', body, { 'accept-language': language });
      expect([answer.status, answer.body.title]).toEqual([422, said]);
    }
    expect((await registered({ subject: 'à'.repeat(4_000) })).subject).toHaveLength(4_000);
  });

  it.each([
    { number: '7' },
    { number: 7 },
    { year: YEAR },
    { registeredOn: '2026-01-01' },
    { registeredAt: '2026-01-01T00:00:00Z' },
  ])('a number or date that is typed: %p', async (typed) => {
    expect((await asked(typed)).status).toBe(422);
  });

  it('a change or deletion: there is no such door, and the entry stays as it was', async () => {
    const entry = await registered();
    for (const method of ['PUT', 'DELETE', 'PATCH'] as const) {
      const answer = await clerk().send(method as 'PUT', `registrations/${entry.id}`, {
        body: { subject: 'Altro' },
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    expect((await clerk().get(`registrations/${entry.id}`)).body).toEqual(entry);
  });

  it('an annulment without an act, or by whoever is not the records manager', async () => {
    const { id } = await registered();
    const { requestId } = await clerk().must<{ requestId: string }>(
      clerk().post(`registrations/${id}/annulments`, { scope: 'WHOLE', reason: 'Doppia' }),
    );
    const decision = { requestIds: [requestId], granted: true };
    const withAct = { ...decision, actReference: 'Determina n. 1' };
    for (const actReference of [undefined, '', '   '])
      expect((await desks.manager!.post('annulments/decisions', { ...decision, actReference })).status).toBe(
        422,
      );
    for (const name of ['clerk', 'auditor', 'drafter'])
      expect((await desks[name]!.post('annulments/decisions', withAct)).status).toBe(403);
    expect((await clerk().get<RegistrationDetail>(`registrations/${id}`)).body.annulled).toBe(false);
  });

  it('nothing of what arrives, but tells a hash that the sender’s segnatura contradicts (002)', async () => {
    const { id } = await registered({
      sender: { kind: 'PUBLIC_BODY', name: 'Regione', ipaCode: 'r_sicili' },
    });
    const documentId = await uploaded(SEGNATURA_2013, 'Segnatura.xml');
    const kept = await clerk().must<{ anomalies: { code: string }[] }>(
      clerk().post(`registrations/${id}/received-segnatura`, { documentId }),
    );
    expect(kept.anomalies.map(({ code }) => code)).toContain('002_AnomaliaImpronte');
    const broken = await uploaded('<prot:Segnatura', 'Segnatura.xml');
    const { id: other } = await registered();
    expect(
      (await clerk().post(`registrations/${other}/received-segnatura`, { documentId: broken })).status,
    ).toBe(422);
  });

  it('to show a reserved entry, in lists, search, exports and by its address, to who is not on its list', async () => {
    const { id } = await registered({
      subject: 'Cartella clinica segretissima',
      reserved: { personIds: [], officeIds: [] },
    });
    await app().api.get(IndexRegister).execute();
    const auditor = desks.auditor!;
    const found = await auditor.must<RegistrationPage>(auditor.get('registrations?search=segretissima'));
    expect(found.items).toEqual([]);
    for (const path of ['registrations', 'registration-exports?format=csv'])
      expect((await auditor.get(path)).bytes.toString()).not.toContain('segretissima');
    for (const path of [
      '',
      '/segnatura',
      '/proof',
      '/exchange',
      '/label',
      '/files/0/content',
      '/assignments',
    ])
      expect((await auditor.get(`registrations/${id}${path}`)).status).toBe(404);
    const { rows } = await app().superuser.query(
      `SELECT 1 FROM notification WHERE params::text LIKE '%segretissima%'`,
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ['a check character that is wrong', 'RSSMRA80A01H501A'],
    ['fifteen characters', 'RSSMRA80A01H501'],
    ['a VAT number whose check digit is wrong', '00905811007'],
  ])('a tax code with %s', async (_name, taxCode) => {
    const kind = /^\d/.test(taxCode) ? 'COMPANY' : 'PERSON';
    const answer = await asked({ sender: { ...PERSON, kind, familyName: undefined, taxCode } });
    expect(codeOf(answer)).toBe('PROTOCOL_TAX_CODE_WRONG');
  });

  it.each([
    ['10,000 characters of subject', { subject: 'x'.repeat(10_000) }],
    ['a null character', { subject: 'Istanza\0nulla' }],
    ['half a character', { subject: 'Istanza \ud800' }],
    ['a name of 10,000 characters', { sender: { ...PERSON, name: 'x'.repeat(10_000) } }],
    ['2,000 senders', { furtherSenders: Array.from({ length: 2_000 }, () => PERSON) }],
    ['a date that is none', { receivedOn: '2026-02-30' }],
  ])('%s', async (_name, more) => {
    const answer = await asked(more);
    expect([413, 422]).toContain(answer.status);
    expect(codeOf(answer)).toMatch(/^(PROTOCOL|HTTP)_/);
  });

  it('no name for its letters: apostrophes, accents, right to left, hidden signs come back as they were written', async () => {
    const names = [
      'D’Amico',
      "Dell'Orto",
      'Nuñez Ōba',
      'עברית',
      'محمد\u200f',
      'Zero\u200bWidth',
      'Cafe\u0301',
      '漢字',
      '𝒩infa 😀',
    ];
    for (const familyName of names) {
      const entry = await registered({
        subject: `Istanza di ${familyName}`,
        sender: { ...PERSON, familyName },
      });
      expect(entry.senders[0]?.familyName).toBe(familyName);
      expect(entry.subject).toBe(`Istanza di ${familyName}`);
    }
    await app().api.get(IndexRegister).execute();
    for (const words of ['d amico', 'dellorto', 'nunez', 'עברית', 'zerowidth', 'cafè', '漢字']) {
      const search = encodeURIComponent(words);
      const found = await clerk().must<RegistrationPage>(clerk().get(`registrations?search=${search}`));
      expect({ words, found: found.items.length > 0 }).toEqual({ words, found: words !== 'dellorto' });
    }
  });

  it('no tax code with omocodia, and knows it for the same person', async () => {
    const plain = coded('RSSMRA80A01H501');
    const omocodic = coded('RSSMRA80A01H5LM');
    expect(omocodic).not.toBe(plain);
    for (const taxCode of [plain, omocodic]) await registered({ sender: { ...PERSON, taxCode } });
    const { rows } = await app().superuser.query<{ count: string }>(
      'SELECT count(DISTINCT tax_key) FROM correspondent WHERE tax_code = ANY($1)',
      [[plain, omocodic]],
    );
    expect(Number(rows[0]!.count)).toBeLessThanOrEqual(1);
  });

  it('and took no number for any of it', async () => {
    const { rows } = await app().superuser.query<{
      bodyId: string;
      aooId: string;
      count: string;
      last: number;
    }>(
      `SELECT body_id AS "bodyId", aoo_id AS "aooId", count(*), max(number) AS last FROM registration GROUP BY 1, 2`,
    );
    const { bodyId, aooId, count, last } = rows[0]!;
    expect([Number(count), last]).toEqual([given, given]);
    expect(await app().api.get(CheckRegister).execute({ bodyId, aooId, year: YEAR })).toMatchObject({
      fault: null,
    });
  });
});
