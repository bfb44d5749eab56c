import { readCertificate, readOrRefuse, type Certificate } from '@libro-firma/asn1';
import { refuse, type Result } from '@libro-firma/kernel';
import { signatureRefusals } from '../signature.refusals';

/** Reads a certificate that a caller names; refuses `SIGNATURE_CERTIFICATE_UNREADABLE`. */
export function readNamedCertificate(bytes: Buffer): Result<Certificate> {
  const read = readOrRefuse(() => readCertificate(bytes));
  if (read.ok) return read;
  return refuse(signatureRefusals.CERTIFICATE_UNREADABLE({ reason: read.refusal.text.en }));
}

/** Reads the signer's certificate and checks that those of the chain can be read too. */
export function readCertificateChain(certificate: Buffer, chain: readonly Buffer[]): Result<Certificate> {
  for (const member of chain) {
    const read = readNamedCertificate(member);
    if (!read.ok) return read;
  }
  return readNamedCertificate(certificate);
}
