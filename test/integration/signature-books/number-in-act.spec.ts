import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bufferSource, PdfDocument, readSignatureDictionaries } from '@libro-firma/pdf';
import { mustAccept } from '@libro-firma/kernel';
import { OBJECT_STORE, type ObjectStore } from '../../../src/platform/storage';
import type { RequestDetail } from '../../../src/signature-books';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { Office } from '../../support/office';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { aPdf } from '../../support/pdfs';
import { codeOf, onTask, personId, setPolicy, started } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

const run = promisify(execFile);
const PLACE = { page: -1, x: 40, y: 40, width: 240, height: 60 };
const DAY_MS = 86_400_000;

/** What a reader sees in the fields of a file. */
async function textOf(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'libro-firma-'));
  const path = join(folder, 'signed.pdf');
  await writeFile(path, bytes);
  try {
    return (await run('pdftotext', ['-layout', path, '-'])).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describeWith(['database', 'program:pdftotext'], 'a number that is printed in the act', () => {
  const app = useApplication();
  let office: Office;
  let keeper: Desk;
  let clerk: Desk;

  const open = async () => {
    office = await Office.open(app());
    keeper = await logIn(app(), PEOPLE.recordsManager);
    clerk = await logIn(app(), PEOPLE.clerk);
  };
  beforeAll(async () => {
    await open();
    await setPolicy(app(), { registers: ['PROTOCOL'], order: 'B', numberPlace: PLACE });
  });

  const read = (id: string) => office.read(id);
  const entryOf = async (request: RequestDetail) => {
    const { registrationId } = request.numbers.at(-1)!;
    const entry = await clerk.must<{ files: { hash: string }[] }>(
      clerk.get(`registrations/${registrationId}`),
    );
    const { rows } = await app().superuser.query<{ completed: string }>(
      `SELECT encode(sha256, 'hex') AS completed FROM registration_completion WHERE registration_id = $1`,
      [registrationId],
    );
    return { hash: entry.files[0]!.hash, completed: rows[0]?.completed };
  };
  const bytesOf = async (sha256: string) => {
    const pieces: Buffer[] = [];
    for await (const piece of await app().api.get<ObjectStore>(OBJECT_STORE).read(sha256))
      pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  };
  const left = async () =>
    (
      await keeper.must<{ items: { requestId: string; outcome: string; number: string }[] }>(
        keeper.get('numbers-left'),
      )
    ).items;

  it('is taken when the last signer confirms, drawn in his field, and completed with exactly those bytes', async () => {
    const request = await office.toSign();
    const before = await bytesOf(request.files[0]!.currentSha256);
    const consequences = await office.signer.must<{ numberInAct: boolean; registers: string[] }>(
      office.signer.get(`tasks/${request.myTask!.id}/consequences`),
    );
    expect(consequences).toMatchObject({ numberInAct: true, registers: ['Protocollo generale'] });
    const { id } = await office.openBatch(request);
    await app().drain();
    expect((await office.batch(id)).counts).toMatchObject({ prepared: 1, numbersToTake: 1 });
    expect((await read(request.id)).numbers).toEqual([]);
    await office.signer.must(office.authorise(id));
    await office.signaturesEnd(id);
    const done = await read(request.id);
    expect(done.state).toBe('ARCHIVED');
    expect(done.numbers).toHaveLength(1);
    const entry = await entryOf(done);
    const { currentSha256 } = done.files[0]!;
    expect(entry.completed).toBe(currentSha256);
    expect(entry.hash).not.toBe(currentSha256);
    const after = await bytesOf(currentSha256);
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    const signatures = mustAccept(
      readSignatureDictionaries(mustAccept(PdfDocument.open(bufferSource(after)))),
    );
    expect(signatures).toHaveLength(1);
    expect(await textOf(after)).toContain(`Protocollo generale n. ${done.registrationNumber} del `);
    expect((await left()).filter(({ requestId }) => requestId === request.id)).toEqual([]);
  });

  it('stays with its bytes after a wrong code and a closed dialog, for another try of the same day', async () => {
    const request = await office.toSign();
    const first = await office.openBatch(request);
    await app().drain();
    expect((await office.authorise(first.id, '000000')).status).toBe(422);
    const { registrationNumber } = await read(request.id);
    expect(registrationNumber).toMatch(/^\d{7}$/);
    expect((await office.batch(first.id)).counts.numbersToTake).toBe(0);
    await office.signer.must(office.signer.delete(`signing-batches/${first.id}`));
    const again = await office.read(request.id, office.signer);
    await office.sign(again);
    const done = await read(request.id);
    expect([done.state, done.registrationNumber, done.numbers.length]).toEqual([
      'ARCHIVED',
      registrationNumber,
      1,
    ]);
    expect((await entryOf(done)).completed).toBe(done.files[0]!.currentSha256);
  });

  it('stands on the list of who annuls when the act comes back, and the next revision takes a new one', async () => {
    const request = await office.toSign();
    const { id } = await office.openBatch(request);
    await app().drain();
    await office.authorise(id, '000000');
    await office.signer.must(office.signer.delete(`signing-batches/${id}`));
    const numbered = await office.read(request.id, office.signer);
    await office.signer.must(
      onTask(office.signer, numbered, 'return', { reason: 'Manca un allegato', immediate: true }),
    );
    expect(await left()).toContainEqual(
      expect.objectContaining({
        requestId: request.id,
        number: numbered.registrationNumber,
        outcome: 'returned',
      }),
    );
    const returned = await read(request.id);
    expect([returned.registrationNumber, returned.numbers.length]).toEqual([null, 1]);
  });

  it('that nobody signed on its day is left, and the next day’s try takes another', async () => {
    const request = await office.toSign();
    const { id } = await office.openBatch(request);
    await app().drain();
    await office.authorise(id, '000000');
    await office.signer.must(office.signer.delete(`signing-batches/${id}`));
    const { registrationNumber } = await read(request.id);
    app().clock.advance(DAY_MS);
    await open();
    await eventually('on the list', async () =>
      (await left()).some(({ requestId, outcome }) => requestId === request.id && outcome === 'not-signed'),
    );
    await office.sign(await office.read(request.id, office.signer));
    const done = await read(request.id);
    expect(done.state).toBe('ARCHIVED');
    expect(done.numbers.map(({ leftBecause }) => leftBecause)).toEqual(['not-signed', null]);
    expect(done.registrationNumber).not.toBe(registrationNumber);
    expect(done.registrationNumber).toBe(done.numbers[1]!.number);
  });

  it('is not asked of a route that ends with several signers, nor kept by a type without a place', async () => {
    const [signer, other] = [
      await personId(app(), PEOPLE.signer),
      await personId(app(), PEOPLE.signerOfTaxes),
    ];
    const draft = await started(office, [{ kind: 'SIGN', holderIds: [signer, other] }], { start: false });
    expect(
      codeOf(await office.drafter.post(`signing-requests/${draft.id}/start`, { version: draft.version })),
    ).toBe('SIGNATURE_BOOKS_NUMBER_IN_ACT_ONE_LAST_SIGNER');
    const annexed = await office.written({
      annexes: [{ fileName: 'allegato.pdf', bytes: await aPdf('Allegato'), toSign: true }],
      start: false,
    });
    expect(
      codeOf(await office.drafter.post(`signing-requests/${annexed.id}/start`, { version: annexed.version })),
    ).toBe('SIGNATURE_BOOKS_NUMBER_IN_ACT_ONE_FILE');
    const policy = {
      ...{ registers: ['PROTOCOL'], fourEyes: 'drafter-may-sign', mustRead: false, deadline: 'soft' },
      ...{ stepHours: null, unansweredReturns: false, keepsEndorsements: false, order: 'B' },
    };
    const type = { code: randomUUID(), name: 'Ordinanze', policy };
    expect(codeOf(await keeper.post('document-types', type))).toBe(
      'SIGNATURE_BOOKS_NUMBER_IN_ACT_INCOMPLETE',
    );
  });
});
