import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { refusalOfCredential } from '../domain/admissible-credential';
import type {
  Codes,
  Credential,
  DeviceSession,
  Signer,
  SigningDevice,
  ToSign,
} from '../domain/signing-device.port';
import { signingRefusals } from '../domain/signing.refusals';
import { SigningEnrolmentRow } from '../infrastructure/signing-enrolment.row';
import { Devices } from './devices';

export interface EnrolledCredential {
  readonly device: SigningDevice;
  readonly credential: Credential;
}

/** What a person signs with, read from its device and judged again each time. */
@Injectable()
export class EnrolledCredentials {
  constructor(
    private readonly database: Database,
    private readonly devices: Devices,
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks the device, which may take its time: not for use inside a unit of work. */
  async usableBy(actor: Actor, signer: Signer): Promise<Result<EnrolledCredential>> {
    const enrolment = await this.database.transaction(actor, () => this.enrolmentOf(signer.personId));
    if (!enrolment) return refuse(signingRefusals.NO_CERTIFICATE());
    const device = this.devices.find(enrolment.deviceId);
    if (!device.ok) return device;
    const credential = await device.value.credential(enrolment.credentialId);
    if (!credential.ok) return credential;
    const refusal = this.refusalOf(device.value, credential.value, signer);
    return refusal ? refuse(refusal) : accept({ device: device.value, credential: credential.value });
  }

  /**
   * Opens the device for exactly these documents. `expected` is the hash of the certificate that they were prepared for:
   * with another in its place, nothing is asked of the device.
   */
  async openSession(
    { device, credential }: EnrolledCredential,
    codes: Codes,
    toSign: readonly ToSign[],
  ): Promise<Result<DeviceSession>> {
    const session = await device.openSession({ credentialId: credential.id, codes, toSign });
    if (!session.ok) return session;
    if (session.value.certificateSha256 === credential.certificate.sha256) return session;
    await session.value.close();
    return refuse(signingRefusals.CERTIFICATE_CHANGED());
  }

  refusalOf(device: SigningDevice, credential: Credential, signer: Signer) {
    const { DEMO: demo } = this.platform;
    return refusalOfCredential(credential, signer, { kind: device.kind, demo, now: this.clock.now() });
  }

  /** Inside the caller's unit of work. */
  enrolmentOf(personId: string): Promise<SigningEnrolmentRow | null> {
    return this.database
      .rows(SigningEnrolmentRow)
      .createQueryBuilder('enrolment')
      .where('enrolment.person_id = :personId AND enrolment.ended_at IS NULL', { personId })
      .getOne();
  }
}
