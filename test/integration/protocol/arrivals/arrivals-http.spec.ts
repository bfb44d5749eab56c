import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { newId } from '@libro-firma/kernel';
import { ZipFile } from 'yazl';
import { WatchFolders } from '../../../../src/protocol/application/arrivals/watch-folders.use-case';
import type {
  ArrivalDetail,
  ArrivalPage,
  ExclusionList,
} from '../../../../src/protocol/http/arrivals/arrivals.schema';
import type { RegistrationDetail } from '../../../../src/protocol/http/protocol.schema';
import { Application } from '../../../support/application';
import { Clamd, EICAR } from '../../../support/clamd';
import { Desk, logIn, PEOPLE } from '../../../support/people';
import { describeWith } from '../../../support/services';

jest.setTimeout(120_000);

const ENTRY = {
  subject: 'Istanza di accesso agli atti',
  sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
  classificationCode: '1.1',
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function zipOf(members: readonly (readonly [string, Buffer])[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of members) zip.addBuffer(bytes, name);
  zip.end();
  return buffer(zip.outputStream);
}

describeWith(['database', 'program:clamd'], 'what arrives', () => {
  let app: Application;
  let clamd: Clamd;
  let clerk: Desk;
  let manager: Desk;
  let folder: string;

  beforeAll(async () => {
    clamd = await Clamd.start();
    folder = await mkdtemp(join(tmpdir(), 'libro-firma-intake-'));
    app = await Application.start({
      worker: false,
      environment: { CLAMD_URL: clamd.url, INTAKE_FOLDER: folder, UPLOAD_MAX_BYTES: '2000000' },
    });
    [clerk, manager] = [await logIn(app, PEOPLE.clerk), await logIn(app, PEOPLE.recordsManager)];
  });
  afterAll(async () => {
    await app.close();
    await clamd.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const uploaded = async (fileName: string, bytes: Buffer): Promise<string> =>
    (await clerk.must<{ id: string }>(clerk.upload('documents?use=annex', { fileName, bytes }))).id;
  const arrived = async (fileName: string, bytes: Buffer, more: object = {}): Promise<ArrivalDetail> =>
    clerk.must<ArrivalDetail>(
      clerk.post('arrivals', { files: [{ documentId: await uploaded(fileName, bytes) }], ...more }),
    );
  const waiting = async (state = 'WAITING') =>
    (await clerk.must<ArrivalPage>(clerk.get(`arrivals?state=${state}&limit=100`))).items;
  const register = (arrivalId: string, more: object = {}) =>
    clerk.post<RegistrationDetail & { code: string }>('registrations', { ...ENTRY, arrivalId, ...more });

  it.each([
    ['text', Buffer.from('Una buca'), []],
    ['bytes of no known format', Buffer.from([0, 1, 2, 255]), ['UNKNOWN_FORMAT']],
    ['a PDF that is broken', Buffer.from('%PDF-1.7\n%%EOF'), ['DAMAGED']],
    ['an infected file', EICAR, ['INFECTED']],
    ['a container that is broken', Buffer.from('504b0304ffffffff', 'hex'), ['DAMAGED']],
  ])('is registered with its hash whatever it is: %s', async (_name, bytes, flags) => {
    const arrival = await arrived('allegato.bin', bytes, { sourceKey: newId() });
    const answer = await register(arrival.id);
    expect(answer.status).toBe(201);
    expect(answer.body.files[0]).toMatchObject({ hash: sha256(bytes), flags });
  });

  it('is shown as infected and kept in quarantine, while what is clean opens', async () => {
    const bad = await arrived('fattura.exe', Buffer.concat([Buffer.from('x'), EICAR]));
    expect(bad.files[0]).toMatchObject({
      scan: 'INFECTED',
      threat: expect.stringContaining('Eicar') as string,
    });
    expect((await waiting()).find(({ id }) => id === bad.id)?.infected).toBe(true);
    const closed = await clerk.get(`arrivals/${bad.id}/files/0/content`);
    expect([closed.status, closed.body.code]).toEqual([403, 'ARRIVALS_QUARANTINED']);
    const good = await arrived('nota.txt', Buffer.from('Buongiorno'));
    expect(good.files[0]!.scan).toBe('CLEAN');
    expect((await clerk.get(`arrivals/${good.id}/files/0/content`)).bytes.toString()).toBe('Buongiorno');
  });

  it('has one number, however many hands reach for it, and leaves the queue', async () => {
    const arrival = await arrived('contesa.txt', Buffer.from('contesa'));
    const answers = await Promise.all(Array.from({ length: 6 }, () => register(arrival.id)));
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1);
    expect((await waiting()).map(({ id }) => id)).not.toContain(arrival.id);
    expect((await clerk.get<ArrivalDetail>(`arrivals/${arrival.id}`)).body).toMatchObject({
      state: 'REGISTERED',
      registrationId: answers[0]!.body.id,
    });
  });

  it('leaves the queue also when the process died between the number and the arrival', async () => {
    const arrival = await arrived('interrotta.txt', Buffer.from('interrotta'));
    const entry = await register(arrival.id);
    await app.superuser.query(`UPDATE arrival SET state = 'WAITING', registration_id = NULL WHERE id = $1`, [
      arrival.id,
    ]);
    expect((await waiting()).map(({ id }) => id)).not.toContain(arrival.id);
    const exclusionId = await anExclusion();
    expect((await clerk.post(`arrivals/${arrival.id}/exclude`, { exclusionId })).body.code).toBe(
      'ARRIVALS_ALREADY_REGISTERED',
    );
    expect((await register(arrival.id)).body.number).toBe(entry.body.number);
    expect((await clerk.get<ArrivalDetail>(`arrivals/${arrival.id}`)).body.state).toBe('REGISTERED');
  });

  it('is taken out of a ZIP of 1,000 annexes, each registered with a hash of its own', async () => {
    const members = Array.from(
      { length: 1_000 },
      (_, index) =>
        [`tavole/${index % 10}/tavola ${index}.txt`, Buffer.from(`tavola numero ${index}`)] as const,
    );
    const arrival = await arrived('tavole.zip', await zipOf(members));
    expect(arrival.files).toHaveLength(1_001);
    const entry = await register(arrival.id);
    expect(entry.status).toBe(201);
    expect(entry.body.files).toHaveLength(1_001);
    expect(new Set(entry.body.files.map(({ hash }) => hash)).size).toBe(1_001);
    expect(entry.body.files[1]).toMatchObject({
      role: 'ANNEX',
      fileName: 'tavola 0.txt',
      description: 'tavole/0/tavola 0.txt',
      hash: sha256(Buffer.from('tavola numero 0')),
    });
  });

  it('stays closed, and is registered all the same, where a ZIP holds too many, leads out or is broken', async () => {
    const many = await zipOf(
      Array.from({ length: 5_001 }, (_, index) => [`${index}`, Buffer.from('x')] as const),
    );
    expect((await arrived('molti.zip', many)).files).toMatchObject([{ note: 'TOO_LARGE' }]);
    const climbing = Buffer.from(
      (await zipOf([['aa/b.txt', Buffer.from('x')]])).toString('latin1').replaceAll('aa/b.txt', '../b.txt'),
      'latin1',
    );
    expect((await arrived('evasione.zip', climbing)).files).toMatchObject([{ note: 'DAMAGED' }]);
    const cut = (await zipOf([['a.txt', Buffer.from('x'.repeat(500))]])).subarray(0, 90);
    const broken = await arrived('rotto.zip', Buffer.from(cut));
    expect(broken.files).toMatchObject([{ note: 'DAMAGED' }]);
    expect((await register(broken.id)).body.files[0]!.flags).toEqual(['DAMAGED']);
  });

  it('is refused only where its hash is not the one announced, or the document is somebody else’s', async () => {
    const documentId = await uploaded('annunciato.txt', Buffer.from('uno'));
    const other = await clerk.post('arrivals', { files: [{ documentId, sha256: 'ab'.repeat(32) }] });
    expect([other.status, other.body.code]).toEqual([422, 'PROTOCOL_HASH_NOT_AS_ANNOUNCED']);
    const foreign = await manager.post('arrivals', { files: [{ documentId }] });
    expect(foreign.body.code).toBe('PROTOCOL_DOCUMENT_NOT_FOUND');
    expect((await clerk.post('arrivals', { files: [] })).status).toBe(422);
  });

  it('is one arrival, when it is sent twice under one key', async () => {
    const [one, two] = [Buffer.from('primo invio'), Buffer.from('secondo invio')];
    const first = await arrived('a.txt', one, { sourceKey: 'pratica 7' });
    expect((await arrived('b.txt', two, { sourceKey: 'pratica 7' })).id).toBe(first.id);
  });

  it('comes from the watched folder, once, and what is too large is refused with the reason', async () => {
    const inbox = join(folder, 'c_demo', 'AOO-CEN');
    await mkdir(inbox, { recursive: true });
    await writeFile(join(inbox, 'scansione.txt'), 'dalla cartella');
    await writeFile(join(inbox, 'in corso.pdf.part'), 'non finito');
    await writeFile(join(inbox, 'enorme.bin'), Buffer.alloc(2_000_001));
    await new Promise((done) => setTimeout(done, 2_100));
    const watch = app.api.get(WatchFolders);
    const counts = await Promise.all([watch.execute(), watch.execute(), watch.execute()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    const found = (await waiting()).filter(({ title }) => title === 'scansione.txt');
    expect(found).toMatchObject([{ channel: 'FOLDER', receivedBy: null, fileCount: 1 }]);
    expect((await register(found[0]!.id)).body.files[0]).toMatchObject({
      hash: sha256(Buffer.from('dalla cartella')),
    });
    expect(await readdir(inbox)).toContain('in corso.pdf.part');
    const refused = await clerk.must<{ items: { fileName: string; code: string }[] }>(
      clerk.get('arrivals/refused'),
    );
    expect(refused.items).toMatchObject([{ fileName: 'enorme.bin', code: 'DOCUMENTS_TOO_LARGE' }]);
    expect((await readdir(join(inbox, 'refused'))).some((name) => name.endsWith('enorme.bin.txt'))).toBe(
      true,
    );
  });

  const anExclusion = async (): Promise<string> => {
    await manager.must(manager.post('exclusions/of-the-law', {}));
    const { items } = await clerk.must<ExclusionList>(clerk.get('exclusions'));
    return items.find(({ code }) => code === 'ADVERTISING')!.id;
  };

  it('is set aside by the exclusion list, with a trace, and can be brought back', async () => {
    const arrival = await arrived('volantino.txt', Buffer.from('sconti'), { sourceKey: newId() });
    const exclusionId = await anExclusion();
    await clerk.must(clerk.post(`arrivals/${arrival.id}/exclude`, { exclusionId, note: 'Volantino' }));
    expect((await register(arrival.id)).body.code).toBe('ARRIVALS_IS_EXCLUDED');
    expect((await waiting('EXCLUDED')).find(({ id }) => id === arrival.id)?.exclusion).toEqual({
      title: 'Materiali pubblicitari',
      reason: 'DPR 445/2000, art. 53, comma 5',
      note: 'Volantino',
    });
    expect((await clerk.post(`arrivals/${arrival.id}/exclude`, { exclusionId })).body.code).toBe(
      'ARRIVALS_IS_EXCLUDED',
    );
    await clerk.must(clerk.post(`arrivals/${arrival.id}/bring-back`, { reason: 'È un’offerta richiesta' }));
    expect((await clerk.post(`arrivals/${arrival.id}/bring-back`, { reason: 'x' })).body.code).toBe(
      'ARRIVALS_NOT_EXCLUDED',
    );
    expect((await register(arrival.id)).status).toBe(201);
    const { rows } = await app.superuser.query<{ type: string }>(
      'SELECT type FROM journal_entry WHERE stream_id = $1 ORDER BY sequence',
      [arrival.id],
    );
    expect(rows.map(({ type }) => type)).toEqual([
      'arrival.received',
      'arrival.excluded',
      'arrival.brought-back',
      'arrival.registered',
    ]);
  });

  it('is excluded by an entry in force alone, and only the records manager writes the list', async () => {
    const arrival = await arrived('libro.txt', Buffer.from('libro'));
    expect((await clerk.post(`arrivals/${arrival.id}/exclude`, { exclusionId: newId() })).body.code).toBe(
      'ARRIVALS_EXCLUSION_UNKNOWN',
    );
    expect((await clerk.post('exclusions', { code: 'X', title: 'x', reason: 'x' })).status).toBe(403);
    await manager.must(
      manager.post('exclusions', { code: 'CERTIFICATI', title: 'Certificati', reason: 'Manuale, 4.2' }),
    );
    const { items } = await clerk.must<ExclusionList>(clerk.get('exclusions'));
    expect(items).toContainEqual(expect.objectContaining({ code: 'CERTIFICATI', inForce: true }));
    await app.superuser.query(`UPDATE exclusion SET valid_to = '2026-01-01' WHERE code = 'CERTIFICATI'`);
    const ended = items.find(({ code }) => code === 'CERTIFICATI')!.id;
    expect((await clerk.post(`arrivals/${arrival.id}/exclude`, { exclusionId: ended })).body.code).toBe(
      'ARRIVALS_EXCLUSION_UNKNOWN',
    );
  });

  it('is seen by nobody of another AOO, nor by who does not register', async () => {
    const arrival = await arrived('riservato.txt', Buffer.from('riservato'));
    for (const username of [PEOPLE.auditor, PEOPLE.drafter, PEOPLE.administrator, PEOPLE.signer]) {
      const desk = await logIn(app, username);
      expect((await desk.get('arrivals')).status).toBe(403);
      expect((await desk.get(`arrivals/${arrival.id}`)).status).toBe(403);
    }
    await app.superuser.query(
      `UPDATE arrival SET aoo_id = (SELECT id FROM aoo WHERE code = 'AOO-SOC') WHERE id = $1`,
      [arrival.id],
    );
    expect((await clerk.get(`arrivals/${arrival.id}`)).body.code).toBe('ARRIVALS_NOT_FOUND');
    expect((await register(arrival.id)).body.code).toBe('ARRIVALS_NOT_FOUND');
  });
});
