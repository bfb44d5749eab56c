import { bufferSource } from '@libro-firma/pdf';
import { findValidationPolicy, validateFile, VALIDATION_POLICY } from '../../index';
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
