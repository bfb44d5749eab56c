import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { legalDate } from '@libro-firma/kernel';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import { CloseDays, IndexRegister } from '../../../src/protocol';
import { StampRoots } from '../../../src/protocol/application/daily-register/stamp-roots.use-case';
import type { ValidAtView, VerificationView } from '../../../src/verification/http/verification.schema';
import { Application } from '../../support/application';
import { formOf } from '../../support/forms';
import { logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;

describeWith('database', 'a signed document that was registered', () => {
  let app: Application | undefined;
  let live: LivePki;
  const running = (): Application => {
    if (!app) throw new Error('the application did not start');
    return app;
  };

  beforeAll(async () => {
    live = await LivePki.start({ now: () => app?.clock.now() ?? new Date() });
    app = await Application.start({
      environment: { VERIFY_INNER_HOSTS: new URL(live.base).host, REGISTER_TSA_URL: live.timestampUrl },
    });
    writeFileSync(join(app.dataDir, 'trust', 'test-root.der'), live.pki.root.holder.read.der);
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await live.close();
  });

  const register = async (fileName: string, bytes: Buffer, more: object = {}): Promise<void> => {
    const clerk = await logIn(running(), PEOPLE.clerk);
    const { id: documentId } = await clerk.must<{ id: string }>(
      clerk.upload('documents?use=annex', { fileName, bytes }),
    );
    await clerk.must(
      clerk.post('registrations', {
        subject: 'Istanza firmata',
        sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
        classificationCode: '6.1',
        documentId,
        ...more,
      }),
    );
    await running().drain();
    // A job of its own that runs every few seconds: files are found by their hashes once it has.
    await running().api.get(IndexRegister).execute();
  };
  const verify = async (bytes: Buffer): Promise<VerificationView> => {
    const auditor = await logIn(running(), PEOPLE.auditor);
    const form = formOf([{ fileName: 'istanza.p7m', bytes }]);
    return (await auditor.send<VerificationView>('POST', 'verifications', form)).body;
  };
  const answerFor = async (
    id: string,
    day: string,
  ): Promise<ValidAtView['signatures'][number] | undefined> => {
    const auditor = await logIn(running(), PEOPLE.auditor);
    return (await auditor.get<ValidAtView>(`verifications/${id}/valid-at?day=${day}`)).body.signatures[0];
  };

  it('has a proof of its date by the timestamped register of its day, and none by its registration alone', async () => {
    const service = running();
    const p7m = stampedCms({ content: Buffer.from('Istanza'), signer: live.pki.signer() });
    const registeredOn = legalDate(service.clock.now());
    await register('istanza.p7m', p7m);
    expect((await verify(p7m)).proofsOfDate).toEqual([]);

    service.clock.advance(DAY_MS);
    expect(await service.api.get(CloseDays).execute()).toBeGreaterThan(0);
    const unstamped = await verify(p7m);
    expect(unstamped.proofsOfDate).toEqual([]); // closed, and yet our word alone
    expect(await answerFor(unstamped.id, registeredOn)).toMatchObject({ answer: 'NOT_PROVEN', proof: null });

    const stampedOn = legalDate(service.clock.now());
    expect(await service.api.get(StampRoots).execute()).toBeGreaterThan(0);
    const proven = await verify(p7m);
    expect(proven.proofsOfDate).toMatchObject([
      {
        kind: 'DAILY_REGISTER',
        reference: expect.stringContaining(registeredOn.replaceAll('-', '')) as string,
      },
    ]);
    expect(proven.signatures[0]?.proof.it).toContain('nessuna prova'); // apart from what the file itself holds
    // What counts is the instant of the token, not the date that the database gave the registration.
    expect(await answerFor(proven.id, registeredOn)).toMatchObject({
      answer: 'NOT_PROVEN',
      proof: { kind: 'DAILY_REGISTER' },
    });
    expect(await answerFor(proven.id, stampedOn)).toMatchObject({
      answer: 'VALID',
      proof: { kind: 'DAILY_REGISTER', reference: proven.proofsOfDate[0]?.reference },
    });
  });

  it('tells nobody of it where the entry is reserved, and nothing of a file that was not registered', async () => {
    const service = running();
    const p7m = stampedCms({ content: Buffer.from('Riservata'), signer: live.pki.signer() });
    await register('riservata.p7m', p7m, { reserved: { personIds: [], officeIds: [] } });
    service.clock.advance(DAY_MS);
    await service.api.get(CloseDays).execute();
    expect(await service.api.get(StampRoots).execute()).toBeGreaterThan(0);
    expect((await verify(p7m)).proofsOfDate).toEqual([]);
    const other = stampedCms({ content: Buffer.from('Mai registrata'), signer: live.pki.signer() });
    expect((await verify(other)).proofsOfDate).toEqual([]);
  });
});
