import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { PEOPLE, PIN } from '../../support/people';
import { codeOf, onTask, personId, started } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

describeWith('database', 'an opinion in a route', () => {
  const app = useApplication();
  let office: Office;
  let signer: string;

  beforeAll(async () => {
    office = await Office.open(app());
    signer = await personId(app(), PEOPLE.signer);
  });

  /** A step of opinion for the signer, who has a device, and then his signature. */
  const asked = (more: object = {}) =>
    started(office, [
      { kind: 'OPINION', holderIds: [signer], ...more },
      { kind: 'SIGN', holderIds: [signer] },
    ]);
  const give = async (id: string, outcome: string, more: object = {}) => {
    const seen = await office.read(id, office.signer);
    const sha256 = seen.files[0]!.currentSha256;
    const body = { sha256, outcome, reasons: 'Per le ragioni esposte', immediate: true, ...more };
    return onTask(office.signer, seen, 'opinion', body);
  };

  it('is a PDF/A of its own, with the hash that it judges, and travels as an annex of that revision alone', async () => {
    const { id, files } = await asked();
    await office.signer.must(give(id, 'WITH_PRESCRIPTIONS'));
    const judged = await office.read(id);
    const annex = judged.files[1]!;
    expect([annex.role, annex.fileName, annex.toSign]).toEqual(['ANNEX', 'parere-1.pdf', false]);
    const { bytes } = await office.drafter.get(`signing-requests/${id}/files/${annex.id}/content`);
    expect(bytes.toString('latin1')).toMatch(/pdfaid:part>2|pdfaid:part="2"/);
    await office.drafter.must(
      office.drafter.post(`signing-requests/${id}/recall`, { version: judged.version, reason: 'Da rifare' }),
    );
    const { version } = await office.read(id);
    await office.drafter.must(office.drafter.post(`signing-requests/${id}/revise`, { version }));
    expect((await office.read(id)).files).toHaveLength(files.length);
  });

  it.each([
    ['OBLIGATORY', 'IN_ROUTE', 422],
    ['OPTIONAL', 'IN_ROUTE', 202],
    ['COVERAGE', 'RETURNED', 404],
  ])('contrary and %s, it leaves the act %s', async (weight, state, status) => {
    const { id } = await asked({ weight });
    await office.signer.must(give(id, 'CONTRARY'));
    const after = await office.read(id, office.signer);
    expect(after.state).toBe(state);
    if (state === 'RETURNED') {
      expect(after.returnReason).toBe('Per le ragioni esposte');
      return;
    }
    const answer = await office.signer.post('signing-batches', { items: office.choose(after) });
    expect(answer.status).toBe(status);
  });

  it('asks for the code of the device where its step does, keeps what proves it, and never the code', async () => {
    const { id } = await asked({ level: 'SECOND_FACTOR' });
    expect(codeOf(await give(id, 'FAVOURABLE'))).toBe('SIGNATURE_BOOKS_CODE_NEEDED_HERE');
    expect(codeOf(await give(id, 'FAVOURABLE', { codes: { pin: '00000000' } }))).toBe('SIGNING_WRONG_CODE');
    await office.signer.must(give(id, 'FAVOURABLE', { codes: { pin: PIN } }));
    const { rows } = await app().superuser.query<{ decision: string }>(
      `SELECT decision::text FROM task WHERE request_id = $1 AND decision IS NOT NULL`,
      [id],
    );
    expect(rows[0]!.decision).toMatch(/"statementSha256": "[0-9a-f]{64}"/);
    expect(rows[0]!.decision).not.toContain(PIN);
    expect(app().log.lines.join('')).not.toContain(PIN);
  });
});
