import type { Certificate } from '@libro-firma/asn1';
import type { IssuerSource } from '../../issuers/issuer-client';
import type { GatheredFacts, TrustFacts } from '../facts/signature-facts';
import type { TrustContext } from './trust-context';
import { trustFacts } from './trust-facts';

/** Questions that one file may cause: its certificates, and the addresses in them, are a stranger's choice. */
const MAX_QUESTIONS = 10;
/** Certificates between a signer and an anchor that are looked for one after the other. */
const MAX_ROUNDS = 5;

/**
 * Looks for the issuers that a file left out, and gives those found to what the caller has, as candidates for chains. Asked
 * is only for chains that may still reach an anchor: there is one to reach, the key of the chain's first certificate made
 * the value at hand, and the chain ends at a certificate that somebody else issued. A certificate is asked about once, so
 * that issuers that name each other lead nowhere.
 *
 * @standard RFC 5280 §4.2.2.1; RFC 4158 §3.5, §5; ETSI EN 319 102-1 §5.2.3, §5.2.6
 */
export async function withIssuers(
  signatures: readonly GatheredFacts[],
  context: TrustContext,
  source: IssuerSource,
): Promise<TrustContext> {
  if (context.anchors.length === 0 && context.lists.length === 0) return context;
  const asked = new Set<string>();
  let known = context;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const found: Certificate[] = [];
    for (const certificate of endsOf(signatures, known)) {
      if (asked.has(certificate.sha256) || asked.size >= MAX_QUESTIONS) continue;
      asked.add(certificate.sha256);
      found.push(...(await source.issuersOf(certificate)));
    }
    if (found.length === 0) return known;
    known = { ...known, intermediates: [...known.intermediates, ...found] };
  }
  return known;
}

/** The last certificates of the chains that reach no anchor and were not ended by their own hand. */
function endsOf(signatures: readonly GatheredFacts[], context: TrustContext): readonly Certificate[] {
  return signatures
    .flatMap((facts) => [
      ...(facts.signer?.value === 'VALID' ? [trustFacts(facts, signatures, context)] : []),
    ])
    .flatMap(openChains)
    .flatMap(({ certificates }) => certificates.at(-1) ?? [])
    .filter(({ subject, issuer }) => !subject.der.equals(issuer.der));
}

type Path = NonNullable<TrustFacts['path']>;

function openChains({ path, proofs }: TrustFacts): readonly Path[] {
  const stamps = proofs.stamps.flatMap(({ chain }) => chain?.path ?? []);
  return [...(path ? [path] : []), ...stamps].filter(({ anchored }) => !anchored);
}
