import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildPackage } from '../../../src/archive/application/build-package.use-case';
import { journalHash } from '../../../src/platform/database/journal/journal-hash';
import { systemActor } from '../../../src/platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../src/platform/storage';
import { VerifyFile } from '../../../src/verification';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { logIn, PEOPLE } from '../../support/people';
import { aPdf, aZip } from '../../support/pdfs';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

interface Index {
  readonly files: readonly { role: string; path: string; sha256: string; size: number }[];
  readonly registrationNumber: string;
}

describeWith(['database', 'program:unzip'], 'the package of an act', () => {
  const app = useApplication();
  let office: Office;
  let id: string;
  let folder: string;
  const annex = Buffer.from('Tavola uno\n');
  const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

  const packagesOf = async (requestId: string) =>
    (
      await app().superuser.query<{ id: string; body_id: string; sha256: string }>(
        'SELECT * FROM archive_package WHERE request_id = $1',
        [requestId],
      )
    ).rows;

  beforeAll(async () => {
    office = await Office.open(app());
    const request = await office.toSign({
      annexes: [
        { fileName: 'tavola.txt', bytes: annex, toSign: false },
        { fileName: 'tavola.txt', bytes: await aZip(), toSign: false },
        { fileName: 'relazione.pdf', bytes: await aPdf('Relazione'), toSign: true },
      ],
    });
    await office.sign(request);
    id = request.id;
    folder = mkdtempSync(join(tmpdir(), 'package-'));
    const zip = await office.download(id, 'package');
    expect(zip).toMatchObject({ status: 200, headers: { 'content-type': 'application/zip' } });
    writeFileSync(join(folder, 'package.zip'), zip.bytes);
    expect(spawnSync('unzip', ['-q', 'package.zip'], { cwd: folder }).status).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('moves the request to ARCHIVED', async () => {
    expect((await office.read(id)).state).toBe('ARCHIVED');
  });

  it('opens with another program, and every hash of its index is right', () => {
    expect(spawnSync('unzip', ['-t', 'package.zip'], { cwd: folder, encoding: 'utf8' }).stdout).toContain(
      'No errors',
    );
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Index;
    expect(index.files.map(({ role }) => role)).toEqual([
      'MAIN',
      'ANNEX',
      'ANNEX',
      'ANNEX',
      'COPY',
      'SEGNATURA',
      'REPORT_JSON',
      'REPORT_XML',
      'JOURNAL',
    ]);
    for (const { path, sha256: expected, size } of index.files) {
      const bytes = readFileSync(join(folder, path));
      expect([path, sha256(bytes), bytes.length]).toEqual([path, expected, size]);
    }
    const pindex = readFileSync(join(folder, 'PIndex.xml'), 'utf8');
    for (const { sha256: expected } of index.files) expect(pindex).toContain(expected);
    expect(pindex).toContain(sha256(readFileSync(join(folder, 'index.json'))));
    expect(existsSync(join(folder, 'allegati', '001-tavola.txt'))).toBe(true);
    expect(existsSync(join(folder, 'allegati', '002-tavola.txt'))).toBe(true);
  });

  it('holds the signed bytes themselves, and a journal that proves itself', async () => {
    const signed = (await office.download(id, 'signed')).bytes;
    expect(sha256(readFileSync(join(folder, 'atto', 'atto.pdf')))).toBe(sha256(signed));
    const lines = readFileSync(join(folder, 'giornale.jsonl'), 'utf8').trim().split('\n');
    let previous = '00'.repeat(32);
    for (const line of lines) {
      const entry = JSON.parse(line) as Record<string, string> & { sequence: number };
      expect(entry.previous).toBe(previous);
      const hash = journalHash({
        id: entry.id!,
        bodyId: entry.body!,
        stream: entry.stream!,
        streamId: entry.streamId!,
        sequence: entry.sequence,
        type: entry.type!,
        actorId: entry.actor ?? null,
        onBehalfOf: entry.onBehalfOf ?? null,
        capacity: entry.capacity ?? null,
        at: new Date(entry.at!),
        payload: entry.payload!,
        previousHash: Buffer.from(previous, 'hex'),
      });
      expect(hash.toString('hex')).toBe(entry.hash);
      previous = entry.hash!;
    }
    expect(lines.some((line) => line.includes('signing-request.registered'))).toBe(true);
  });

  it('gives its parts one by one to who may see the request, and to nobody else', async () => {
    const stranger = await logIn(app(), PEOPLE.drafterOfTaxes);
    for (const [what, type] of [
      ['package', 'application/zip'],
      ['report-json', 'application/json'],
      ['report-xml', 'application/xml'],
      ['segnatura', 'application/xml; charset=utf-8'],
    ] as const) {
      const answer = await office.download(id, what);
      expect([what, answer.status, answer.headers['content-type']]).toEqual([what, 200, type]);
      expect((await office.download(id, what, stranger)).status).toBe(404);
    }
    expect((await office.download(id, 'report-json')).body).toMatchObject({ conclusion: 'TOTAL_PASSED' });
    expect((await office.download(id, 'segnatura')).bytes.toString()).toContain('SegnaturaInformatica');
  });

  it('is one, whatever is repeated', async () => {
    const [before] = await packagesOf(id);
    const build = app().api.get(BuildPackage);
    const system = systemActor(before!.body_id, '');
    await Promise.all([build.execute(system, id), build.execute(system, id)]);
    expect(await packagesOf(id)).toEqual([before]);
    await expect(app().superuser.query('DELETE FROM archive_package')).rejects.toThrow('append-only');
  });

  it('has no segnatura in a book without protocol', async () => {
    const request = await office.toSign({ withProtocol: false });
    await office.sign(request);
    expect((await office.read(request.id)).state).toBe('ARCHIVED');
    expect(await office.download(request.id, 'segnatura')).toMatchObject({ status: 404 });
  });
});

describeWith('database', 'an act whose signature does not hold', () => {
  const app = useApplication({ worker: false });

  it('is not archived, and the journal says why', async () => {
    const worker = await app().startWorker();
    const verify = worker.get(VerifyFile);
    const whole = verify.executeStored.bind(verify);
    jest.spyOn(verify, 'executeStored').mockImplementation(async (actor, file) => {
      const store = worker.get<ObjectStore>(OBJECT_STORE);
      const bytes: Buffer[] = [];
      for await (const piece of await store.read(file.sha256)) bytes.push(piece as Buffer);
      const damaged = Buffer.concat(bytes);
      damaged[20] = damaged[20]! ^ 1; // one bit of what was signed
      const stored = await store.put(damaged);
      return whole(actor, { ...file, sha256: stored.sha256 });
    });
    const office = await Office.open(app());
    const request = await office.toSign();
    await office.sign(request);
    expect((await office.read(request.id)).state).toBe('REGISTERED');
    expect((await office.download(request.id, 'package')).status).toBe(404);
    const { rows } = await app().superuser.query<{ type: string; payload: string }>(
      `SELECT type, payload FROM journal_entry WHERE stream = 'package' AND stream_id = $1`,
      [request.id],
    );
    expect(rows.map(({ type }) => type)).toEqual(['package.withheld']);
    expect(JSON.parse(rows[0]!.payload)).toMatchObject({ requestId: request.id, reason: 'TOTAL_FAILED' });
  });
});
