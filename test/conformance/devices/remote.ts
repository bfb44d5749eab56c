import { CscDevice } from '../../../src/signing/infrastructure/csc/csc.device';
import { cscProvider } from '../../../src/signing/infrastructure/csc/csc-settings';
import type { HeldCredential } from '../../support/csc/credentials';
import { CscServer } from '../../support/csc/server';
import { ADA, type Bench, keyOfAda } from './bench';

const PIN = '13572468';
export const CREDENTIAL = 'credenziale-di-ada';

export interface RemoteBench extends Bench {
  readonly server: CscServer;
}

/** A provider of ours with a key of hers, asked by PIN and by a one-time code that it sends. */
export async function remoteBench(
  kind: 'rsa' | 'ec',
  credential: Partial<HeldCredential> = {},
  settings: object = {},
): Promise<RemoteBench> {
  const { key, certificate, chain } = keyOfAda(kind);
  const server = await CscServer.start([
    {
      id: CREDENTIAL,
      userId: ADA.taxCode,
      key,
      certificates: [certificate, ...chain],
      scal: '2',
      pin: PIN,
      otp: 'online',
      multisign: 60,
      ...credential,
    },
  ]);
  return {
    server,
    device: new CscDevice(
      cscProvider.parse(server.settings({ userId: '{taxCode}', timeoutSeconds: 3, ...settings })),
    ),
    credentialId: CREDENTIAL,
    codes: () => ({ pin: PIN, otp: server.authorisations.nextOtp(CREDENTIAL) }),
    wrongCodes: { pin: PIN, otp: '000000' },
    missingCodes: { pin: PIN },
    schemes: kind === 'rsa' ? ['rsa-pkcs1', 'rsa-pss'] : ['ecdsa'],
    close: () => server.close(),
  };
}
