import { createHash } from 'node:crypto';
import { writeMessage, writeSegnatura } from '../../../libs/segnatura';
import { aSegnatura } from '../../../libs/segnatura/testing/a-segnatura';
import { SEGNATURA_2013 } from '../../../libs/segnatura/testing/received-samples';
import type { ExchangeView, ReceivedSegnaturaView } from '../../../src/protocol/http/exchange.schema';
import { useApplication } from '../../support/application';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const TAVOLA = Buffer.from('tavola'); // whose hash the samples name

describeWith('database', 'exchange with other offices', () => {
  const app = useApplication({ worker: false });
  let clerk: Desk;
  beforeAll(async () => {
    clerk = await logIn(app(), PEOPLE.clerk);
  });

  const uploaded = async (fileName: string, bytes: Buffer | string, desk = clerk) =>
    (
      await desk.must<{ id: string }>(
        desk.upload('documents?use=annex', { fileName, bytes: Buffer.from(bytes) }),
      )
    ).id;

  async function received(): Promise<{ id: string; number: string }> {
    return clerk.must(
      clerk.post('registrations', {
        subject: 'Parere',
        sender: { kind: 'PUBLIC_BODY', name: 'Regione di Prova', ipaCode: 'r_sicili' },
        classificationCode: '6.1',
        documentId: await uploaded('parere.pdf', TAVOLA),
      }),
    );
  }

  const exchangeOf = (id: string) => clerk.must<ExchangeView>(clerk.get(`registrations/${id}/exchange`));
  const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code;

  it('reports a signature or seal that does not hold, and a file that cannot be read, by the codes of the WSDL', async () => {
    const { id } = await received();
    const { id: receiptId } = await clerk.must<{ id: string }>(
      clerk.post(`registrations/${id}/receipts`, {}),
    );
    const sealed = (await clerk.get(`registrations/${id}/receipts/${receiptId}`)).bytes;
    const forged = Buffer.from(sealed);
    forged[forged.indexOf('%PDF-') + 7] = '9'.charCodeAt(0); // the version: still a PDF, other signed bytes
    const documentId = await uploaded('Segnatura.xml', SEGNATURA_2013);
    const parts = [TAVOLA, sealed, forged, Buffer.from('%PDF-1.7 and nothing more')];
    const fileDocumentIds = [];
    for (const [place, bytes] of parts.entries()) fileDocumentIds.push(await uploaded(`${place}.pdf`, bytes));
    const { anomalies } = await clerk.must<ReceivedSegnaturaView>(
      clerk.post('segnature/readings', { documentId, fileDocumentIds }),
    );
    expect(anomalies).toEqual([
      { code: '006_DocumentoAllegatiErroreValidazioneSigillo', fileName: '2.pdf' },
      { code: '003_DocumentoAllegatiNonLeggibili', fileName: '3.pdf' },
    ]);
  });

  it('reads a segnatura before the document is registered, with its anomalies', async () => {
    const documentId = await uploaded('Segnatura.xml', SEGNATURA_2013);
    const ask = (fileDocumentIds: string[]) =>
      clerk.must<ReceivedSegnaturaView>(clerk.post('segnature/readings', { documentId, fileDocumentIds }));
    expect(await ask([await uploaded('a.pdf', TAVOLA)])).toMatchObject({
      content: { edition: '2013', heading: { subject: 'Rete idrica: parere & prescrizioni' } },
      anomalies: [],
    });
    expect((await ask([await uploaded('a.pdf', 'altro')])).anomalies).toEqual([
      { code: '002_AnomaliaImpronte', fileName: 'parere.pdf' },
    ]);
    const auditor = await logIn(app(), PEOPLE.auditor);
    expect((await auditor.post('segnature/readings', { documentId })).status).toBe(403);
    const manager = await logIn(app(), PEOPLE.recordsManager);
    expect(codeOf(await manager.post('segnature/readings', { documentId }))).toBe(
      'PROTOCOL_DOCUMENT_NOT_FOUND',
    );
  });

  it('keeps it beside ours, once, with the codes of what is wrong with it', async () => {
    const { id } = await received();
    const named = createHash('sha512').update(TAVOLA).digest('base64');
    const xml = writeSegnatura({ ...aSegnatura, annexes: [] }).replace(
      /<prot:Impronta[^]*?<\/prot:Impronta>/,
      `<prot:Impronta prot:algoritmo="SHA-512">${named}</prot:Impronta>`,
    );
    const documentId = await uploaded('Segnatura.xml', xml);
    const keep = () => clerk.post(`registrations/${id}/received-segnatura`, { documentId });
    expect((await keep()).body).toMatchObject({
      anomalies: [{ code: '001_ValidazioneFirma', fileName: null }],
      sealConclusion: null,
    });
    expect(codeOf(await keep())).toBe('PROTOCOL_SEGNATURA_KEPT_ALREADY');
    expect((await exchangeOf(id)).segnatura?.content.heading.identifier.number).toBe('0000042');
    await expect(
      app().superuser.query('DELETE FROM received_segnatura WHERE registration_id = $1', [id]),
    ).rejects.toThrow();
  });

  it('confirms and excepts what arrived by the number of the sender, in words where it has none', async () => {
    const { id } = await received();
    const make = (body: object) => clerk.post<{ id: string }>(`registrations/${id}/messages`, body);
    expect(codeOf(await make({ kind: 'EXCEPTION' }))).toBe('PROTOCOL_REASON_MISSING');
    expect(codeOf(await make({ kind: 'ANNULMENT' }))).toBe('PROTOCOL_MESSAGE_NOT_DUE');
    const exception = (await make({ kind: 'EXCEPTION', reason: '000_Irricevibile: illeggibile' })).body;
    const text = await clerk.get<string>(`registrations/${id}/messages/${exception.id}`);
    expect(text.body).toContain('<pec:DescrizioneMessaggio>Parere</pec:DescrizioneMessaggio>');
    await clerk.must(
      clerk.post(`registrations/${id}/received-segnatura`, {
        documentId: await uploaded('Segnatura.xml', SEGNATURA_2013),
      }),
    );
    const confirmation = (await make({ kind: 'CONFIRMATION' })).body;
    expect((await make({ kind: 'CONFIRMATION' })).body).toEqual(confirmation);
    const file = await clerk.get<string>(`registrations/${id}/messages/${confirmation.id}`);
    expect(file.headers['content-disposition']).toContain('Conferma.xml');
    expect(file.body).toMatch(/<pec:MessaggioRicevuto>[^]*<prot:NumeroRegistrazione>0001234</);
    expect((await exchangeOf(id)).messages.map(({ direction, kind }) => [direction, kind])).toEqual([
      ['SENT', 'EXCEPTION'],
      ['SENT', 'CONFIRMATION'],
    ]);
  });

  it('takes messages about our registrations, and an annulment of one that was confirmed', async () => {
    const { id, number } = await clerk.must<{ id: string; number: string }>(
      clerk.post('registrations', {
        direction: 'OUTGOING',
        subject: 'Nota',
        recipients: [{ kind: 'PUBLIC_BODY', name: 'Regione', ipaCode: 'r_demo' }],
        classificationCode: '6.1',
        documentId: await uploaded('nota.pdf', `nota ${Math.random()}`),
      }),
    );
    const { rows } = await app().superuser.query<{ ipa_code: string; day: string }>(
      `SELECT ipa_code, registered_on::text AS day FROM registration JOIN body ON body.id = body_id WHERE registration.id = $1`,
      [id],
    );
    const ours = {
      body: { code: rows[0]!.ipa_code },
      aoo: { code: 'AOO-CEN' },
      registerCode: 'PG',
      number,
      date: rows[0]!.day,
    };
    const theirs = { ...aSegnatura.heading.identifier, body: { code: 'r_demo' }, number: '0007777' };
    const take = async (message: Parameters<typeof writeMessage>[0]) =>
      clerk.post<{ registrationId: string }>('protocol-messages', {
        documentId: await uploaded('Conferma.xml', writeMessage(message)),
      });
    const annulment = { kind: 'ANNULMENT', identifier: theirs, reason: 'Errore', act: 'Atto 1' } as const;
    expect(codeOf(await take(annulment))).toBe('PROTOCOL_IDENTIFIER_NOT_FOUND');
    const confirmation = { kind: 'CONFIRMATION', identifier: theirs, about: { identifier: ours } } as const;
    expect((await take(confirmation)).body.registrationId).toBe(id);
    expect((await take(annulment)).body.registrationId).toBe(id);
    const unknown = { ...ours, number: '9999999' };
    expect(codeOf(await take({ ...confirmation, about: { identifier: unknown } }))).toBe(
      'PROTOCOL_IDENTIFIER_NOT_FOUND',
    );
    expect((await exchangeOf(id)).messages.map(({ direction, kind }) => [direction, kind])).toEqual([
      ['RECEIVED', 'CONFIRMATION'],
      ['RECEIVED', 'ANNULMENT'],
    ]);
  });
});
