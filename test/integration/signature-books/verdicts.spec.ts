import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSignerRequest } from '../../../libs/signature/testing/pki/test-pki';
import { JudgePending } from '../../../src/signature-books/application/verdicts/judge-pending.use-case';
import type { BatchView, RequestDetail } from '../../../src/signature-books';
import { RemoteWithLivePki } from '../../support/csc/remote-with-live-pki';
import { eventually } from '../../support/eventually';
import { Office } from '../../support/office';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { codeOf, onRequest } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

const OWN = 'credenziale-di-maria';
const MINUTE_MS = 60_000;
const REASON = 'Servizio del prestatore fermo, verificato per telefono';

/** Keys whose certificates name a live OCSP responder and a CRL: whether they stand, only these can say. */
describeWith('database', 'a signature that cannot be judged when it is made', () => {
  let town: RemoteWithLivePki;
  let office: Office;
  let manager: Desk;

  beforeAll(async () => {
    town = await RemoteWithLivePki.start();
    office = await Office.open(town.app);
    manager = await logIn(town.app, PEOPLE.recordsManager);
  }, 120_000);
  afterAll(() => town.close());
  beforeEach(() => town.speak());

  const newKey = (more: TestSignerRequest = {}) => town.enrol(office.signer, PEOPLE.signer, OWN, more);
  const signed = async (request: RequestDetail): Promise<BatchView> => {
    const { id } = await office.openBatch(request);
    await office.signer.must(office.signer.post(`signing-batches/${id}/authorise`, town.remote.codes(OWN)));
    await office.signaturesEnd(id);
    return office.batch(id);
  };
  const judgeLater = async (): Promise<void> => {
    town.app.clock.advance(2 * MINUTE_MS);
    await town.app.api.get(JudgePending).judgeDue();
    await town.app.drain();
  };

  it('counts a moment later, when its issuer is asked outside of every lock', async () => {
    await newKey();
    const request = await office.toSign();
    expect(await signed(request)).toMatchObject({ state: 'DONE', counts: { signed: 1 } });
    expect((await office.read(request.id)).waitingSignatures).toEqual([]);
  });

  it('waits while nobody answers, with its reason, and goes on by itself: no second code, no number before', async () => {
    await newKey();
    town.silence();
    const request = await office.toSign();
    const batch = await signed(request);
    expect(batch).toMatchObject({ state: 'RUNNING', codeNeeded: false, counts: { waitingForVerdict: 1 } });
    expect(batch.items[0]).toMatchObject({ state: 'PENDING', phase: 'PENDING', failure: null });
    expect(batch.items[0]!.waitsFor).toMatch(/\w/);
    const waiting = await office.read(request.id);
    expect(waiting).toMatchObject({ state: 'IN_ROUTE', registrationNumber: null });
    expect(waiting.waitingSignatures).toMatchObject([{ fileName: 'atto.pdf', tries: 1 }]);
    expect(waiting.timeline.map(({ type }) => type)).toContain('signing-request.signature-waits');
    expect(waiting.files[0]!.signatures).toBe(0);
    await judgeLater();
    expect((await office.read(request.id)).waitingSignatures).toMatchObject([{ tries: 2 }]);
    town.speak();
    town.app.clock.advance(10 * MINUTE_MS);
    await judgeLater();
    await eventually('the act goes on', async () => (await office.read(request.id)).state === 'ARCHIVED');
    expect(await office.batch(batch.id)).toMatchObject({ state: 'DONE', counts: { signed: 1 } });
    expect(town.remote.server.signed.size).toBeGreaterThan(0);
    expect([...town.remote.server.signed.values()].every((times) => times === 1)).toBe(true);
  });

  it('counts by a reasoned decision of the records manager, and of nobody else', async () => {
    await newKey();
    town.silence();
    const request = await office.toSign();
    const batch = await signed(request);
    const waiting = await office.read(request.id, manager);
    expect(waiting.actions).toContain('accept-signatures');
    expect((await office.read(request.id)).actions).not.toContain('accept-signatures');
    const by = (desk: Desk, reason = REASON) => onRequest(desk, waiting, 'accept-signatures', { reason });
    expect((await by(office.drafter)).status).toBe(403);
    expect((await by(office.signer)).status).toBe(403);
    expect((await by(manager, ' ')).status).toBe(422);
    await manager.must(by(manager));
    await town.app.drain();
    const done = await office.read(request.id);
    expect(done.state).toBe('ARCHIVED');
    expect(done.timeline).toContainEqual(
      expect.objectContaining({ type: 'signing-request.signatures-accepted', note: REASON }),
    );
    expect(await office.batch(batch.id)).toMatchObject({ state: 'DONE' });
    const again = await onRequest(manager, done, 'accept-signatures', { reason: REASON });
    expect(codeOf(again)).toBe('SIGNATURE_BOOKS_NO_SIGNATURE_WAITS');
  });

  it('is refused by a reasoned decision of the records manager: kept as evidence, and its signer is asked anew', async () => {
    await newKey();
    town.silence();
    const request = await office.toSign();
    const batch = await signed(request);
    const waiting = await office.read(request.id, manager);
    expect(waiting.actions).toContain('refuse-signatures');
    const by = (desk: Desk) => onRequest(desk, waiting, 'refuse-signatures', { reason: REASON });
    expect((await by(office.signer)).status).toBe(403);
    await manager.must(by(manager));
    await town.app.drain();
    const [item] = (await office.batch(batch.id)).items;
    expect(item).toMatchObject({
      state: 'FAILED',
      failure: { code: 'SIGNATURE_BOOKS_SIGNATURE_REFUSED_BY_DECISION' },
    });
    expect(item!.failure!.text).toContain(REASON);
    const open = await office.read(request.id, office.signer);
    expect(open).toMatchObject({
      state: 'IN_ROUTE',
      waitingSignatures: [],
      myTask: { state: 'MARKED_SIGN' },
    });
    expect(open.timeline).toContainEqual(
      expect.objectContaining({ type: 'signing-request.signatures-refused', note: REASON }),
    );
    const { rows } = await town.app.superuser.query<{ sha: string }>(
      'SELECT signed_sha256 AS sha FROM signing_item WHERE request_id = $1',
      [request.id],
    );
    const folder = join(town.app.dataDir, 'objects', rows[0]!.sha.slice(0, 2));
    expect(readdirSync(folder)).toContain(rows[0]!.sha);
    town.speak();
    await signed(open);
    expect((await office.read(request.id)).state).toBe('ARCHIVED');
  });

  it('keeps nobody from ordering the act back: the signature ends as evidence, and does not count', async () => {
    await newKey();
    town.silence();
    const request = await office.toSign();
    const batch = await signed(request);
    const recall = (desk: Desk) =>
      office.read(request.id, desk).then((seen) => onRequest(desk, seen, 'recall', { reason: REASON }));
    expect(codeOf(await recall(office.drafter))).toBe('SIGNATURE_BOOKS_SIGNATURE_IN_PROGRESS');
    await office.signer.must(recall(office.signer));
    town.speak();
    town.app.clock.advance(10 * MINUTE_MS);
    await judgeLater();
    expect(await office.batch(batch.id)).toMatchObject({
      state: 'PARTIAL',
      items: [{ failure: { code: 'SIGNATURE_BOOKS_SIGNED_TOO_LATE' } }],
    });
    expect(await office.read(request.id)).toMatchObject({ state: 'RECALLED', waitingSignatures: [] });
  });

  it('is refused when its certificate was revoked before it came: the act is open again, the file kept as evidence', async () => {
    await newKey({ revoked: new Date(Date.now() - 60 * MINUTE_MS) });
    const request = await office.toSign();
    const batch = await signed(request);
    expect(batch).toMatchObject({ state: 'PARTIAL', counts: { failed: 1 } });
    expect(batch.items[0]!.failure!.code).toBe('SIGNATURE_BOOKS_CERTIFICATE_REVOKED');
    const open = await office.read(request.id, office.signer);
    expect(open).toMatchObject({ state: 'IN_ROUTE', myTask: { state: 'MARKED_SIGN' } });
    expect(open.files[0]!.signatures).toBe(0);
    const { rows } = await town.app.superuser.query<{ sha: string }>(
      `SELECT signed_sha256 AS sha FROM signing_item WHERE request_id = $1`,
      [request.id],
    );
    const kept = readdirSync(join(town.app.dataDir, 'objects', rows[0]!.sha.slice(0, 2)));
    expect(kept).toContain(rows[0]!.sha);
  });

  it('waits where the type asks for a qualified one and no trusted list says what it is', async () => {
    await newKey();
    const request = await office.toSign();
    await town.app.superuser.query(
      `UPDATE signing_request SET policy = policy || '{"signature":"qualified"}' WHERE id = $1`,
      [request.id],
    );
    const batch = await signed(request);
    expect(batch.items[0]).toMatchObject({ phase: 'PENDING' });
    expect(batch.items[0]!.waitsFor).toMatch(/elenchi di fiducia/i);
    await manager.must(
      onRequest(manager, await office.read(request.id, manager), 'accept-signatures', { reason: REASON }),
    );
    await town.app.drain();
    expect((await office.read(request.id)).state).toBe('ARCHIVED');
  });
});
