import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDemoPki } from '@libro-firma/signature';
import { Client } from 'pg';
import type { ApiClient } from '../../../src/cli/main-job/api-client';
import { CscServer } from '../../support/csc/server';
import type { NewCodes } from './load';
import type { Town } from './town';

const CREDENTIAL = 'credenziale';
/** Fewer than a batch has, so that some batches take two codes. */
const MULTISIGN = 30;
const SCATTER_MS = 400;

/** The official's remote signature: a provider that outlives every kill, and the telephone that shows him each new code. */
export class RemoteSigner {
  readonly pin = Array.from({ length: 12 }, () => randomInt(10)).join('');
  private readonly shown: string[] = [];

  private constructor(readonly server: CscServer) {}

  static async start(): Promise<RemoteSigner> {
    const server = await CscServer.start([]);
    server.delayMs = randomInt(SCATTER_MS / 2, SCATTER_MS);
    return new RemoteSigner(server);
  }

  /** What the service is started with. */
  get environment(): Readonly<Record<string, string>> {
    return { SIGNING_PROVIDERS: JSON.stringify([this.server.settings({ timeoutSeconds: 5 })]) };
  }

  /** A key in his name, of an authority that the town trusts; then he goes through his first use. */
  async enrol(town: Town, signer: ApiClient): Promise<void> {
    const { id: personId } = (await signer.get<{ person: { id: string } }>('/session')).person;
    const database = new Client({ connectionString: town.ownerUrl() });
    await database.connect();
    const { rows } = await database.query<{ given_name: string; family_name: string; tax_code: string }>(
      'SELECT given_name, family_name, tax_code FROM person WHERE id = $1',
      [personId],
    );
    await database.end();
    const [person] = rows;
    if (!person) throw new Error('the signer is nobody of the town');
    const pki = createDemoPki({ organisation: 'Prestatore di prova', now: new Date() });
    writeFileSync(join(town.folder, 'trust', 'provider-root.der'), pki.root);
    const { key, certificate, chain } = pki.issueSigner({
      givenName: person.given_name,
      surname: person.family_name,
      taxCode: person.tax_code,
      kind: 'rsa',
    });
    this.server.credentials.set(CREDENTIAL, {
      id: CREDENTIAL,
      userId: person.tax_code,
      key,
      certificates: [certificate, ...chain],
      scal: '2',
      multisign: MULTISIGN,
      pin: this.pin,
      otp: 'online',
    });
    await signer.post('/signing-device', { deviceId: 'prova', credentialId: CREDENTIAL, ...this.codes() });
  }

  readonly codes: NewCodes = () => {
    const otp = this.server.authorisations.nextOtp(CREDENTIAL);
    this.shown.push(otp);
    return { pin: this.pin, otp };
  };

  /** Everything that must stand nowhere: the PIN, the last codes, and what they were given for. */
  secrets(): string[] {
    return [this.pin, ...this.shown.slice(-50), ...this.server.authorisations.latest(50)];
  }

  /** Signatures that the provider was asked for once more, after the process that had asked was killed. */
  askedAgain(): number {
    return [...this.server.signed.values()].reduce((sum, times) => sum + times - 1, 0);
  }
}
