import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { CertificateStatus } from '../../verification';
import type { CertificateProblem } from '../domain/certificate-problem';
import { signingRefusals } from '../domain/signing.refusals';
import type { SigningCertificate } from '../domain/signing-device.port';
import type { SigningEnrolmentRow } from '../infrastructure/signing-enrolment.row';
import { Devices } from './devices';

const DAY_MS = 24 * 3_600_000;
/** Providers take weeks to renew a certificate in person. */
const SOON_DAYS = 30;

const GONE = [signingRefusals.NO_SUCH_CREDENTIAL().code, signingRefusals.NO_SUCH_DEVICE({ device: '' }).code];

/** What is wrong with the certificate of an enrolment today. */
@Injectable()
export class CertificateProblems {
  constructor(
    private readonly devices: Devices,
    private readonly status: CertificateStatus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null: nothing. `NOT_TOLD`: its device does not answer now, which says nothing of the certificate. */
  async of(enrolment: SigningEnrolmentRow, taxCode: string): Promise<CertificateProblem | null | 'NOT_TOLD'> {
    const device = this.devices.find(enrolment.deviceId);
    const credential = device.ok ? await device.value.credential(enrolment.credentialId) : device;
    if (!credential.ok) return GONE.includes(credential.refusal.code) ? 'GONE' : 'NOT_TOLD';
    const { certificate } = credential.value;
    if (certificate.taxCode !== taxCode.toUpperCase()) return 'OF_SOMEBODY_ELSE';
    const left = certificate.validTo.getTime() - this.clock.now().getTime();
    if (left < 0) return 'EXPIRED';
    if (await this.isRevoked(certificate)) return 'REVOKED';
    return left < SOON_DAYS * DAY_MS ? 'EXPIRES_SOON' : null;
  }

  /** Suspended counts too: CAD art. 24 c. 4-bis gives a signature made meanwhile no more effect than a revoked one. */
  private async isRevoked({ certificate, chain: [issuer] }: SigningCertificate): Promise<boolean> {
    if (!issuer) return false;
    return ['REVOKED', 'SUSPENDED'].includes(await this.status.of(certificate, issuer));
  }
}
