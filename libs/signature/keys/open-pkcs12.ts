import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Asn1Error, isSameName, readCertificate, readOrNothing, type Certificate } from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { publicKeyOf } from '@libro-firma/trust';
import { signatureRefusals } from '../signature.refusals';
import { readPkcs12, type Pkcs12Content } from './pkcs12-content';

/** What a PKCS#12 file holds for signing. The key stays in memory only; never store or log it. */
export interface OpenedPkcs12 {
  /** DER of the certificate that belongs to the key. */
  readonly certificate: Buffer;
  /** Certificates above it, DER, signer's issuer first as far as they link, then the others. */
  readonly chain: readonly Buffer[];
  readonly key: KeyObject;
}

const MAX_BYTES = 1024 * 1024;

/**
 * Opens a PKCS#12 file with RSA, elliptic curve or Ed25519 key: PBES2 with AES, and the older 3DES and RC2. The
 * authentication code is checked before anything is decrypted.
 *
 * Refusals: `SIGNATURE_PKCS12_WRONG_PASSWORD`, `SIGNATURE_PKCS12_UNREADABLE`, `SIGNATURE_PKCS12_WITHOUT_KEY`,
 * `SIGNATURE_PKCS12_TOO_LARGE` (more than 1 MiB). None of them holds the password.
 *
 * @standard RFC 7292; RFC 8018; RFC 9579
 */
export function openPkcs12(bytes: Buffer, password: string): Result<OpenedPkcs12> {
  if (bytes.length > MAX_BYTES) return refuse(signatureRefusals.PKCS12_TOO_LARGE({ limit: MAX_BYTES }));
  let content: Pkcs12Content | 'WRONG_PASSWORD';
  try {
    content = readPkcs12(bytes, password);
  } catch (error) {
    if (!(error instanceof Asn1Error || error instanceof RangeError)) throw error;
    return refuse(signatureRefusals.PKCS12_UNREADABLE());
  }
  if (content === 'WRONG_PASSWORD') return refuse(signatureRefusals.PKCS12_WRONG_PASSWORD());
  const certificates = content.certificates.flatMap((der) => readOrNothing(() => readCertificate(der)) ?? []);
  for (const pkcs8 of content.keys) {
    const key = importKey(pkcs8);
    const own = key && certificates.find((certificate) => belongs(certificate, key));
    if (own) {
      return accept({ certificate: own.der, chain: chainOf(own, certificates), key });
    }
  }
  return refuse(signatureRefusals.PKCS12_WITHOUT_KEY());
}

function importKey(pkcs8: Buffer): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch {
    return undefined;
  }
}

function belongs(certificate: Certificate, key: KeyObject): boolean {
  return publicKeyOf(certificate.publicKey)?.equals(createPublicKey(key)) ?? false;
}

function chainOf(own: Certificate, all: readonly Certificate[]): readonly Buffer[] {
  const rest = all.filter((certificate) => certificate !== own);
  const ordered: Certificate[] = [];
  for (let last = own; rest.length > 0;) {
    const at = rest.findIndex((candidate) => isSameName(candidate.subject, last.issuer));
    const [next] = rest.splice(at < 0 ? 0 : at, 1);
    if (!next) break;
    ordered.push(next);
    if (at >= 0) last = next;
  }
  return ordered.map((certificate) => certificate.der);
}
