import {
  isSameName,
  readCertificates,
  readOrNothing,
  readSignedData,
  withoutArmour,
  type Certificate,
} from '@libro-firma/asn1';
import type { Clock } from '@libro-firma/kernel';
import { certificateSignature } from '@libro-firma/trust';
import type { Transport } from '../network/transport';

/** Whoever may know the certificate of an issuer that a file left out. */
export interface IssuerSource {
  /**
   * Certificates whose key signed this one, none where nothing is found. They are candidates for a chain: that they were
   * found, and where, makes none of them trusted.
   */
  issuersOf(certificate: Certificate): Promise<readonly Certificate[]>;
}

export interface IssuerClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
}

/** A bundle of a national authority holds some dozens of certificates. */
const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_CERTIFICATES = 100;
const MAX_URLS = 2;
const MAX_REMEMBERED = 500;
const REMEMBERED_MILLISECONDS = 24 * 3_600_000;

interface Remembered {
  readonly issuers: readonly Certificate[];
  readonly at: number;
}

/**
 * Asks the addresses that a certificate names for its issuer: one certificate in DER, a bundle without signature (p7c),
 * or either as PEM. Only what really signed the certificate is taken from the answer, whatever else comes with it; an
 * answer of any other kind, too large or late, gives none. What was found is remembered for a day.
 *
 * @standard RFC 5280 §4.2.2.1; RFC 5751 §3.8
 */
export function issuerClient({ transport, clock }: IssuerClientOptions): IssuerSource {
  const remembered = new Map<string, Remembered>();
  return {
    async issuersOf(certificate) {
      const now = clock.now().getTime();
      const known = remembered.get(certificate.sha256);
      if (known && now - known.at < REMEMBERED_MILLISECONDS) return known.issuers;
      const issuers = await fetchIssuers(certificate, transport, MAX_ANSWER_BYTES);
      if (issuers.length > 0) remember(remembered, certificate.sha256, { issuers, at: now });
      return issuers;
    },
  };
}

/**
 * Asks each address that the certificate names, until one gives certificates whose key signed it; remembers nothing.
 *
 * @standard RFC 5280 §4.2.2.1
 */
export async function fetchIssuers(
  certificate: Certificate,
  transport: Transport,
  maxBytes: number,
): Promise<readonly Certificate[]> {
  const urls = certificate.extensions.caIssuerUrls.filter((url) => /^https?:/i.test(url));
  for (const url of urls.slice(0, MAX_URLS)) {
    const answer = await transport.send({ url, maxBytes });
    const issuers = answer.ok ? certificatesIn(answer.value).filter((one) => isIssuer(one, certificate)) : [];
    if (issuers.length > 0) return issuers;
  }
  return [];
}

function certificatesIn(bytes: Buffer): readonly Certificate[] {
  const found =
    readOrNothing(() => readCertificates(bytes)) ??
    readOrNothing(() => readSignedData(withoutArmour(bytes)).certificates) ??
    [];
  return found.slice(0, MAX_CERTIFICATES);
}

function isIssuer(candidate: Certificate, certificate: Certificate): boolean {
  return (
    candidate.sha256 !== certificate.sha256 &&
    isSameName(candidate.subject, certificate.issuer) &&
    certificateSignature(certificate, candidate) === 'VALID'
  );
}

/** What was added first goes first. */
function remember(map: Map<string, Remembered>, key: string, value: Remembered): void {
  map.delete(key);
  if (map.size >= MAX_REMEMBERED) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
  map.set(key, value);
}
