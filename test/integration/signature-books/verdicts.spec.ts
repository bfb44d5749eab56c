import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import type { TestSignerRequest } from '../../../libs/signature/testing/pki/test-pki';
import { JudgePending } from '../../../src/signature-books/application/judge-pending.use-case';
import type { BatchView, RequestDetail } from '../../../src/signature-books';
import { Application } from '../../support/application';
import { RemoteSignature } from '../../support/csc/remote-signature';
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
  const remote = new RemoteSignature();
  let app: Application;
  let live: LivePki;
  let office: Office;
  let manager: Desk;

  beforeAll(async () => {
    live = await LivePki.start();
    await remote.open();
    app = await Application.start({
      environment: { ...remote.environment, VERIFY_INNER_HOSTS: new URL(live.base).host },
    });
    writeFileSync(join(app.dataDir, 'trust', 'test-root.der'), live.pki.root.holder.read.der);
    office = await Office.open(app);
    manager = await logIn(app, PEOPLE.recordsManager);
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await remote.close();
    await live.close();
  });
  beforeEach(() => {
    delete live.faults.ocsp;
    delete live.faults.crl;
  });

  const silence = (): void => {
    live.faults.ocsp = 'HTTP_500';
    live.faults.crl = 'HTTP_500';
  };
  const speak = (): void => {
    delete live.faults.ocsp;
    delete live.faults.crl;
  };

  /** A new certificate in the signer's name: of nobody else has the responder been asked yet. */
  const newKey = async (more: TestSignerRequest = {}): Promise<void> => {
    const person = await remote.personOf(app, PEOPLE.signer);
    const holder = live.pki.signer({
      ...{ givenName: person.given_name, surname: person.family_name, taxCode: person.tax_code },
      ...more,
    });
    const certificates = [holder.certificate, ...holder.chain];
    remote.issue(OWN, person, { key: holder.key, certificates });
    const enrolment = { deviceId: 'prova', credentialId: OWN, ...remote.codes(OWN) };
    await office.signer.must(office.signer.post('signing-device', enrolment));
  };
  const signed = async (request: RequestDetail): Promise<BatchView> => {
    const { id } = await office.openBatch(request);
    await office.signer.must(office.signer.post(`signing-batches/${id}/authorise`, remote.codes(OWN)));
    await office.signaturesEnd(id);
    return office.batch(id);
  };
  const judgeLater = async (): Promise<void> => {
    app.clock.advance(2 * MINUTE_MS);
    await app.api.get(JudgePending).judgeDue();
    await app.drain();
  };

  it('counts a moment later, when its issuer is asked outside of every lock', async () => {
    await newKey();
    const request = await office.toSign();
    expect(await signed(request)).toMatchObject({ state: 'DONE', counts: { signed: 1 } });
    expect((await office.read(request.id)).waitingSignatures).toEqual([]);
  });

  it('waits while nobody answers, with its reason, and goes on by itself: no second code, no number before', async () => {
    await newKey();
    silence();
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
    speak();
    app.clock.advance(10 * MINUTE_MS);
    await judgeLater();
    await eventually('the act goes on', async () => (await office.read(request.id)).state === 'ARCHIVED');
    expect(await office.batch(batch.id)).toMatchObject({ state: 'DONE', counts: { signed: 1 } });
    expect(remote.server.signed.size).toBeGreaterThan(0);
    expect([...remote.server.signed.values()].every((times) => times === 1)).toBe(true);
  });

  it('counts by a reasoned decision of the records manager, and of nobody else', async () => {
    await newKey();
    silence();
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
    await app.drain();
    const done = await office.read(request.id);
    expect(done.state).toBe('ARCHIVED');
    expect(done.timeline).toContainEqual(
      expect.objectContaining({ type: 'signing-request.signatures-accepted', note: REASON }),
    );
    expect(await office.batch(batch.id)).toMatchObject({ state: 'DONE' });
    const again = await onRequest(manager, done, 'accept-signatures', { reason: REASON });
    expect(codeOf(again)).toBe('SIGNATURE_BOOKS_NO_SIGNATURE_WAITS');
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
    const { rows } = await app.superuser.query<{ sha: string }>(
      `SELECT signed_sha256 AS sha FROM signing_item WHERE request_id = $1`,
      [request.id],
    );
    const kept = readdirSync(join(app.dataDir, 'objects', rows[0]!.sha.slice(0, 2)));
    expect(kept).toContain(rows[0]!.sha);
  });

  it('waits where the type asks for a qualified one and no trusted list says what it is', async () => {
    await newKey();
    const request = await office.toSign();
    await app.superuser.query(
      `UPDATE signing_request SET policy = policy || '{"signature":"qualified"}' WHERE id = $1`,
      [request.id],
    );
    const batch = await signed(request);
    expect(batch.items[0]).toMatchObject({ phase: 'PENDING' });
    expect(batch.items[0]!.waitsFor).toMatch(/elenchi di fiducia/i);
    await manager.must(
      onRequest(manager, await office.read(request.id, manager), 'accept-signatures', { reason: REASON }),
    );
    await app.drain();
    expect((await office.read(request.id)).state).toBe('ARCHIVED');
  });
});
