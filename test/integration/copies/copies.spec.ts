import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { MakeCopy } from '../../../src/copies/application/make-copy.use-case';
import { systemActor } from '../../../src/platform/identity';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

describeWith('database', 'copies of signed acts', () => {
  const app = useApplication({ environment: { PUBLIC_URL: 'https://firma.example/' } });
  let office: Office;
  let registered: string;

  const copyOf = async (requestId: string) => {
    const { rows } = await app().superuser.query<{
      id: string;
      body_id: string;
      code: string;
      kind: string;
      sha256: string;
      size: string;
      signed_sha256: string;
    }>('SELECT * FROM copy WHERE request_id = $1', [requestId]);
    expect(rows).toHaveLength(1);
    return rows[0]!;
  };
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  beforeAll(async () => {
    office = await Office.open(app());
    const request = await office.toSign({ subject: 'Lavori <urgenti> & "altri"' });
    await office.sign(request);
    registered = request.id;
  });

  it('makes a stamped copy with the number and leaves the signed file as it was', async () => {
    const copy = await copyOf(registered);
    const signed = (await office.download(registered, 'signed')).bytes;
    expect(sha256(signed)).toBe(copy.signed_sha256);
    expect(copy.kind).toBe('STAMPED');
    const download = await office.download(registered, 'copy');
    expect(download).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect([sha256(download.bytes), String(download.bytes.length)]).toEqual([copy.sha256, copy.size]);
    expect((await PDFDocument.load(download.bytes)).getTitle()).toBe('Copia: Lavori <urgenti> & "altri"');
  });

  it('makes a copy without number for a book without protocol', async () => {
    const request = await office.toSign({ withProtocol: false });
    await office.sign(request);
    expect((await copyOf(request.id)).kind).toBe('STAMPED');
    const answer = await new Desk(app()).get<string>(`/c/${(await copyOf(request.id)).code}`);
    expect(answer.body).toContain('Atto senza registrazione di protocollo');
  });

  it('changes nothing when it is made again', async () => {
    const before = await copyOf(registered);
    const worker = app().api.get(MakeCopy);
    const system = systemActor(before.body_id, '');
    await Promise.all([worker.execute(system, registered), worker.execute(system, registered)]);
    expect(await copyOf(registered)).toEqual(before);
    const { rowCount } = await app().superuser.query(
      `SELECT 1 FROM journal_entry WHERE stream = 'copy' AND payload::jsonb->>'requestId' = $1`,
      [registered],
    );
    expect(rowCount).toBe(1);
  });

  it('is appended and never changed, not even by the owner of the table', async () => {
    await expect(app().superuser.query(`UPDATE copy SET kind = 'COVER'`)).rejects.toThrow('append-only');
    await expect(app().superuser.query('DELETE FROM copy')).rejects.toThrow('append-only');
  });

  it('is there for who may see the request, and for nobody else', async () => {
    const stranger = await logIn(app(), PEOPLE.drafterOfTaxes);
    expect((await office.download(registered, 'copy', stranger)).status).toBe(404);
    expect((await office.download(registered, 'copy', new Desk(app()))).status).toBe(401);
    const draft = await office.written({ start: false });
    expect((await office.download(draft.id, 'copy')).status).toBe(404);
  });

  it('tells whoever holds the paper what its code stands for, and not the document', async () => {
    const { code, signed_sha256, sha256: copySha256 } = await copyOf(registered);
    const { registrationNumber } = await office.read(registered);
    const nobody = new Desk(app());
    const scanned = await nobody.get<string>(`/c/${code}`);
    expect(scanned).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    for (const told of [registrationNumber!, signed_sha256, copySha256, 'Maria Rossi', code])
      expect(scanned.body).toContain(told);
    expect(scanned.body).not.toContain('urgenti');
    expect(scanned.body).not.toMatch(/<script|<style| style=| on\w+=/);
    expect(scanned.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'/);
    const typed = await nobody.get<string>(
      `/c?code=${encodeURIComponent(code.toLowerCase().replaceAll('-', ' '))}`,
    );
    expect(typed.body).toBe(scanned.body);
    expect((await nobody.get<string>('/public.css')).headers['content-type']).toContain('text/css');
  });

  it('tells that the number was annulled, by which act and when, and names the package so', async () => {
    const request = await office.toSign();
    await office.sign(request);
    const { code } = await copyOf(request.id);
    const { registrationId, registrationNumber } = await office.read(request.id);
    const [clerk, manager] = [await logIn(app(), PEOPLE.clerk), await logIn(app(), PEOPLE.recordsManager)];
    const asked = async (body: object) => {
      const { requestId } = await clerk.must<{ requestId: string }>(
        clerk.post(`registrations/${registrationId!}/annulments`, { reason: 'Nomi di persone', ...body }),
      );
      const decision = {
        requestIds: [requestId],
        granted: true,
        actReference: 'Determina <7> del 24/11/2026',
      };
      await manager.must(manager.post('annulments/decisions', decision));
      return (await new Desk(app()).get<string>(`/c/${code}`)).body;
    };
    const corrections = [{ field: 'subject', value: 'Oggetto giusto' }];
    const corrected = await asked({ scope: 'DATA', corrections });
    expect(corrected).toContain('La copia corrisponde a un atto firmato');
    expect(corrected).toMatch(/Dati della registrazione annullati e corretti il .* con Determina &lt;7&gt;/);
    const annulled = await asked({ scope: 'WHOLE' });
    expect(annulled).toContain('<h1>La registrazione di questa copia è annullata</h1>');
    expect(annulled).toMatch(/Registrazione annullata il .* con Determina &lt;7&gt; del 24\/11\/2026/);
    for (const kept of ['Nomi di persone', 'Oggetto giusto']) expect(annulled).not.toContain(kept);
    const packed = await office.download(request.id, 'package');
    expect(packed.headers['content-disposition']).toContain(`pacchetto-${registrationNumber!}-annullato.zip`);
  });

  it('answers a wrong code with the same page and 404', async () => {
    const { code } = await copyOf(registered);
    const nobody = new Desk(app());
    const slip = code.replace(/.$/, code.endsWith('A') ? 'B' : 'A');
    for (const wrong of [`/${slip}`, '/x', `?code=${'2'.repeat(500)}`, '/%3Cscript%3E']) {
      const answer = await nobody.get<string>(`/c${wrong}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toContain('Codice non trovato');
      expect(answer.body).toContain('<form action="/c" method="get">');
      expect(answer.body).not.toContain('<script');
    }
    expect((await nobody.get<string>('/c')).status).toBe(200);
  });

  it('lets nobody try codes one after the other', async () => {
    const answers = [];
    for (let attempt = 0; attempt < 32; attempt += 1)
      answers.push((await new Desk(app()).get<string>('/c/ABCD')).status);
    expect(answers).toContain(429);
  });
});
