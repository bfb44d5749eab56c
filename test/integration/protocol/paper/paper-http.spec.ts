import type { CopyList } from '../../../../src/protocol/http/paper/paper.schema';
import type { RegistrationDetail } from '../../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../../support/services';
import { CLERK, sha256Of, useHttpOffice } from '../http-office';

jest.setTimeout(60_000);
const HEAD = 'maria.rossi';

describeWith('database', 'paper and its images by HTTP', () => {
  const office = useHttpOffice();
  const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code;
  const paper = () =>
    office().registered<RegistrationDetail>({
      documentId: undefined,
      paper: { medium: 'PAPER', sheets: 12, place: 'Armadio 3', description: 'Lettera' },
    });
  const barcode = ({ year, number }: { year: number; number: string }) =>
    `c_demo/AOO-CEN/PG/${year}/${number}`;
  const scan = (text: string) => office().anUpload(CLERK, 'scansione.pdf', text);

  it('join by the barcode with a hash and an attestation of their own; the entry stays as it is', async () => {
    const { get, post } = await office().as(CLERK);
    const entry = await paper();
    expect(entry.barcode).toBe(barcode(entry));
    expect(codeOf(await get(`registrations/${entry.id}/files/0/content`))).toBe('PAPER_NO_CONTENT');
    const first = {
      barcode: `${barcode(entry)}\r\n`,
      documentId: await scan('prima immagine'),
      attested: true,
    };
    expect((await post('image-copies', first)).statusCode).toBe(201);
    await post('image-copies', { ...first, documentId: await scan('immagine migliore') });
    const { items } = (await get(`registrations/${entry.id}/image-copies`)).json<CopyList>();
    expect(items.map(({ sha256 }) => sha256)).toEqual([
      sha256Of('prima immagine'),
      sha256Of('immagine migliore'),
    ]);
    expect(items[0]!.attestation).toContain('attestata da Salvatore Lo Presti');
    expect(items[0]!.attestation).toContain(sha256Of('prima immagine'));
    expect((await get(`registrations/${entry.id}/files/0/content`)).body).toBe('immagine migliore');
    const { hash, files } = (await get(`registrations/${entry.id}`)).json<RegistrationDetail>();
    expect([hash, files[0]!.hash]).toEqual([entry.hash, null]);
    await expect(office().superuser.query('DELETE FROM registration_copy')).rejects.toThrow();
  });

  it('join nothing without attestation, to no file, and to no label of another AOO', async () => {
    const { post } = await office().as(CLERK);
    const entry = await paper();
    const digital = await office().registered<RegistrationDetail>();
    const documentId = await scan('x');
    expect((await post('image-copies', { barcode: barcode(entry), documentId })).statusCode).toBe(422);
    const join = async (code: string, more: object = {}) =>
      codeOf(await post('image-copies', { barcode: code, documentId, attested: true, ...more }));
    expect(await join(barcode(digital))).toBe('PAPER_NOT_PAPER');
    expect(await join(barcode(entry), { position: 3 })).toBe('PAPER_BARCODE_UNKNOWN');
    expect(await join(barcode(entry).replace('AOO-CEN', 'AOO-SOC'))).toBe('PAPER_BARCODE_UNKNOWN');
    expect(await join('9788804668237')).toBe('PAPER_BARCODE_UNKNOWN');
    const foreign = await office().anUpload('giulia.bianchi', 'altrui.pdf', 'altrui');
    expect(await join(barcode(entry), { documentId: foreign })).toBe('PROTOCOL_DOCUMENT_NOT_FOUND');
  });

  it('of an entry are opened by whoever may open it, and nobody else', async () => {
    const { post } = await office().as(CLERK);
    const head = await office().as(HEAD);
    const entry = await office().registered<RegistrationDetail>({
      documentId: await office().anUpload(CLERK, 'nota.txt', 'contenuto della nota'),
    });
    expect((await head.get(`registrations/${entry.id}/files/0/content`)).statusCode).toBe(404);
    await post(`registrations/${entry.id}/assignments`, { assignees: [{ officeId: head.officeId }] });
    expect((await head.get(`registrations/${entry.id}/files/0/content`)).body).toBe('contenuto della nota');
    await office().superuser.query(
      `INSERT INTO file_scan (body_id, sha256, outcome, threat, engine, scanned_at)
       VALUES ($1, $2, 'INFECTED', 'Eicar', 'clamd', now())`,
      [head.bodyId, sha256Of('contenuto della nota')],
    );
    expect(codeOf(await head.get(`registrations/${entry.id}/files/0/content`))).toBe('ARRIVALS_QUARANTINED');
    for (const path of ['files/0/content', 'image-copies'])
      expect(
        (await (await office().as('luca.marino')).get(`registrations/${entry.id}/${path}`)).statusCode,
      ).toBe(403);
  });
});
