import type { Refusal } from '@libro-firma/kernel';
import type { Credential, Signer, SigningDevice } from './signing-device.port';
import { signingRefusals } from './signing.refusals';

export interface Admission {
  readonly kind: SigningDevice['kind'];
  readonly demo: boolean;
  readonly now: Date;
}

/**
 * Whether a credential may sign in a step of a route, judged whenever it is read: at enrolment, before documents are
 * prepared for it, and again before its device is asked for signatures. Null: it may.
 *
 * CAD art. 35 c. 2 and 3: what signs by itself needs a certificate of its own, and is not for acts that somebody judges.
 */
export function refusalOfCredential(
  { certificate, attended }: Credential,
  signer: Signer,
  { kind, demo, now }: Admission,
): Refusal | null {
  if (kind === 'SOFTWARE' && !demo) return signingRefusals.SOFTWARE_KEY();
  if (certificate.taxCode !== signer.taxCode.toUpperCase())
    return signingRefusals.CERTIFICATE_OF_SOMEBODY_ELSE();
  if (certificate.automaticOnly || !attended) return signingRefusals.AUTOMATIC_CREDENTIAL();
  if (!certificate.forSignatures) return signingRefusals.NOT_A_SIGNING_CERTIFICATE();
  const { validFrom, validTo } = certificate;
  if (now >= validFrom && now <= validTo) return null;
  return signingRefusals.CERTIFICATE_NOT_IN_FORCE({
    validFrom: validFrom.toISOString().slice(0, 10),
    validTo: validTo.toISOString().slice(0, 10),
  });
}
