import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bufferSource } from '../../../libs/pdf';
import { VALIDATION_POLICY } from '../../../libs/signature';
import { signCadesByTest } from '../../../libs/signature/testing/cades-signing';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import type { RepetitionView, VerificationView } from '../../../src/verification/http/verification.schema';
import { Application } from '../../support/application';
import { formOf } from '../../support/forms';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
const content = Buffer.from('Determina n. 12');
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

describeWith('database', 'a verification that is made again', () => {
  let app: Application;
  let live: LivePki;
  let auditor: Desk;

  beforeEach(async () => {
    live = await LivePki.start();
    app = await Application.start({
      worker: false,
      environment: { VERIFY_INNER_HOSTS: new URL(live.base).host, VERIFY_ONLINE_TIMEOUT_MS: '1000' },
    });
    writeFileSync(join(app.dataDir, 'trust', 'test-root.der'), live.pki.root.holder.read.der);
    auditor = await logIn(app, PEOPLE.auditor);
  }, 120_000);
  afterEach(async () => {
    await app.close();
    await live.close().catch(() => undefined);
  });

  const verify = async (bytes: Buffer) =>
    (
      await auditor.send<VerificationView>('POST', 'verifications', {
        ...formOf([{ fileName: 'atto.p7m', bytes }]),
      })
    ).body;
  const repeat = (id: string, bytes: Buffer) =>
    auditor.send<RepetitionView & { code: string; title: string }>(
      'POST',
      `verifications/${id}/repetitions`,
      {
        ...formOf([{ fileName: 'atto.p7m', bytes }]),
      },
    );
  /** The services die, months go by, and who was logged in logs in again. */
  const later = async (): Promise<void> => {
    await live.close();
    app.clock.advance(400 * DAY_MS);
    auditor = await logIn(app, PEOPLE.auditor);
  };
  const objects = async (): Promise<Map<string, string>> => {
    const root = join(app.dataDir, 'objects');
    const names = await readdir(root, { recursive: true });
    return new Map(
      names.flatMap((name) => {
        const digest = /[0-9a-f]{64}$/.exec(name)?.[0];
        return digest === undefined ? [] : [[digest, join(root, name)] as const];
      }),
    );
  };
  /** What only the owner of the database could do, with the triggers off. */
  const forge = async (id: string, policy: string, policySha256: string | null = null): Promise<void> => {
    await app.superuser.query(`SET session_replication_role = replica`);
    await app.superuser.query(
      `UPDATE verification_run SET report = jsonb_set(report, '{policy}', to_jsonb($2::text)), policy_sha256 = $3
        WHERE id = $1`,
      [id, policy, policySha256],
    );
    await app.superuser.query(`RESET session_replication_role`);
  };

  it.each(['OCSP', 'CRL'] as const)(
    'says the same to the last detail from its %s answer, the services dead and the certificate expired',
    async (kind) => {
      if (kind === 'CRL') live.faults.ocsp = 'HTTP_500';
      const file = stampedCms({ content, signer: live.pki.signer() });
      const run = await verify(file);
      expect(run.conclusion).toBe('TOTAL_PASSED');
      const signerAnswer = run.trust.answers?.[0];
      expect(signerAnswer).toMatchObject({ kind, url: expect.stringContaining(live.base) as string });
      await later();
      expect((await verify(file)).conclusion).toBe('INDETERMINATE');
      const { status, body } = await repeat(run.id, file);
      expect([status, body.conclusion, body.verifiedAt]).toEqual([200, 'TOTAL_PASSED', run.verifiedAt]);
      expect(body.repetition).toEqual({
        of: run.id,
        sameVerdict: true,
        sameFacts: true,
        factsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        differences: [],
      });
      expect(body.trust.answers).toEqual(run.trust.answers);
    },
  );

  it('finds again the issuer that the file left out, without asking for it', async () => {
    const full = live.pki.signer();
    const file = stampedCms({ content, signer: { ...full, chain: [live.pki.root.holder.certificate] } });
    const run = await verify(file);
    expect(run.conclusion).toBe('TOTAL_PASSED');
    expect(run.trust.answers?.[0]).toMatchObject({
      kind: 'ISSUER',
      sha256: live.pki.intermediate.holder.read.sha256,
      url: expect.stringContaining(live.base) as string,
    });
    await later();
    const { body } = await repeat(run.id, file);
    expect(body).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      repetition: { sameFacts: true, differences: [] },
    });
  });

  it('is open again where the service did not answer then, though it answers now', async () => {
    live.faults.ocsp = 'HTTP_500';
    live.faults.crl = 'HTTP_500';
    const file = stampedCms({ content, signer: live.pki.signer() });
    const run = await verify(file);
    expect(run.signatures[0]?.subIndication).toBe('TRY_LATER');
    expect(run.trust.answers?.[0]).toMatchObject({
      sha256: null,
      refusal: expect.stringMatching(/./) as string,
    });
    delete live.faults.ocsp;
    const { body } = await repeat(run.id, file);
    expect(body).toMatchObject({ conclusion: 'INDETERMINATE', repetition: { sameFacts: true } });
  });

  it('keeps one answer once, for however many verifications rested on it', async () => {
    const file = stampedCms({ content, signer: live.pki.signer() });
    const [first, second] = [await verify(file), await verify(file)];
    expect(second.trust.answers).toEqual(first.trust.answers);
    const kept = new Set(first.trust.answers?.map(({ sha256 }) => sha256));
    const there = [...(await objects()).keys()].filter((digest) => kept.has(digest));
    expect(there).toHaveLength(kept.size);
  });

  it('is refused by name when an answer is gone from the store, or other bytes or another policy stand there', async () => {
    const file = stampedCms({ content, signer: live.pki.signer() });
    const run = await verify(file);
    const other = await repeat(run.id, stampedCms({ content, signer: live.pki.signer() }));
    expect([other.status, other.body.code]).toEqual([409, 'VERIFICATION_OTHER_FILE']);
    const answer = run.trust.answers?.[0]?.sha256 ?? '';
    rmSync((await objects()).get(answer) ?? '');
    const gone = await repeat(run.id, file);
    expect([gone.status, gone.body.code]).toEqual([409, 'VERIFICATION_MATERIAL_GONE']);
    expect(gone.body.title).toContain(answer);
    await forge(run.id, 'libro-firma-validation/99');
    const unknown = await repeat(run.id, file);
    expect([unknown.status, unknown.body.code]).toEqual([409, 'VERIFICATION_POLICY_GONE']);
  });

  /** As a build of another time would have kept its policy. */
  const keepPolicy = async (content: string, sha256 = sha256Of(content)): Promise<string> => {
    await app.superuser.query(
      `INSERT INTO verification_policy (sha256, content, checks, first_used_at)
       SELECT $1, $2, checks, first_used_at FROM verification_policy LIMIT 1`,
      [sha256, content],
    );
    return sha256;
  };

  it('is judged by the algorithms of then, as they were kept with it, whatever this build thinks of them', async () => {
    const file = stampedCms({ content, signer: live.pki.signer() });
    const run = await verify(file);
    const version = 'libro-firma-validation/of-another-time';
    const strict = { ...VALIDATION_POLICY.algorithms, digestsUntil: { sha256: '2020-01-01T00:00:00Z' } };
    const stored = JSON.stringify({ version, levels: VALIDATION_POLICY.levels, algorithms: strict });
    await forge(run.id, version, await keepPolicy(stored));
    const { status, body } = await repeat(run.id, file);
    expect([status, body.trust.policy]).toEqual([200, version]);
    expect(body.signatures[0]?.subIndication).toBe('CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
    const again = await repeat(body.id, file);
    expect(again.body.repetition).toMatchObject({ sameFacts: true, differences: [] });
  });

  it('is refused when somebody changed the policy of then', async () => {
    const file = stampedCms({ content, signer: live.pki.signer() });
    const run = await verify(file);
    const lax = VALIDATION_POLICY.content.replace('2012-08-01', '2099-08-01');
    await forge(run.id, VALIDATION_POLICY.version, await keepPolicy(lax, 'a'.repeat(64)));
    const { status, body } = await repeat(run.id, file);
    expect([status, body.code]).toEqual([409, 'VERIFICATION_POLICY_GONE']);
  });

  it('is judged by the policy of then, without the checks that came later, and says what differs', async () => {
    const file = stampedCms({ content, signer: live.pki.signer() });
    const run = await verify(file);
    await forge(run.id, 'libro-firma-validation/3');
    const { body } = await repeat(run.id, file);
    expect(body.trust.policy).toBe('libro-firma-validation/3');
    const told = body.signatures[0]?.checks.map(({ id }) => id);
    expect(told).not.toContain('nothing-inside-can-change-what-is-shown');
    // The run that was forged had made that check: the repetition says that it is missing.
    expect(body.repetition).toMatchObject({
      sameVerdict: true,
      sameFacts: false,
      differences: [{ what: 'CHECK', then: expect.stringContaining('nothing-inside') as string }],
    });
  });

  it('needs what a detached signature signed, and says which file that was', async () => {
    const p7s = signCadesByTest({ kind: 'DETACHED', document: bufferSource(content) }, live.pki.signer());
    const form = formOf([
      { fileName: 'atto.p7s', bytes: p7s },
      { name: 'content', fileName: 'atto.txt', bytes: content },
    ]);
    const run = (await auditor.send<VerificationView>('POST', 'verifications', form)).body;
    expect(run.conclusion).toBe('TOTAL_PASSED');
    const without = await repeat(run.id, p7s);
    expect([without.status, without.body.code]).toEqual([409, 'VERIFICATION_OTHER_CONTENT']);
    expect(without.body.title).toContain('atto.txt');
    const again = await auditor.send<RepetitionView>('POST', `verifications/${run.id}/repetitions`, form);
    expect(again.body.repetition).toMatchObject({ sameVerdict: true, sameFacts: true });
  });
});
