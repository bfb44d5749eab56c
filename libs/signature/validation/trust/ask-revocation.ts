import type { Certificate } from '@libro-firma/asn1';
import type { RevocationSource } from '../../revocation/revocation-client';
import type { GatheredFacts, TrustFacts } from '../facts/signature-facts';
import type { ChainFacts } from './chain-facts';
import type { TrustContext } from './trust-context';
import { trustFacts } from './trust-facts';

/** Questions that one file may cause: its certificates are a stranger's choice. */
const MAX_QUESTIONS = 30;

interface Question {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/**
 * Asks about every certificate of which nothing reliable is at hand, and gives the answers to what the caller has. Only
 * chains that reach an anchor are asked about: the addresses in any other certificate are those of an unknown.
 */
export async function withAnswers(
  signatures: readonly GatheredFacts[],
  context: TrustContext,
  source: RevocationSource,
): Promise<TrustContext> {
  const open = new Map<string, Question>();
  for (const facts of signatures)
    for (const question of questionsOf(trustFacts(facts, signatures, context)))
      open.set(question.certificate.sha256, question);
  const crls: Buffer[] = [];
  const ocspResponses: Buffer[] = [];
  for (const { certificate, issuer } of [...open.values()].slice(0, MAX_QUESTIONS)) {
    const answer = await source.statusOf(certificate, issuer);
    if (answer.ok) (answer.value.kind === 'CRL' ? crls : ocspResponses).push(answer.value.der);
  }
  return {
    ...context,
    revocation: {
      crls: [...context.revocation.crls, ...crls],
      ocspResponses: [...context.revocation.ocspResponses, ...ocspResponses],
    },
  };
}

function questionsOf({ path, revocation, proofs }: TrustFacts): readonly Question[] {
  const chains: readonly ChainFacts[] = [
    ...(path ? [{ path, revocation }] : []),
    ...proofs.stamps.flatMap(({ chain }) => chain ?? []),
  ];
  return chains.filter((chain) => chain.path.anchored).flatMap(openIn);
}

function openIn({ path, revocation }: ChainFacts): readonly Question[] {
  return path.certificates.flatMap((certificate, index) => {
    const issuer = path.certificates[index + 1];
    return issuer && revocation[index]?.state === 'UNKNOWN' ? [{ certificate, issuer }] : [];
  });
}
