import type { RequestDetail, RequestPage } from '../../../src/signature-books/http/signature-books.schema';
import { ROLES } from '../../../src/organisation';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { aSecondBody, appoint, type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

/** The office roles together: what such a person may not see, no single one of them may. */
const EVERY_ROLE = ROLES.filter((role) => !['administrator', 'operator'].includes(role));

describeWith('database', 'what is not one’s own', () => {
  const app = useApplication();
  let office: Office;
  let registered: RequestDetail;
  let underWay: RequestDetail;

  beforeAll(async () => {
    office = await Office.open(app());
    const { id } = await office.toSign({ subject: 'Atto riservato al suo ufficio' });
    await office.sign(await office.read(id, office.signer));
    registered = await office.read(id);
    underWay = await office.toEndorse();
    const { officeCode } = await aSecondBody(app());
    await appoint(app(), { username: 'altro.ente', roles: EVERY_ROLE, officeCode });
    await appoint(app(), { username: 'altra.aoo', roles: EVERY_ROLE, officeCode: 'SOC' });
  });

  async function statusesFor(desk: Desk): Promise<[string, number][]> {
    const file = registered.files[0]!;
    const paths = [
      `signing-requests/${registered.id}`,
      `signing-requests/${underWay.id}`,
      `signing-requests/${registered.id}/files/${file.id}/content`,
      `signing-requests/${registered.id}/files/${file.id}/content?sha256=${file.currentSha256}`,
      ...['signed', 'copy', 'segnatura', 'report-json', 'report-xml', 'package'].map(
        (what) => `signing-requests/${registered.id}/downloads/${what}`,
      ),
      `registrations/${registered.registrationId}`,
      `registrations/${registered.registrationId}/segnatura`,
      `documents/${file.documentId}/versions/1/content`,
    ];
    const statuses: [string, number][] = [];
    for (const path of paths) statuses.push([path, (await desk.get(path)).status]);
    return statuses;
  }

  it.each(['altro.ente', 'altra.aoo'])(
    'is not there for %s, whatever roles that person has',
    async (username) => {
      const desk = await logIn(app(), username);
      for (const [path, status] of await statusesFor(desk)) expect([path, status]).toEqual([path, 404]);
      const { items } = await desk.must<RequestPage>(desk.get('signing-requests?box=all&limit=100'));
      expect(items).toEqual([]);
      const found = await desk.get<{ items: unknown[] }>(`registrations?search=riservato`);
      expect(found.body.items).toEqual([]);
      for (const action of ['start', 'revise'])
        expect((await desk.post(`signing-requests/${underWay.id}/${action}`, { version: 1 })).status).toBe(
          404,
        );
      for (const action of ['recall', 'cancel'])
        expect(
          (await desk.post(`signing-requests/${underWay.id}/${action}`, { version: 1, reason: 'Prova' }))
            .status,
        ).toBe(404);
    },
  );

  it('shows another body nothing of this one’s people and offices', async () => {
    const desk = await logIn(app(), 'altro.ente');
    const { body: people } = await desk.get<{ items: { fullName: string }[] }>('people');
    expect(people.items.map((person) => person.fullName)).toEqual(['Ospite altro.ente']);
    const { body: tree } = await desk.get<{ aoos: { code: string }[] }>('organisation');
    expect(tree.aoos.map((aoo) => aoo.code)).toEqual(['AOO-ALTRA']);
  });

  it('is seen by those whose work it is, and only as far as it goes', async () => {
    const seenBy = async (username: string, id: string) =>
      (await (await logIn(app(), username)).get(`signing-requests/${id}`)).status;
    const statuses = async (username: string) => [
      await seenBy(username, underWay.id),
      await seenBy(username, registered.id),
    ];
    expect(await statuses(PEOPLE.drafter)).toEqual([200, 200]);
    expect(await statuses(PEOPLE.endorser)).toEqual([200, 200]);
    expect(await statuses(PEOPLE.recordsManager)).toEqual([200, 200]);
    expect(await statuses(PEOPLE.auditor)).toEqual([200, 200]);
    expect(await statuses(PEOPLE.clerk)).toEqual([404, 200]);
    expect(await statuses(PEOPLE.drafterOfTaxes)).toEqual([404, 404]);
    expect(await statuses(PEOPLE.signerOfTaxes)).toEqual([404, 404]);
    expect(await statuses(PEOPLE.administrator)).toEqual([403, 403]);
    expect(await statuses(PEOPLE.operator)).toEqual([403, 403]);
  });
});
