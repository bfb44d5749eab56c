import { readCertificate, readOrNothing, type Certificate } from '@libro-firma/asn1';
import { buildPath } from '@libro-firma/trust';
import type { GatheredFacts, TrustFacts } from './facts/signature-facts';

/** What the caller believes, and the instant for which he asks. */
export interface TrustContext {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly at: Date;
}

/** Finds what can be proven of the signer's certificate. */
export function trustFacts(facts: GatheredFacts, context: TrustContext): TrustFacts {
  const { anchors, intermediates, at } = context;
  const certificate = facts.signer?.certificate;
  const path =
    certificate &&
    buildPath(certificate, {
      anchors,
      intermediates: [...facts.material.certificates, ...intermediates],
      at,
    });
  return { path, at };
}

/** Certificates out of DER, those that cannot be read left out. */
export function readableCertificates(ders: readonly Buffer[]): readonly Certificate[] {
  return ders.flatMap((der) => readOrNothing(() => readCertificate(der)) ?? []);
}
