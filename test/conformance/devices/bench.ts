import { createDemoPki, type DemoSigner } from '@libro-firma/signature';
import type { Codes, SigningDevice } from '../../../src/signing';

/** A device with a key of one person, as every adapter is tried. */
export interface Bench {
  readonly device: SigningDevice;
  readonly credentialId: string;
  /** Codes that open it now; a one-time code is a new one each time. */
  codes(): Codes;
  readonly wrongCodes: Codes;
  readonly missingCodes: Codes;
  readonly schemes: readonly string[];
  close(): Promise<void>;
}

export const ADA = { personId: '01976d2e-0000-7000-8000-000000000001', taxCode: 'PRVDAA80A41G273X' };

/** A key of her with a certificate of a demonstration authority. */
export function keyOfAda(kind: 'rsa' | 'ec', password = 'demo'): DemoSigner {
  const pki = createDemoPki({ organisation: 'Comune di Prova', now: new Date() });
  return pki.issueSigner({ givenName: 'Ada', surname: 'Prova', taxCode: ADA.taxCode, kind, password });
}
