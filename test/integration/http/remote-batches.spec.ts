import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BatchView } from '../../../src/signature-books';
import type { DevicesView, EnrolmentView } from '../../../src/signing';
import { useApplication } from '../../support/application';
import { RemoteSignature } from '../../support/csc/remote-signature';
import { eventually } from '../../support/eventually';
import { Office } from '../../support/office';
import { type Answer, logIn, PEOPLE, PIN } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

const OWN = 'credenziale-di-maria';
const OTHERS = 'credenziale-di-rosalia';
const codeOf = (answer: Answer<unknown>) => (answer.body as { code?: string }).code;

describeWith('database', 'batches signed by a provider of remote signatures', () => {
  const remote = new RemoteSignature();
  beforeAll(() => remote.open());
  afterAll(() => remote.close());
  const app = useApplication({ environment: remote.environment });
  let office: Office;

  beforeAll(async () => {
    office = await Office.open(app());
    remote.trustedBy(app());
    remote.issue(OWN, await remote.personOf(app(), PEOPLE.signer), { multisign: 3 });
    remote.issue(OTHERS, await remote.personOf(app(), PEOPLE.signerOfTaxes));
  });

  afterEach(() => {
    remote.server.fault = undefined;
  });

  const enrol = (credentialId: string, codes: object) =>
    office.signer.post<EnrolmentView>('signing-device', { deviceId: 'prova', credentialId, ...codes });
  const authorise = (id: string, codes: object = remote.codes(OWN)) =>
    office.signer.post<BatchView>(`signing-batches/${id}/authorise`, codes);
  const toSign = (count: number) => Promise.all(Array.from({ length: count }, () => office.toSign()));

  it('come after a first use: the person’s own keys are shown, and a trial signature chooses one', async () => {
    const before = await office.signer.must<EnrolmentView>(office.signer.get('signing-device'));
    expect(before.current).toMatchObject({ deviceId: 'software' });
    const { devices } = await office.signer.must<DevicesView>(office.signer.get('signing-device/offers'));
    const offered = devices.find(({ id }) => id === 'prova')!;
    expect(offered.credentials.map(({ id }) => id)).toEqual([OWN]);
    expect(offered.credentials[0]).toMatchObject({
      asks: { pin: true, otp: 'SENT' },
      signaturesPerCode: 3,
      refusal: null,
    });
    expect(codeOf(await enrol(OTHERS, remote.codes(OTHERS)))).toBe('SIGNING_CERTIFICATE_OF_SOMEBODY_ELSE');
    expect(codeOf(await enrol(OWN, { pin: remote.pin, otp: 'sbagliato' }))).toBe('SIGNING_WRONG_CODE');
    expect(codeOf(await enrol(OWN, { pin: remote.pin }))).toBe('SIGNING_CODE_MISSING');
    const { current } = await office.signer.must<EnrolmentView>(enrol(OWN, remote.codes(OWN)));
    expect(current).toMatchObject({ deviceId: 'prova', deviceName: 'Firma remota di prova', problem: null });
    const { rows } = await app().superuser.query<{ payload: string }>(
      `SELECT payload FROM journal_entry WHERE type = 'signing-enrolment.made' ORDER BY id`,
    );
    expect(rows).toHaveLength(1);
  });

  it('send a one-time code when the signer asks, and never by themselves', async () => {
    const { id } = await office.openBatch(await office.toSign());
    await app().drain();
    const sent = () => remote.server.count('credentials/sendOTP');
    expect(sent()).toBe(0);
    expect((await office.signer.post(`signing-batches/${id}/one-time-code`)).status).toBe(204);
    expect(sent()).toBe(1);
    await office.signer.delete(`signing-batches/${id}`);
  });

  it('say before how many codes they take, and make with each what it authorises', async () => {
    const { id, device } = await office.openBatch(...(await toSign(5)));
    expect(device).toEqual({
      name: 'Firma remota di prova',
      asks: { pin: true, otp: 'SENT' },
      signaturesPerCode: 3,
      codesToCome: 2,
    });
    await office.signer.must(authorise(id));
    await office.signaturesEnd(id);
    const half = await office.batch(id);
    expect(half).toMatchObject({ codeNeeded: true, counts: { signed: 3, waitingForCode: 2, failed: 0 } });
    expect([half.device.codesToCome, half.stopped]).toEqual([1, null]);
    await office.signer.must(authorise(id));
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({ state: 'DONE', counts: { signed: 5 } });
  });

  it('tell a wrong code once to the provider, and sign nothing', async () => {
    const { id } = await office.openBatch(await office.toSign());
    await app().drain();
    const asked = () => remote.server.count('credentials/authorize');
    const before = asked();
    const refused = await authorise(id, { pin: remote.pin, otp: 'sbagliato' });
    expect([refused.status, codeOf(refused), asked() - before]).toEqual([422, 'SIGNING_WRONG_CODE', 1]);
    expect(codeOf(await office.authorise(id, PIN))).toBe('SIGNING_CODE_MISSING');
    await office.signer.must(authorise(id));
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({ state: 'DONE', counts: { signed: 1 } });
  });

  it('keep what the provider made, and wait with its reason for a code where it made less', async () => {
    const { id } = await office.openBatch(...(await toSign(2)));
    await app().drain();
    remote.server.fault = 'HALF_THE_SIGNATURES';
    await office.signer.must(authorise(id));
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({
      codeNeeded: true,
      stopped: { code: 'SIGNING_VALUE_MISSING' },
      counts: { signed: 1, waitingForCode: 1, failed: 0 },
    });
    remote.server.fault = undefined;
    await office.signer.must(authorise(id));
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({ state: 'DONE', stopped: null, counts: { signed: 2 } });
  });

  it('refuse a value of another document by name, accept the others, and let the failed be tried again', async () => {
    const requests = await toSign(3);
    const { id } = await office.openBatch(...requests);
    await app().drain();
    remote.server.fault = 'WRONG_SIGNATURE';
    await office.signer.must(authorise(id));
    await office.signaturesEnd(id);
    const { state, items, counts } = await office.batch(id);
    expect([state, counts.signed, counts.failed]).toEqual(['PARTIAL', 2, 1]);
    expect(items[0]!.failure!.code).toBe('SIGNING_VALUE_NOT_OF_THIS_DOCUMENT');
    remote.server.fault = undefined;
    const back = await office.read(requests[0]!.id, office.signer);
    const again = await office.openBatch(back);
    await office.signer.must(authorise(again.id));
    await office.signaturesEnd(again.id);
    expect(await office.batch(again.id)).toMatchObject({ state: 'DONE' });
  });

  it('are prepared again when the certificate changed, before anything is asked of the provider', async () => {
    const request = await office.toSign();
    const { id, certificate } = await office.openBatch(request);
    await app().drain();
    remote.issue(OWN, await remote.personOf(app(), PEOPLE.signer), { multisign: 3 });
    const asked = remote.server.count('credentials/authorize');
    const refused = await authorise(id);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'SIGNING_CERTIFICATE_CHANGED']);
    expect(remote.server.count('credentials/authorize')).toBe(asked);
    await app().drain();
    expect(await office.batch(id)).toMatchObject({ state: 'OPEN', counts: { prepared: 1 } });
    await office.signer.must(authorise(id));
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({ state: 'DONE' });
    expect(certificate!.holder).not.toBe('');
  });

  it('keep their lease for as long as the provider takes, and are in other hands meanwhile', async () => {
    const { id } = await office.openBatch(await office.toSign());
    await app().drain();
    remote.server.delayMs = 700;
    try {
      const first = authorise(id);
      await eventually('the lease taken', async () => {
        const { rowCount } = await app().superuser.query(
          'SELECT 1 FROM signing_batch WHERE id = $1 AND lease_holder IS NOT NULL',
          [id],
        );
        return rowCount === 1;
      });
      const second = await authorise(id, { pin: remote.pin, otp: 'di-un-altro' });
      expect(codeOf(second)).toBe('SIGNATURE_BOOKS_BATCH_IN_OTHER_HANDS');
      await office.signer.must(first);
    } finally {
      remote.server.delayMs = 0;
    }
    await office.signaturesEnd(id);
    expect(await office.batch(id)).toMatchObject({ state: 'DONE' });
  });

  it('sign no file whose stored bytes are not the frozen ones: refused by name', async () => {
    const request = await office.toSign();
    const { currentSha256 } = request.files[0]!;
    const stored = join(app().dataDir, 'objects', currentSha256.slice(0, 2), currentSha256);
    chmodSync(stored, 0o600);
    const bytes = readFileSync(stored);
    const at = bytes.indexOf('/MediaBox') + 1;
    bytes[at] = 'm'.charCodeAt(0);
    writeFileSync(stored, bytes);
    const { id } = await office.openBatch(request);
    await app().drain();
    const { items } = await office.batch(id);
    expect(items[0]!.failure!.code).toBe('SIGNATURE_BOOKS_STORED_BYTES_DIFFER');
  });

  it('leave no code in the log, and none in the journal', async () => {
    expect(app().log.lines.join('')).not.toContain(remote.pin);
    const { rowCount } = await app().superuser.query('SELECT 1 FROM journal_entry WHERE payload LIKE $1', [
      `%${remote.pin}%`,
    ]);
    expect(rowCount).toBe(0);
  });

  it('are not for those who sign nothing: a drafter enrols no device', async () => {
    const drafter = await logIn(app(), PEOPLE.drafter);
    expect((await drafter.get('signing-device')).status).toBe(403);
  });
});
