import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { codeOf, onTask, personId, setPolicy, started } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

describeWith('database', 'the rules of a route', () => {
  const app = useApplication();
  let office: Office;
  let delegate: Desk;
  let ids: Record<'signer' | 'endorser' | 'delegate' | 'drafter', string>;

  beforeAll(async () => {
    office = await Office.open(app());
    delegate = await logIn(app(), PEOPLE.signerOfTaxes);
    ids = {
      signer: await personId(app(), PEOPLE.signer),
      endorser: await personId(app(), PEOPLE.endorser),
      delegate: await personId(app(), PEOPLE.signerOfTaxes),
      drafter: await personId(app(), PEOPLE.drafter),
    };
  });

  it('T14: parallel steps are joined, and a mandatory member is waited for', async () => {
    const { id } = await started(office, [
      {
        kind: 'ENDORSE',
        holderIds: [ids.endorser, ids.signer, ids.delegate],
        minimum: 1,
        mandatory: [{ kind: 'person', personId: ids.delegate }],
      },
      { kind: 'READ', holderIds: [ids.drafter], parallel: true },
      { kind: 'SIGN', holderIds: [ids.signer] },
    ]);
    const states = async () => (await office.read(id)).steps.map((step) => step.state);
    const act = async (desk: Desk) => {
      const seen = await office.read(id, desk);
      await desk.must(
        onTask(desk, seen, 'endorse', { sha256: seen.files[0]!.currentSha256, immediate: true }),
      );
    };
    expect(await states()).toEqual(['OPEN', 'OPEN', 'WAITING']);
    await act(office.endorser);
    expect(await states()).toEqual(['OPEN', 'OPEN', 'WAITING']);
    await act(delegate);
    expect(await states()).toEqual(['SATISFIED', 'OPEN', 'WAITING']);
    await act(office.drafter);
    expect(await states()).toEqual(['SATISFIED', 'SATISFIED', 'OPEN']);
  });

  it('T7: against a contrary opinion one signs only with reasons', async () => {
    const { id } = await started(office, [
      { kind: 'OPINION', holderIds: [ids.endorser] },
      { kind: 'SIGN', holderIds: [ids.signer] },
    ]);
    const asked = await office.read(id, office.endorser);
    const sha256 = asked.files[0]!.currentSha256;
    expect(codeOf(await onTask(office.endorser, asked, 'endorse', { sha256 }))).toBe(
      'SIGNATURE_BOOKS_OUTCOME_NEEDED',
    );
    await office.endorser.must(
      onTask(office.endorser, asked, 'opinion', {
        sha256,
        outcome: 'CONTRARY',
        reasons: 'Manca la copertura',
        immediate: true,
      }),
    );
    const toSign = await office.read(id, office.signer);
    const consequences = await office.signer.must(
      office.signer.get(`tasks/${toSign.myTask!.id}/consequences`),
    );
    expect(consequences).toMatchObject({
      registers: ['Protocollo generale'],
      recipients: [{ name: 'Ada Lovelace', channel: 'ada@example.org' }],
      contraryOpinions: [{ by: 'Niccolò D’Amico', reasons: 'Manca la copertura' }],
      isLast: true,
    });
    const [choice] = office.choose(toSign);
    const refused = await office.signer.post('signing-batches', { items: [choice] });
    expect(codeOf(refused)).toBe('SIGNATURE_BOOKS_REASONS_ON_CONTRARY_OPINION');
    const opened = await office.signer.post('signing-batches', {
      items: [{ ...choice, reasons: 'Urgenza ex art. 191' }],
    });
    expect(opened.status).toBe(202);
  });

  it('four eyes: who wrote an act may not be its only signer where the type says so', async () => {
    await setPolicy(app(), { fourEyes: 'drafter-never' });
    const own = { ...(await office.content()), route: [{ kind: 'SIGN', holderIds: [ids.signer] }] };
    const upload = await office.signer.must<{ id: string }>(
      office.signer.upload('documents?use=act', {
        fileName: 'mio.pdf',
        bytes: await aPdf('Mio'),
      }),
    );
    const alone = await office.signer.post('signing-requests', { ...own, mainDocumentId: upload.id });
    expect(codeOf(alone)).toBe('SIGNATURE_BOOKS_DRAFTER_NOT_ALONE');
    await setPolicy(app(), { fourEyes: 'drafter-may-sign' });
    const may = await office.signer.post('signing-requests', { ...own, mainDocumentId: upload.id });
    expect(may.status).toBe(201);
  });

  it('the superior of who asks is the head of his office, or of the next above it', async () => {
    const { id } = await started(office, [
      { kind: 'ENDORSE', addressees: [{ kind: 'superior' }] },
      { kind: 'SIGN', holderIds: [ids.signer] },
    ]);
    const seen = await office.read(id, office.signer);
    expect(seen.steps[0]!.addressees[0]!.label).toBe('Responsabile, Lavori pubblici');
    expect(seen.myTask!.kind).toBe('ENDORSE');
  });
});
