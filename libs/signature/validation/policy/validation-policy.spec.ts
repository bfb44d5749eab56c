import { createHash } from 'node:crypto';
import { bufferSource } from '@libro-firma/pdf';
import { ALGORITHM_POLICY, type AlgorithmPolicy } from '@libro-firma/trust';
import {
  findValidationPolicy,
  policyFromStore,
  storedPolicy,
  validateFile,
  VALIDATION_POLICY,
} from '../../index';
import { createTestPki } from '../../testing/pki/test-pki';
import { stampedCms } from '../../testing/stamped-cms';
import { ALL_CHECKS } from '../checks/all-checks';

const LATEST = 'nothing-inside-can-change-what-is-shown';

describe('a validation policy', () => {
  it('that verdicts were given by is still here, unchanged to the byte', () => {
    const digests = [1, 2, 3, 4].map(
      (number) => findValidationPolicy(`libro-firma-validation/${number}`)?.sha256,
    );
    expect(digests).toEqual([
      '56b50e0e2c52f3c1ce8a0b9188be08266774684f852b48b4bcbcdb475f8426da',
      'b4697ba1742d98cc05ab0d04daa4adaa0d10c86be4de3298aa7e006dc7b0bd19',
      'f11ddd54e264deb44b3707509189cb41304edfd236faac51b1acf94781c99dd1',
      '91bfd97054721ee84cfea5a622fce6cb8580deff996c4015a05dcdc973be18e0',
    ]);
    expect(VALIDATION_POLICY).toBe(findValidationPolicy(VALIDATION_POLICY.version));
  });

  it('names only checks that there are', () => {
    const ids = ALL_CHECKS.map(({ id }) => id);
    for (const number of [1, 2, 3, 4]) {
      const policy = findValidationPolicy(`libro-firma-validation/${number}`);
      expect(ids).toEqual(
        expect.arrayContaining([...Object.keys(policy?.levels ?? {}), ...(policy?.laterChecks ?? [])]),
      );
    }
  });

  it('that this build does not have is not found', () => {
    expect(findValidationPolicy('libro-firma-validation/99')).toBeUndefined();
  });

  it.each([1, 2, 3, 4])('comes back out of a store as it was (%i)', (number) => {
    const policy = findValidationPolicy(`libro-firma-validation/${number}`);
    const back = policy && policyFromStore(storedPolicy(policy));
    expect(back).toEqual({ ...policy, laterChecks: expect.any(Array) as string[] });
    expect(new Set(back?.laterChecks)).toEqual(new Set(policy?.laterChecks));
  });

  it('that somebody changed in the store is not taken', () => {
    const stored = storedPolicy(VALIDATION_POLICY);
    const content = stored.content.replace('2012-08-01', '2099-08-01');
    expect(content).not.toBe(stored.content);
    expect(policyFromStore({ ...stored, content })).toBeUndefined();
  });

  it.each<[string, Partial<AlgorithmPolicy>]>([
    ['a digest', { digestsUntil: { sha256: '2020-01-01T00:00:00Z' } }],
    ['the size of a key', { ecUntil: [{ fromBits: 256, until: '2020-01-01T00:00:00Z' }] }],
  ])('judges by its own algorithms: %s of whose end this build does not know', async (_, stricter) => {
    const pki = createTestPki();
    const source = bufferSource(stampedCms({ content: Buffer.from('Atto'), signer: pki.signer() }));
    const algorithms = { ...ALGORITHM_POLICY, ...stricter };
    const content = JSON.stringify({ version: 'stored/1', levels: {}, algorithms });
    const sha256 = createHash('sha256').update(content).digest('hex');
    const policy = policyFromStore({ ...storedPolicy(VALIDATION_POLICY), content, sha256 });
    const judged = async (by: typeof policy) =>
      (
        await validateFile(source, {
          anchors: [pki.root.holder.certificate],
          at: pki.now,
          ...(by && { policy: by }),
        })
      ).signatures[0]?.checks.find(({ id }) => id === 'algorithms-are-strong-enough')?.outcome;
    expect([await judged(VALIDATION_POLICY), await judged(policy)]).toEqual(['PASSED', 'FAILED']);
  });

  it('judges without the checks that came after it, and the report says by which it was judged', async () => {
    const pki = createTestPki();
    const source = bufferSource(stampedCms({ content: Buffer.from('Atto'), signer: pki.signer() }));
    const judged = async (version: string) => {
      const policy = findValidationPolicy(version);
      const report = await validateFile(source, { anchors: [], at: pki.now, ...(policy && { policy }) });
      return [report.policy, report.signatures[0]?.checks.some(({ id }) => id === LATEST)];
    };
    expect(await judged('libro-firma-validation/3')).toEqual(['libro-firma-validation/3', false]);
    expect(await judged(VALIDATION_POLICY.version)).toEqual([VALIDATION_POLICY.version, true]);
  });
});
