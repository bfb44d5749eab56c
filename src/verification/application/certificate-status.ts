import { Injectable } from '@nestjs/common';
import { readCertificate } from '@libro-firma/asn1';
import { certificateSignature } from '@libro-firma/trust';
import { OnlineServices } from './online-services';

export type KnownStatus = 'GOOD' | 'REVOKED' | 'SUSPENDED' | 'UNKNOWN';

/** What the issuer of a certificate says of it now. */
@Injectable()
export class CertificateStatus {
  constructor(private readonly services: OnlineServices) {}

  /** Both DER. `UNKNOWN`: nobody may be asked, nobody answered, or `issuer` did not sign it. */
  async of(certificate: Buffer, issuer: Buffer): Promise<KnownStatus> {
    const [read, by] = [readCertificate(certificate), readCertificate(issuer)];
    const { sources } = this.services;
    if (!sources || certificateSignature(read, by) !== 'VALID') return 'UNKNOWN';
    const statement = await sources.revocation.statusOf(read, by);
    return statement.ok ? statement.value.status : 'UNKNOWN';
  }
}
