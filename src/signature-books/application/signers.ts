import { Inject, Injectable } from '@nestjs/common';
import { type Refusal, refuse, type Result } from '@libro-firma/kernel';
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
import type { SigningItemRow } from '../infrastructure/batch.rows';
import { type SigningRequestRow, TaskRow } from '../infrastructure/request.rows';
import { Authorities } from './authorities';

/** Who signs: the person, the power, the certificate and the device belong together. */
@Injectable()
export class Signers {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly authorities: Authorities,
    private readonly certificates: SigningCertificates,
    @Inject(SIGNING_DEVICE) private readonly device: SigningDevice,
  ) {}

  async certificateOf(actor: Actor): Promise<Result<SigningCertificate>> {
    return this.certificates.usableBy(await this.signer(actor));
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

  /** Judged again for each signature: a power that ended or was revoked stops what the device has not been sent. */
  async refusalOf(
    personId: string,
    item: SigningItemRow,
    request: SigningRequestRow | undefined,
  ): Promise<Refusal | null> {
    const task = await this.database.rows(TaskRow).findOneByOrFail({ id: item.taskId });
    if (request?.state !== 'IN_ROUTE' || task.state !== 'SIGNING')
      return refusals.NOT_ALLOWED_NOW({ state: request?.state ?? task.state });
    const { documentTypeId, amount } = request;
    const authority = await this.authorities.judge(personId, { ...task, documentTypeId, amount });
    return authority ? null : refusals.POWER_ENDED();
  }

  private async signer(actor: Actor): Promise<Signer> {
    const personId = actor.personId ?? '';
    const { taxCode } = await this.database.transaction(actor, () => this.person(personId));
    return { personId, taxCode };
  }
}
