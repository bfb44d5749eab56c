import { X509Certificate } from 'node:crypto';
import { DEMO_MARK } from './demo-names';

/** True for a certificate of a demo authority, which says so in its own names. */
export function isDemoCertificate(der: Buffer): boolean {
  const { subject, issuer } = new X509Certificate(der);
  return isDemoName(subject) || isDemoName(issuer);
}

/** True for a name, in whatever form it was written, that bears the mark. */
export function isDemoName(name: string): boolean {
  return name.includes(DEMO_MARK);
}
