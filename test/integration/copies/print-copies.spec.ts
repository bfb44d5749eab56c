import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DispatchDesk, DispatchList } from '../../../src/protocol/http/dispatches.schema';
import { useApplication } from '../../support/application';
import { DesktopSigner } from '../../support/desktop-signer';
import { eventually } from '../../support/eventually';
import { Desk, logIn, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const NOBODY = { kind: 'PERSON', name: 'Senza', familyName: 'Posta' };
const NEITHER = { kind: 'PERSON', name: 'Nemmeno', familyName: 'Lei' };

describeWith('database', 'what goes on paper to whoever has no digital address', () => {
  const app = useApplication({ environment: { PUBLIC_URL: 'https://firma.example/' } });
  let clerk: Desk;
  let bytes: Buffer;

  beforeAll(async () => {
    clerk = await logIn(app(), PEOPLE.clerk);
    bytes = await aPdf('Nota per chi non ha posta');
  });

  async function opened(more: object): Promise<{ id: string; number: string }> {
    const entry = await clerk.must<{ id: string; number: string }>(
      clerk.post('registrations', {
        direction: 'OUTGOING',
        subject: 'Nota in uscita',
        recipients: [NOBODY, NEITHER],
        classificationCode: '6.1',
        ...more,
      }),
    );
    await clerk.must(clerk.post(`registrations/${entry.id}/dispatches`, {}));
    return entry;
  }

  async function ofAFile(fileName = 'nota.pdf', content = bytes) {
    const upload = clerk.upload('documents?use=annex', { fileName, bytes: content });
    const { id: documentId } = await clerk.must<{ id: string }>(upload);
    return opened({ documentId });
  }

  const listOf = async (id: string) =>
    (await clerk.must<DispatchList>(clerk.get(`registrations/${id}/dispatches`))).items;
  const ready = (id: string) =>
    eventually('copies to print', async () => (await listOf(id)).every((one) => one.printCopy === 'READY'));

  it('is a stamped copy, one for all its recipients, that the desk gives to print', async () => {
    const { id, number } = await ofAFile();
    await ready(id);
    const desk = await clerk.must<DispatchDesk>(clerk.get('dispatches'));
    expect(
      desk.items.filter((one) => one.registrationId === id).map((one) => [one.waitsFor, one.printCopy]),
    ).toEqual([
      ['CLERK', 'READY'],
      ['CLERK', 'READY'],
    ]);
    const copy = await clerk.get(`registrations/${id}/print-copy`);
    expect(copy.headers['content-type']).toBe('application/pdf');
    expect(copy.headers['content-disposition']).toContain(`copia-${number}`);
    const path = join(app().dataDir, 'copy.pdf');
    writeFileSync(path, copy.bytes);
    const text = spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' });
    if (text.status === 0)
      for (const said of ['Nota per chi non ha posta', number, 'registrato al protocollo'])
        expect(text.stdout.replaceAll(/\s+/g, ' ')).toContain(said);
    const { rows } = await app().superuser.query<{ code: string; signed_sha256: string }>(
      'SELECT * FROM copy WHERE registration_id = $1',
      [id],
    );
    expect(rows).toEqual([
      expect.objectContaining({ signed_sha256: sha256(bytes), sha256: sha256(copy.bytes), kind: 'STAMPED' }),
    ]);
    const page = (await new Desk(app()).get<string>(`/c/${rows[0]!.code}`)).body;
    for (const said of ['La copia corrisponde a un documento registrato', number, sha256(bytes)])
      expect(page).toContain(said);
    for (const kept of ['Posta', 'Nota in uscita']) expect(page).not.toContain(kept);
  });

  it('shows what is in an envelope, and names who signed the envelope', async () => {
    const signer = await DesktopSigner.of(app(), PEOPLE.signer);
    const { id } = await ofAFile('nota.pdf.p7m', signer.envelope(bytes));
    await ready(id);
    const { rows } = await app().superuser.query<{ kind: string; signers: { fullName: string }[] }>(
      'SELECT kind, signers FROM copy WHERE registration_id = $1',
      [id],
    );
    expect(rows[0]).toMatchObject({
      kind: 'STAMPED',
      signers: [{ fullName: expect.stringMatching(/\w/) as string }],
    });
  });

  it('is a cover of what cannot be drawn, and nothing of what is paper already', async () => {
    const drawn = await ofAFile('nota.txt', Buffer.from('nota'));
    await ready(drawn.id);
    const { rows } = await app().superuser.query('SELECT kind FROM copy WHERE registration_id = $1', [
      drawn.id,
    ]);
    expect(rows).toEqual([{ kind: 'COVER' }]);
    const paper = await opened({ paper: { medium: 'PAPER', sheets: 2, place: 'Armadio 3' } });
    expect((await listOf(paper.id)).map(({ printCopy, waitsFor }) => [printCopy, waitsFor])).toEqual([
      [null, 'CLERK'],
      [null, 'CLERK'],
    ]);
    expect((await clerk.get(`registrations/${paper.id}/print-copy`)).status).toBe(404);
  });

  it('is for who may open the entry, and for nobody else', async () => {
    const { id } = await ofAFile();
    await ready(id);
    expect((await new Desk(app()).get(`registrations/${id}/print-copy`)).status).toBe(401);
    const stranger = await logIn(app(), PEOPLE.drafterOfTaxes);
    expect((await stranger.get(`registrations/${id}/print-copy`)).status).toBe(404);
  });
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
