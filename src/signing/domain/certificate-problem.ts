import type { Refusal } from '@libro-firma/kernel';
import { signingRefusals } from './signing.refusals';

/** What the watch over certificates may find, as a row keeps it. */
export const CERTIFICATE_PROBLEMS = [
  'EXPIRES_SOON',
  'EXPIRED',
  'REVOKED',
  'OF_SOMEBODY_ELSE',
  'GONE',
] as const;
export type CertificateProblem = (typeof CERTIFICATE_PROBLEMS)[number];

export function refusalOfProblem(problem: string, validTo: Date): Refusal | null {
  const day = validTo.toISOString().slice(0, 10);
  switch (problem as CertificateProblem) {
    case 'EXPIRES_SOON':
      return signingRefusals.CERTIFICATE_EXPIRES_SOON({ validTo: day });
    case 'EXPIRED':
      return signingRefusals.CERTIFICATE_EXPIRED({ validTo: day });
    case 'REVOKED':
      return signingRefusals.CERTIFICATE_REVOKED();
    case 'OF_SOMEBODY_ELSE':
      return signingRefusals.CERTIFICATE_OF_SOMEBODY_ELSE();
    case 'GONE':
      return signingRefusals.NO_SUCH_CREDENTIAL();
    default:
      return null;
  }
}
