import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDemoPki, type DemoPki } from '@libro-firma/signature';
import type { Application } from '../application';
import type { HeldCredential } from './credentials';
import { CscServer } from './server';

export interface RemotePerson {
  readonly given_name: string;
  readonly family_name: string;
  readonly tax_code: string;
}

/** A provider with keys of people of the demo, of an authority that the application trusts. */
export class RemoteSignature {
  readonly pin = '97531864';
  /** Given to the application before it starts; `SIGNING_PROVIDERS` is written into it by `open`. */
  readonly environment: Record<string, string> = {};
  private opened: CscServer | null = null;
  private readonly pki: DemoPki = createDemoPki({ organisation: 'Prestatore di prova', now: new Date() });

  get server(): CscServer {
    if (!this.opened) throw new Error('the provider is not open');
    return this.opened;
  }

  async open(): Promise<void> {
    this.opened = await CscServer.start([]);
    const settings = this.server.settings({ userId: '{taxCode}', timeoutSeconds: 5 });
    this.environment.SIGNING_PROVIDERS = JSON.stringify([settings]);
  }

  async close(): Promise<void> {
    await this.opened?.close();
  }

  trustedBy(app: Application): void {
    writeFileSync(join(app.dataDir, 'trust', 'prestatore.der'), this.pki.root);
  }

  async personOf(app: Application, username: string): Promise<RemotePerson> {
    const { rows } = await app.superuser.query<RemotePerson>(
      'SELECT given_name, family_name, tax_code FROM person WHERE username = $1',
      [username],
    );
    return rows[0]!;
  }

  /** A new key and certificate; for a credential that is there already, in its place. */
  issue(id: string, person: RemotePerson, more: Partial<HeldCredential> = {}): void {
    const { key, certificate, chain } = this.pki.issueSigner({
      givenName: person.given_name,
      surname: person.family_name,
      taxCode: person.tax_code,
      kind: 'rsa',
    });
    this.server.credentials.set(id, {
      id,
      userId: person.tax_code,
      key,
      certificates: [certificate, ...chain],
      pin: this.pin,
      otp: 'online',
      ...more,
    });
  }

  codes(id: string): { readonly pin: string; readonly otp: string } {
    return { pin: this.pin, otp: this.server.authorisations.nextOtp(id) };
  }
}
