import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import type { TestHolder } from '../../../libs/signature/testing/pki/test-authority';
import type { TestSignerRequest } from '../../../libs/signature/testing/pki/test-pki';
import { Application } from '../application';
import type { Desk } from '../people';
import { RemoteSignature } from './remote-signature';

/** An application whose signers have keys of a provider, under certificates that live OCSP and CRL services speak for. */
export class RemoteWithLivePki {
  private constructor(
    readonly app: Application,
    readonly remote: RemoteSignature,
    readonly live: LivePki,
  ) {}

  static async start(): Promise<RemoteWithLivePki> {
    const remote = new RemoteSignature();
    const live = await LivePki.start();
    await remote.open();
    const app = await Application.start({
      environment: { ...remote.environment, VERIFY_INNER_HOSTS: new URL(live.base).host },
    });
    writeFileSync(join(app.dataDir, 'trust', 'test-root.der'), live.pki.root.holder.read.der);
    return new RemoteWithLivePki(app, remote, live);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.remote.close();
    await this.live.close();
  }

  silence(): void {
    this.live.faults.ocsp = 'HTTP_500';
    this.live.faults.crl = 'HTTP_500';
  }

  speak(): void {
    delete this.live.faults.ocsp;
    delete this.live.faults.crl;
  }

  /** Enrols the person with a new certificate in his name: of it no service has been asked yet. */
  async enrol(
    desk: Desk,
    username: string,
    credentialId: string,
    more: TestSignerRequest = {},
  ): Promise<TestHolder> {
    const person = await this.remote.personOf(this.app, username);
    const { given_name: givenName, family_name: surname, tax_code: taxCode } = person;
    const holder = this.live.pki.signer({ givenName, surname, taxCode, ...more });
    const certificates = [holder.certificate, ...holder.chain];
    this.remote.issue(credentialId, person, { key: holder.key, certificates });
    const enrolment = { deviceId: 'prova', credentialId, ...this.remote.codes(credentialId) };
    await desk.must(desk.post('signing-device', enrolment));
    return holder;
  }
}
