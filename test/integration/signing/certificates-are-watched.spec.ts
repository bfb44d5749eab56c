import type { TestSignerRequest } from '../../../libs/signature/testing/pki/test-pki';
import type { NotificationPage } from '../../../src/notifications/http/notifications.schema';
import type { EnrolmentView } from '../../../src/signing';
import { WatchCertificates } from '../../../src/signing/application/watch-certificates.use-case';
import { RemoteWithLivePki } from '../../support/csc/remote-with-live-pki';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const OWN = 'credenziale-di-maria';
const DAY_MS = 24 * 3_600_000;

describeWith('database', 'the certificates that people sign with', () => {
  let town: RemoteWithLivePki;
  let signer: Desk;

  beforeAll(async () => {
    town = await RemoteWithLivePki.start();
    signer = await logIn(town.app, PEOPLE.signer);
  }, 120_000);
  afterAll(() => town.close());

  const enrolled = (more: TestSignerRequest = {}) => town.enrol(signer, PEOPLE.signer, OWN, more);
  const watched = async (): Promise<string | null> => {
    await town.app.superuser.query(`UPDATE signing_enrolment SET checked_at = checked_at - interval '1 day'`);
    await town.app.api.get(WatchCertificates).execute();
    await town.app.drain();
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
    await enrolled({ notAfter: new Date(town.app.clock.now().getTime() + 20 * DAY_MS) });
    expect(await watched()).toBe('SIGNING_CERTIFICATE_EXPIRES_SOON');
    expect(await watched()).toBe('SIGNING_CERTIFICATE_EXPIRES_SOON');
    expect(await told(/scade il/)).toBe(1);
  });

  it('are told to be revoked when their issuer says so, and nothing when it says nothing', async () => {
    const holder = await enrolled();
    town.silence();
    expect(await watched()).toBeNull();
    town.speak();
    town.live.pki.intermediate.revoke(holder.read, { at: new Date(), reason: 'keyCompromise' });
    expect(await watched()).toBe('SIGNING_CERTIFICATE_REVOKED');
    expect(await told(/revocato o sospeso/)).toBe(1);
  });

  it('are told to be somebody else’s, or gone from their device', async () => {
    await enrolled();
    const { key, certificate, chain } = town.live.pki.signer({ taxCode: 'RSSMRA80A01H501U' });
    const own = town.remote.server.credentials.get(OWN)!;
    town.remote.server.credentials.set(OWN, { ...own, key, certificates: [certificate, ...chain] });
    expect(await watched()).toBe('SIGNING_CERTIFICATE_OF_SOMEBODY_ELSE');
    town.remote.server.credentials.delete(OWN);
    expect(await watched()).toBe('SIGNING_NO_SUCH_CREDENTIAL');
    expect(await told(/altra persona/)).toBe(1);
  });

  it('of a provider that does not answer are left as they were found', async () => {
    await enrolled();
    town.remote.server.fault = 'SERVER_ERROR';
    expect(await watched()).toBeNull();
    town.remote.server.fault = undefined;
  });
});
