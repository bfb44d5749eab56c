import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import {
  SIGNING_DEVICE,
  type Signer,
  type SigningCertificate,
  type SigningDevice,
} from '../domain/signing-device.port';
import { signingRefusals } from '../domain/signing.refusals';

/** The certificate that a person signs with, judged before anything is prepared for it. */
@Injectable()
export class SigningCertificates {
  constructor(
    @Inject(SIGNING_DEVICE) private readonly device: SigningDevice,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In force now, and in the name of the signer's own tax code (case and prefix do not count). */
  async usableBy(signer: Signer): Promise<Result<SigningCertificate>> {
    const found = await this.device.certificateOf(signer);
    if (!found.ok) return found;
    const { taxCode, validFrom, validTo } = found.value;
    if (taxCode !== signer.taxCode.toUpperCase())
      return refuse(signingRefusals.CERTIFICATE_OF_SOMEBODY_ELSE());
    const now = this.clock.now();
    if (now < validFrom || now > validTo)
      return refuse(
        signingRefusals.CERTIFICATE_NOT_IN_FORCE({
          validFrom: validFrom.toISOString().slice(0, 10),
          validTo: validTo.toISOString().slice(0, 10),
        }),
      );
    return accept(found.value);
  }
}
