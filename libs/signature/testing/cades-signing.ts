import { mustAccept } from '@libro-firma/kernel';
import type { CadesInput } from '../cades/cades-input';
import { completeCades } from '../cades/complete-cades';
import { prepareCades } from '../cades/prepare-cades';
import { joined } from '../cades/signed-bytes';
import { signWith } from '../keys/sign-with';
import type { TestHolder } from './pki/test-authority';

/** Both phases of a CAdES B-B signature by a signer of the test PKI. */
export function signCadesByTest(input: CadesInput, holder: TestHolder, algorithm = holder.algorithm): Buffer {
  const options = {
    ...holder,
    signingTime: new Date(),
    signatureAlgorithm: algorithm.scheme,
    digestAlgorithm: algorithm.digest,
  };
  const prepared = mustAccept(prepareCades(input, options));
  const value = signWith(holder.key, algorithm, prepared.toBeSigned);
  return joined(mustAccept(completeCades(input, prepared, value, holder)));
}
