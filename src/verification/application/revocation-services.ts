import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { publicTransport, revocationClient, type RevocationSource } from '@libro-firma/signature';
import { CLOCK } from '../../platform/clock';
import { VERIFICATION_SETTINGS, type VerificationSettings } from '../verification.settings';

/** OCSP and CRL services on the network, or none where the installation asks nobody. */
@Injectable()
export class RevocationServices {
  readonly source: RevocationSource | undefined;

  constructor(@Inject(VERIFICATION_SETTINGS) settings: VerificationSettings, @Inject(CLOCK) clock: Clock) {
    const { VERIFY_ONLINE, VERIFY_ONLINE_TIMEOUT_MS, VERIFY_INNER_HOSTS } = settings;
    const transport = publicTransport({
      timeoutMilliseconds: VERIFY_ONLINE_TIMEOUT_MS,
      exceptions: VERIFY_INNER_HOSTS,
    });
    this.source = VERIFY_ONLINE ? revocationClient({ transport, clock }) : undefined;
  }
}
