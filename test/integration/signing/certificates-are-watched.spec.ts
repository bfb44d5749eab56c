import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import type { TestSignerRequest } from '../../../libs/signature/testing/pki/test-pki';
import type { NotificationPage } from '../../../src/notifications/http/notifications.schema';
import type { EnrolmentView } from '../../../src/signing';
import { WatchCertificates } from '../../../src/signing/application/watch-certificates.use-case';
import { Application } from '../../support/application';
import { RemoteSignature } from '../../support/csc/remote-signature';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const OWN = 'credenziale-di-maria';
const DAY_MS = 24 * 3_600_000;

describeWith('database', 'the certificates that people sign with', () => {
  const remote = new RemoteSignature();
  let app: Application;
  let live: LivePki;
  let signer: Desk;

  beforeAll(async () => {
    live = await LivePki.start();
    await remote.open();
    app = await Application.start({
      environment: { ...remote.environment, VERIFY_INNER_HOSTS: new URL(live.base).host },
    });
    writeFileSync(join(app.dataDir, 'trust', 'test-root.der'), live.pki.root.holder.read.der);
    signer = await logIn(app, PEOPLE.signer);
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await remote.close();
    await live.close();
  });

  const enrolled = async (more: TestSignerRequest = {}) => {
    const person = await remote.personOf(app, PEOPLE.signer);
    const holder = live.pki.signer({
      ...{ givenName: person.given_name, surname: person.family_name, taxCode: person.tax_code },
      ...more,
    });
    remote.issue(OWN, person, { key: holder.key, certificates: [holder.certificate, ...holder.chain] });
    const enrolment = { deviceId: 'prova', credentialId: OWN, ...remote.codes(OWN) };
    await signer.must(signer.post('signing-device', enrolment));
    return holder;
  };
  const watched = async (): Promise<string | null> => {
    await app.superuser.query(`UPDATE signing_enrolment SET checked_at = checked_at - interval '1 day'`);
    await app.api.get(WatchCertificates).execute();
    await app.drain();
    const { current } = await signer.must<EnrolmentView>(signer.get('signing-device'));
    return current!.problem?.code ?? null;
  };
  const told = async (about: RegExp): Promise<number> => {
    const { items } = await signer.must<NotificationPage>(signer.get('notifications?limit=100'));
    return items.filter(({ text }) => about.test(text)).length;
  };

  it('say nothing while they stand', async () => {
    await enrolled();
    expect(await watched()).toBeNull();
    expect(await told(/certificato/i)).toBe(0);
  });

  it('are told to end a month before, once', async () => {
    await enrolled({ notAfter: new Date(app.clock.now().getTime() + 20 * DAY_MS) });
    expect(await watched()).toBe('SIGNING_CERTIFICATE_EXPIRES_SOON');
    expect(await watched()).toBe('SIGNING_CERTIFICATE_EXPIRES_SOON');
    expect(await told(/scade il/)).toBe(1);
  });

  it('are told to be revoked when their issuer says so, and nothing when it says nothing', async () => {
    const holder = await enrolled();
    live.faults.ocsp = 'HTTP_500';
    live.faults.crl = 'HTTP_500';
    expect(await watched()).toBeNull();
    delete live.faults.ocsp;
    delete live.faults.crl;
    live.pki.intermediate.revoke(holder.read, { at: new Date(), reason: 'keyCompromise' });
    expect(await watched()).toBe('SIGNING_CERTIFICATE_REVOKED');
    expect(await told(/revocato o sospeso/)).toBe(1);
  });

  it('are told to be somebody else’s, or gone from their device', async () => {
    await enrolled();
    const { key, certificate, chain } = live.pki.signer({ taxCode: 'RSSMRA80A01H501U' });
    const own = remote.server.credentials.get(OWN)!;
    remote.server.credentials.set(OWN, { ...own, key, certificates: [certificate, ...chain] });
    expect(await watched()).toBe('SIGNING_CERTIFICATE_OF_SOMEBODY_ELSE');
    remote.server.credentials.delete(OWN);
    expect(await watched()).toBe('SIGNING_NO_SUCH_CREDENTIAL');
    expect(await told(/altra persona/)).toBe(1);
  });

  it('of a provider that does not answer are left as they were found', async () => {
    await enrolled();
    remote.server.fault = 'SERVER_ERROR';
    expect(await watched()).toBeNull();
    remote.server.fault = undefined;
  });
});
