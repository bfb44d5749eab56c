import type { RehearsalView, TemplateList, TypeList } from '../../../src/signature-books';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { codeOf, officeId, personId } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

describeWith('database', 'routes before they are gone', () => {
  const app = useApplication();
  let office: Office;
  let keeper: Desk;
  let administrator: Desk;
  let llpp: string;
  let signer: string;

  beforeAll(async () => {
    office = await Office.open(app());
    keeper = await logIn(app(), PEOPLE.recordsManager);
    administrator = await logIn(app(), PEOPLE.administrator);
    llpp = await officeId(app(), 'LLPP');
    signer = await personId(app(), PEOPLE.signer);
  });

  const steps = () => [
    { kind: 'ENDORSE', addressees: [{ kind: 'superior' }], dueHours: 4 },
    { kind: 'SIGN', addressees: [{ kind: 'seat', officeId: llpp, role: 'signer' }] },
    { kind: 'NUMBER' },
  ];
  const listed = async (desk: Desk) =>
    (await desk.must<TemplateList>(desk.get('route-templates'))).items.map(({ name, version }) => [
      name,
      version,
    ]);

  it('a template is kept by who may, used by whom it names, and a change is its next version', async () => {
    const wanted = { name: 'Determina semplice', officeId: llpp, steps: steps() };
    expect((await office.drafter.post('route-templates', wanted)).status).toBe(403);
    const made = await office.signer.must<{ id: string; version: number }>(
      office.signer.post('route-templates', wanted),
    ); // the head of the office
    expect(await listed(office.drafter)).toEqual([['Determina semplice', 1]]);
    const taxes = await logIn(app(), PEOPLE.drafterOfTaxes);
    expect(await listed(taxes)).toEqual([]);
    const change = { ...wanted, name: 'Determina', version: 1, roles: ['signer'] };
    const ofTaxes = await logIn(app(), PEOPLE.signerOfTaxes);
    expect((await ofTaxes.put(`route-templates/${made.id}`, change)).status).toBe(404);
    const next = await office.signer.must<{ id: string }>(
      office.signer.put(`route-templates/${made.id}`, change),
    );
    expect(codeOf(await office.signer.put(`route-templates/${made.id}`, change))).toBe(
      'SIGNATURE_BOOKS_CHANGED_MEANWHILE',
    );
    expect([await listed(office.drafter), await listed(office.signer)]).toEqual([[], [['Determina', 2]]]);
    await keeper.must(keeper.delete(`route-templates/${next.id}?version=2`));
    expect(await listed(office.signer)).toEqual([]);
  });

  it('a template without a signature, or with what cannot be done, is refused', async () => {
    const template = (own: object[]) =>
      keeper.post('route-templates', { name: 'Non va', officeId: llpp, steps: own });
    expect(codeOf(await template(steps().slice(0, 1)))).toBe('SIGNATURE_BOOKS_NO_SIGNATURE_IN_ROUTE');
    expect(codeOf(await template([...steps(), { kind: 'NUMBER', register: llpp }]))).toBe(
      'SIGNATURE_BOOKS_NO_SUCH_REGISTER',
    );
  });

  it('a rehearsal says who, when, who is away and when it would end, and writes nothing', async () => {
    const before = await office.drafter.get<{ items: unknown[] }>('signing-requests');
    const rehearse = () =>
      office.drafter.must<RehearsalView>(office.drafter.post('route-rehearsals', { route: steps() }));
    const sunny = await rehearse();
    expect(sunny.isPossible).toBe(true);
    expect(sunny.steps.map(({ stage, obstacle }) => [stage, obstacle])).toEqual([
      [0, null],
      [1, null],
      [2, null],
    ]);
    expect(sunny.steps[0]!.addressees).toEqual(['Responsabile, Lavori pubblici']);
    expect(sunny.steps[1]!.people).toContain('Maria Rossi');
    const opens = sunny.steps.map(({ opensAt }) => Date.parse(opensAt));
    expect([...opens].sort((left, right) => left - right)).toEqual(opens);
    expect(Date.parse(sunny.expectedEnd)).toBeGreaterThan(opens[1]!);
    const day = sunny.steps[1]!.opensAt.slice(0, 10);
    const absence = await administrator.must<{ id: string }>(
      administrator.post('absences', { personId: signer, reason: 'Ferie', validFrom: day, validTo: day }),
    );
    const rainy = await rehearse();
    expect([rainy.isPossible, rainy.steps[1]!.absent]).toEqual([false, ['Maria Rossi']]);
    expect(rainy.steps[1]!.obstacle).toContain('non c’è chi possa agire');
    await administrator.must(administrator.post(`absences/${absence.id}/end`));
    expect((await office.drafter.get<{ items: unknown[] }>('signing-requests')).body.items).toHaveLength(
      before.body.items.length,
    );
  });

  it('a type of document is kept by the records manager, and what is on its way keeps its rules', async () => {
    const { items } = await keeper.must<TypeList>(keeper.get('document-types'));
    const registered = items.find(({ code }) => code === 'CON-PROTOCOLLO')!;
    expect(registered.registers).toEqual(['Protocollo generale']);
    const underWay = await office.toEndorse();
    const change = { name: registered.name, policy: { ...registered.policy, mustRead: true } };
    expect((await office.drafter.put(`document-types/${registered.id}`, change)).status).toBe(403);
    await keeper.must(keeper.put(`document-types/${registered.id}`, change));
    await office.endorser.must(office.endorse(underWay));
    expect(codeOf(await office.endorse(await office.toEndorse()))).toBe('SIGNATURE_BOOKS_NOT_READ_YET');
    await keeper.must(
      keeper.put(`document-types/${registered.id}`, { ...change, policy: registered.policy }),
    );
    const twice = { code: 'CON-PROTOCOLLO', name: 'Un altro', policy: registered.policy };
    expect(codeOf(await keeper.post('document-types', twice))).toBe('SIGNATURE_BOOKS_TYPE_CODE_TAKEN');
    const unknown = { ...registered.policy, registers: ['019a0000-0000-7000-8000-000000000000'] };
    expect(codeOf(await keeper.post('document-types', { ...twice, code: 'X', policy: unknown }))).toBe(
      'SIGNATURE_BOOKS_NO_SUCH_REGISTER',
    );
  });
});
