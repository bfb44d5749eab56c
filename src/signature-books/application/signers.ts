import { Inject, Injectable } from '@nestjs/common';
import { refuse, type Result } from '@libro-firma/kernel';
import { People } from '../../organisation';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import {
  type DeviceSession,
  SIGNING_DEVICE,
  type Signer,
  type SigningCertificate,
  SigningCertificates,
  type SigningDevice,
} from '../../signing';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { RouteProgress } from './route-progress';

/** Who signs: the person, the power, the certificate and the device belong together. */
@Injectable()
export class Signers {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly progress: RouteProgress,
    private readonly certificates: SigningCertificates,
    @Inject(SIGNING_DEVICE) private readonly device: SigningDevice,
  ) {}

  async certificateOf(actor: Actor): Promise<Result<SigningCertificate>> {
    return this.certificates.usableBy(await this.signer(actor));
  }

  /** Judged when a batch is opened, and again with each chunk that is signed. */
  async hasPower(personId: string): Promise<boolean> {
    return (await this.progress.power(personId, 'SIGN')) !== null;
  }

  async person(personId: string): Promise<{ readonly fullName: string; readonly taxCode: string }> {
    const person = (await this.people.find([personId])).get(personId);
    if (!person) throw new Error(`person ${personId} is not there`);
    return person;
  }

  /** Opens the device with the code; refused when its certificate is not the one that everything was prepared for. */
  async openSession(
    actor: Actor,
    preparedFor: string | undefined,
    code: string,
  ): Promise<Result<DeviceSession>> {
    const signer = await this.signer(actor);
    const certificate = await this.certificates.usableBy(signer);
    if (!certificate.ok) return certificate;
    if (certificate.value.certificate.toString('base64') !== preparedFor)
      return refuse(refusals.CERTIFICATE_CHANGED());
    const session = await this.device.openSession(signer, code);
    if (session.ok && session.value.certificateSha256 !== certificate.value.sha256) {
      await session.value.close();
      return refuse(refusals.CERTIFICATE_CHANGED());
    }
    return session;
  }

  private async signer(actor: Actor): Promise<Signer> {
    const personId = actor.personId ?? '';
    const { taxCode } = await this.database.transaction(actor, () => this.person(personId));
    return { personId, taxCode };
  }
}
