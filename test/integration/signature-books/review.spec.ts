import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { ChangesView, CheckView, RequestDetail } from '../../../src/signature-books';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { logIn, PEOPLE } from '../../support/people';
import { onRequest, onTask } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

async function pdfOf(...lines: string[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage();
  lines.forEach((line, index) => page.drawText(line, { x: 50, y: 780 - index * 20, size: 12, font }));
  return Buffer.from(await document.save());
}

describeWith('database', 'an act that is read before it is sent, and compared when it comes again', () => {
  const app = useApplication();
  let office: Office;
  beforeAll(async () => {
    office = await Office.open(app());
  });

  const changesOf = (id: string, desk = office.signer) =>
    desk.must<ChangesView>(desk.get(`signing-requests/${id}/changes`));

  /** Returned by the endorser and sent again with other files. */
  async function sentAgain(
    first: RequestDetail,
    main: Buffer,
    annexes: Buffer[] = [],
  ): Promise<RequestDetail> {
    await office.endorser.must(
      onTask(office.endorser, first, 'return', { reason: 'La somma non torna', immediate: true }),
    );
    await office.drafter.must(onRequest(office.drafter, await office.read(first.id), 'revise'));
    const draft = await office.read(first.id);
    const content = await office.content({
      subject: first.subject,
      main,
      annexes: annexes.map((bytes, index) => ({ fileName: `allegato-${index}.pdf`, bytes, toSign: false })),
    });
    await office.drafter.must(
      office.drafter.put(`signing-requests/${first.id}`, {
        ...content,
        start: false,
        version: draft.version,
      }),
    );
    await office.drafter.must(onRequest(office.drafter, await office.read(first.id), 'start'));
    await app().drain();
    return office.read(first.id, office.endorser);
  }

  it('says word by word what changed since it was sent back, and why it had come back', async () => {
    const first = await office.toEndorse({
      main: await pdfOf('Si liquida la somma di euro 1.000,00', 'alla ditta Alfa per i lavori.'),
    });
    expect(await changesOf(first.id, office.endorser)).toEqual({
      from: null,
      to: 1,
      returnReason: null,
      files: [],
    });
    const second = await sentAgain(
      first,
      await pdfOf('Si liquida la somma di euro 1.200,00 alla', 'ditta Alfa per i lavori.'),
      [await pdfOf('Computo')],
    );
    const { files, ...rest } = await changesOf(second.id, office.endorser);
    expect(rest).toEqual({ from: 1, to: 2, returnReason: 'La somma non torna' });
    expect(files.map(({ outcome }) => outcome)).toEqual(['CHANGED', 'ADDED']);
    const changes = files[0]!.changes;
    const said = (kind: string) =>
      changes.filter((piece) => piece.kind === kind).map(({ text }) => text.trim());
    expect([said('REMOVED').join(), said('ADDED').join()]).toEqual(['000', '200']);
    expect((await office.read(second.id, office.endorser)).revision).toBe(2);
  });

  it('says that a scan cannot be compared, and that equal bytes are the same', async () => {
    const blank = await PDFDocument.create();
    blank.addPage();
    const main = await pdfOf('Atto');
    const first = await office.toEndorse({ main });
    const second = await sentAgain(first, Buffer.from(await blank.save()));
    expect((await changesOf(second.id, office.endorser)).files).toMatchObject([
      { outcome: 'NO_TEXT', changes: [] },
    ]);
  });

  it('is not told to who may not see the act', async () => {
    const first = await office.toEndorse();
    const stranger = await logIn(app(), PEOPLE.signerOfTaxes);
    expect((await stranger.get(`signing-requests/${first.id}/changes`)).status).toBe(404);
  });

  it('warns of what the text says and the plico or the route does not, and stops nobody', async () => {
    const content = await office.content({
      main: await pdfOf(
        'DETERMINAZIONE n. ________ del ________',
        'come da Allegato B',
        'Palermo, 3 marzo 2020',
        'IL DIRIGENTE',
        'Dott. Ignoto Nessuno',
      ),
      start: false,
    });
    const { notices } = await office.drafter.must<CheckView>(office.drafter.post('content-checks', content));
    expect(notices.map(({ code }) => code)).toEqual([
      'MENTIONED_ANNEX',
      'EMPTY_NUMBER',
      'OTHER_DATE',
      'OTHER_SIGNER',
      'NOT_TAGGED',
    ]);
    expect(notices[0]!.text).toContain('Allegato B');
    expect(notices.every(({ remedy }) => remedy.length > 0)).toBe(true);
    await office.drafter.must(office.drafter.post('signing-requests', { ...content, start: true }));
    const other = await logIn(app(), PEOPLE.drafterOfTaxes);
    expect((await other.post('content-checks', content)).status).toBe(422);
  });
});
