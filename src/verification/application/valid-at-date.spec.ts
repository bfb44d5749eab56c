import type { SignatureReport } from '@libro-firma/signature';
import { bufferSource } from '@libro-firma/pdf';
import { validateFile } from '@libro-firma/signature';
import { createTestPki } from '../../../libs/signature/testing/pki/test-pki';
import { type StampedCmsRequest, stampedCms } from '../../../libs/signature/testing/stamped-cms';
import type { ProofOfDate } from './proofs-of-date';
import { validAtDate } from './valid-at-date';

const DAY_MS = 86_400_000;
const now = new Date('2026-06-15T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
const legal = (instant: Date): string => instant.toISOString().slice(0, 10);
const registered = (at: Date): ProofOfDate => ({
  kind: 'DAILY_REGISTER',
  reference: 'registro giornaliero 2026/120',
  at: at.toISOString(),
  text: { it: '', en: '' },
});

describe('whether a signature was valid on a day', () => {
  const pki = createTestPki({ now });
  /** Judged a minute after now, with the root trusted and every status unknown, as without a network. */
  const judged = async (request: Omit<StampedCmsRequest, 'content'>): Promise<SignatureReport> => {
    const source = bufferSource(stampedCms({ content: Buffer.from('Atto'), ...request }));
    const report = await validateFile(source, {
      anchors: [pki.root.holder.certificate],
      at: new Date(now.getTime() + 60_000),
    });
    const [signature] = report.signatures;
    if (!signature) throw new Error('no signature');
    return signature;
  };
  /** As if every service had spoken well of the whole chain. */
  const good = (signature: SignatureReport, changes: Partial<SignatureReport> = {}): SignatureReport => ({
    ...signature,
    indication: 'TOTAL_PASSED',
    subIndication: null,
    chain: signature.chain.map((member) => ({
      ...member,
      revocation: { ...member.revocation, state: member.isAnchor ? 'NOT_ASKED' : 'GOOD' },
    })),
    ...changes,
  });

  it('is not proven by what the signer says, nor by today’s verdict', async () => {
    const signature = good(await judged({ signer: pki.signer(), signingTime: daysAgo(100) }));
    expect(validAtDate(signature, [], legal(daysAgo(100)))).toMatchObject({
      answer: 'NOT_PROVEN',
      proof: null,
    });
  });

  it('rests on the timestamp in the file from its day on, and not before', async () => {
    const stamp = { by: pki.timestampAuthority, time: daysAgo(30) };
    const stamped = good(await judged({ signer: pki.signer(), signatureStamps: [stamp] }), {
      bestSignatureTime: { time: daysAgo(30).toISOString(), proven: true, by: 'SIGNATURE_TIMESTAMP' },
    });
    expect(validAtDate(stamped, [], legal(daysAgo(31)))).toMatchObject({
      answer: 'NOT_PROVEN',
      proof: { kind: 'TIMESTAMP' },
    });
    expect(validAtDate(stamped, [], legal(daysAgo(30)))).toMatchObject({
      answer: 'VALID',
      proof: { kind: 'TIMESTAMP', at: daysAgo(30).toISOString() },
    });
  });

  it('rests on a timestamped register where the file proves nothing', async () => {
    const signature = good(await judged({ signer: pki.signer() }));
    const proofs = [registered(daysAgo(10))];
    expect(validAtDate(signature, proofs, legal(daysAgo(11))).answer).toBe('NOT_PROVEN');
    const { answer, proof, text } = validAtDate(signature, proofs, legal(daysAgo(10)));
    expect([answer, proof?.reference]).toEqual(['VALID', 'registro giornaliero 2026/120']);
    expect(text.it).toContain('registro giornaliero');
  });

  it.each([
    ['revoked after the proof', 'REVOKED', daysAgo(5), 'VALID'],
    ['revoked before the proof', 'REVOKED', daysAgo(20), 'NOT_PROVEN'],
    ['suspended before the proof', 'SUSPENDED', daysAgo(20), 'OPEN'],
    ['of unknown status', 'UNKNOWN', null, 'OPEN'],
  ] as const)('with a certificate %s', async (_, state, since, answer) => {
    const signature = good(await judged({ signer: pki.signer() }));
    const [signer, ...rest] = signature.chain;
    if (!signer) throw new Error('no chain');
    const revocation = { ...signer.revocation, state, since: since?.toISOString() ?? null };
    const revoked = {
      ...signature,
      indication: 'INDETERMINATE',
      subIndication: 'REVOKED_NO_POE',
      chain: [{ ...signer, revocation }, ...rest],
    } as const;
    expect(validAtDate(revoked, [registered(daysAgo(10))], legal(daysAgo(9))).answer).toBe(answer);
  });

  it('with a certificate that had expired when the proof came is not proven', async () => {
    const signature = good(
      await judged({ signer: pki.signer({ notBefore: daysAgo(300), notAfter: daysAgo(20) }) }),
      {
        indication: 'INDETERMINATE',
        subIndication: 'OUT_OF_BOUNDS_NO_POE',
      },
    );
    expect(validAtDate(signature, [registered(daysAgo(10))], legal(now)).answer).toBe('NOT_PROVEN');
    expect(validAtDate(signature, [registered(daysAgo(25))], legal(now)).answer).toBe('VALID');
  });

  it('is no on every day for what was altered, and open for what is held back by anything but time', async () => {
    const signature = await judged({ signer: pki.signer() });
    const proofs = [registered(daysAgo(10))];
    const altered = { ...signature, indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE' } as const;
    expect(validAtDate(altered, proofs, legal(now)).answer).toBe('NOT_VALID');
    const held = {
      ...good(signature),
      indication: 'INDETERMINATE',
      subIndication: 'SIG_CONSTRAINTS_FAILURE',
    } as const;
    expect(validAtDate(held, proofs, legal(now)).answer).toBe('OPEN');
    const strange = good(signature, { chain: good(signature).chain.slice(0, 1) });
    expect(validAtDate(strange, proofs, legal(now)).answer).toBe('OPEN');
  });
});
