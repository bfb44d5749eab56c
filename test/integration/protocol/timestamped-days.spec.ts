import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Clock, systemClock } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import { CloseDays } from '../../../src/protocol';
import { SealDays } from '../../../src/protocol/application/daily-register/seal-days.use-case';
import { StampRoots } from '../../../src/protocol/application/daily-register/stamp-roots.use-case';
import { OBJECT_STORE, type ObjectStore } from '../../../src/platform/storage';
import { VerifyFile } from '../../../src/verification';
import { useApplication } from '../../support/application';
import { logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;
let live: LivePki;
/** The authority lives in the time of the service. */
let clock: Clock = systemClock;
// Before the service starts, which is told where the authority is.
const environment: Record<string, string> = {};
beforeAll(async () => {
  live = await LivePki.start({ now: () => clock.now() });
  environment.REGISTER_TSA_URL = live.timestampUrl;
});
afterAll(async () => {
  await live.close();
});

describeWith(['database', 'program:openssl'], 'the root of each day before a time-stamping authority', () => {
  const app = useApplication({ worker: false, environment });

  beforeAll(async () => {
    const clerk = await logIn(app(), PEOPLE.clerk);
    const upload = clerk.upload('documents?use=annex', { fileName: 'a.txt', bytes: Buffer.from('a') });
    const { id: documentId } = await clerk.must<{ id: string }>(upload);
    const body = { subject: 'Istanza', sender: { kind: 'ANONYMOUS' }, classificationCode: '6.1', documentId };
    await clerk.must(clerk.post('registrations', body));
  });

  const stamp = () => app().api.get(StampRoots).execute();

  async function rows() {
    const { rows: found } = await app().superuser.query<{
      root: Buffer;
      token: Buffer | null;
      level: string | null;
    }>(
      `SELECT day.merkle_root AS root, stamp.token, seal.level FROM daily_register day
         LEFT JOIN daily_register_timestamp stamp ON stamp.daily_register_id = day.id
         LEFT JOIN daily_register_seal seal ON seal.daily_register_id = day.id ORDER BY day.day`,
    );
    return found;
  }

  /** What OpenSSL says of a token over these bytes, with the authority's own root. */
  function opensslOn(token: Buffer, digest: Buffer): string {
    const [tokenFile, rootFile] = [join(app().dataDir, 'root.tst'), join(app().dataDir, 'root.pem')];
    writeFileSync(tokenFile, token);
    const base64 = live.pki.root.holder.certificate.toString('base64').replace(/.{64}/g, '$&\n');
    writeFileSync(rootFile, `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
    const { stdout, stderr } = spawnSync(
      'openssl',
      [
        'ts',
        '-verify',
        '-digest',
        digest.toString('hex'),
        '-in',
        tokenFile,
        '-token_in',
        '-CAfile',
        rootFile,
      ],
      { encoding: 'utf8' },
    );
    return `${stdout}${stderr}`;
  }

  it('is stamped; OpenSSL verifies the token over that root and over no other', async () => {
    clock = app().clock;
    app().clock.advance(DAY_MS);
    expect(await app().api.get(CloseDays).execute()).toBeGreaterThan(0);
    const closed = await rows();
    expect(closed.every(({ token }) => token === null)).toBe(true);
    expect(await stamp()).toBe(closed.length);
    for (const { root, token } of await rows()) {
      expect(opensslOn(token!, root)).toContain('Verification: OK');
      expect(opensslOn(token!, Buffer.alloc(32, 1))).toContain('message imprint mismatch');
    }
    expect(await stamp()).toBe(0);
  });

  it('has a sealed PDF with a timestamp of its own', async () => {
    await app().api.get(SealDays).execute();
    expect((await rows()).map(({ level }) => level)).toContain('B-T');
    const { rows: sealed } = await app().superuser.query<{ sha256: string }>(
      'SELECT pdf_sha256 AS sha256 FROM daily_register_seal LIMIT 1',
    );
    const store = app().api.get<ObjectStore>(OBJECT_STORE);
    const bytes = await buffer(await store.read(sealed[0]!.sha256));
    const verdict = await app().api.get(VerifyFile).judgeSource(bufferSource(bytes));
    expect(verdict).toMatchObject({ signatures: [{ coverage: 'WHOLE_FILE' }] });
  });

  it.each(['REJECTS', 'HTTP_500', 'GARBAGE', 'OTHER_NONCE'] as const)(
    'waits while the authority answers %s, and is stamped later',
    async (fault) => {
      app().clock.advance(DAY_MS);
      await app().api.get(CloseDays).execute();
      live.faults.timestamp = fault;
      expect(await stamp()).toBe(0);
      delete live.faults.timestamp;
      expect(await stamp()).toBeGreaterThan(0);
      expect((await rows()).every(({ token }) => token !== null)).toBe(true);
    },
  );
});
