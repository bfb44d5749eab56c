import { qualifyCertificate } from '@libro-firma/trust';
import type { GatheredFacts, TrustFacts } from '../facts/signature-facts';
import { chainFacts, chainMaterial } from './chain-facts';
import { coveringStamps } from './covering-stamps';
import { proofsOfExistence } from './proofs-of-existence';
import type { TrustContext } from './trust-context';

/**
 * Finds what can be proven of a signature in time: by when it existed, and what its certificate was worth then. What the
 * signer, the file or the caller merely say of the time moves nothing.
 *
 * @param others all signatures and timestamps of the same file.
 * @standard ETSI EN 319 102-1 §5.3, §5.5, §5.6
 */
export function trustFacts(
  facts: GatheredFacts,
  others: readonly GatheredFacts[],
  context: TrustContext,
): TrustFacts {
  const material = chainMaterial(facts.material, context);
  const proofs = proofsOfExistence(coveringStamps(facts, others), material);
  const certificate = facts.signer?.certificate;
  const { time } = proofs.value;
  const stamp = facts.family === 'xml' ? undefined : facts.timestamp;
  const asked = {
    ...(stamp
      ? ({ purpose: 'TIMESTAMPS', doneAt: stamp.info.genTime } as const)
      : ({ purpose: 'CERTIFICATES', doneAt: time } as const)),
    instant: proofs.value,
    provenAt: proofs.all.time,
  };
  const chain = certificate && chainFacts(certificate, asked, material);
  return {
    at: context.at,
    lists: context.lists,
    algorithms: context.policy.algorithms,
    qualified: qualifyCertificate(
      { chain: chain?.path.certificates ?? [], at: time, now: context.at },
      context.lists,
    ),
    proofs,
    path: chain?.path,
    revocation: chain?.revocation ?? [],
  };
}
