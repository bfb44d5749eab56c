import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { issuerClient, publicTransport, revocationClient } from '@libro-firma/signature';
import { CLOCK } from '../../platform/clock';
import type { OnlineSources } from './recorded-answers';
import { VERIFICATION_SETTINGS, type VerificationSettings } from '../verification.settings';

/** OCSP, CRL and issuers' services on the network, or none where the installation asks nobody. */
@Injectable()
export class OnlineServices {
  readonly sources: OnlineSources | undefined;

  constructor(@Inject(VERIFICATION_SETTINGS) settings: VerificationSettings, @Inject(CLOCK) clock: Clock) {
    const { VERIFY_ONLINE, VERIFY_ONLINE_TIMEOUT_MS, VERIFY_INNER_HOSTS } = settings;
    const transport = publicTransport({
      timeoutMilliseconds: VERIFY_ONLINE_TIMEOUT_MS,
      exceptions: VERIFY_INNER_HOSTS,
    });
    this.sources = VERIFY_ONLINE
      ? { revocation: revocationClient({ transport, clock }), issuers: issuerClient({ transport, clock }) }
      : undefined;
  }
}
