import { nameText, type Certificate } from '@libro-firma/asn1';
import type { RevocationStatus } from '@libro-firma/trust';
import type { TrustFacts } from '../facts/signature-facts';
import type { ChainMemberReport } from './validation-report';

const NOTHING_KNOWN = { source: null, asOf: null, since: null, reason: null, problems: [] };

/** The chain of a signer's certificate, with what is known of the revocation of each. */
export function chainReport({ path, revocation }: TrustFacts): readonly ChainMemberReport[] {
  const certificates = path?.certificates ?? [];
  return certificates.map((certificate, index) => ({
    ...identityOf(certificate),
    isAnchor: path?.anchored === true && index === certificates.length - 1,
    revocation: revocationReport(revocation[index] ?? { state: 'NOT_ASKED' }),
  }));
}

type Identity = Pick<ChainMemberReport, 'subject' | 'certificateSha256' | 'validFrom' | 'validTo'>;
const identities = new WeakMap<Certificate, Identity>();

/** What never changes of a certificate is written once for all files that hold it. */
function identityOf(certificate: Certificate): Identity {
  const known = identities.get(certificate);
  if (known) return known;
  const identity = {
    subject: nameText(certificate.subject),
    certificateSha256: certificate.sha256,
    validFrom: certificate.notBefore.toISOString(),
    validTo: certificate.notAfter.toISOString(),
  };
  identities.set(certificate, identity);
  return identity;
}

function revocationReport(status: RevocationStatus): ChainMemberReport['revocation'] {
  switch (status.state) {
    case 'NOT_ASKED':
      return { state: status.state, ...NOTHING_KNOWN };
    case 'UNKNOWN':
      return { state: status.state, ...NOTHING_KNOWN, problems: status.problems };
    case 'GOOD':
      return { state: status.state, ...NOTHING_KNOWN, ...sourceOf(status.evidence) };
    default:
      return {
        state: status.state,
        ...NOTHING_KNOWN,
        ...sourceOf(status.evidence),
        since: status.since.toISOString(),
        reason: status.reason,
      };
  }
}

function sourceOf({ kind, thisUpdate }: { readonly kind: 'OCSP' | 'CRL'; readonly thisUpdate: Date }): {
  readonly source: 'OCSP' | 'CRL';
  readonly asOf: string;
} {
  return { source: kind, asOf: thisUpdate.toISOString() };
}
