import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const VALID = '{ valid-from: "2020-01-01T00:00:00+0000", valid-to: "2050-01-01T00:00:00+0000" }';
const HOLDER = 'serial-number: TINIT-PRVDAA80A41G273X';
const PATIENCE_MS = 30_000;

function certificate(name: string, usage: string, more = ''): string {
  return `
      ${name}:
        subject: ${name}
        subject-key: ${name}
        issuer: root
        authority-key: root
        validity: ${VALID}
        extensions:${more}
          - { id: key_usage, critical: true, smart-value: { schema: key-usage, params: [ ${usage} ] } }`;
}

/** certomancer-csc-dummy with an authority and two people's keys: a provider that others wrote. */
export class CertomancerProvider {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(bin: string, folder: string, scal: '1' | '2'): Promise<CertomancerProvider> {
    mkdirSync(join(folder, 'keys'), { recursive: true });
    writeKey(folder, 'root', 'rsa');
    writeKey(folder, 'rsa', 'rsa');
    writeKey(folder, 'ec', 'ec');
    const ca = '\n          - { id: basic_constraints, critical: true, value: { ca: true } }';
    writeFileSync(
      join(folder, 'certomancer.yml'),
      `external-url-prefix: "http://localhost:1"
keysets:
  prova:
    path-prefix: ${folder}/keys
    keys: { root: { path: root.pem }, rsa: { path: rsa.pem }, ec: { path: ec.pem } }
pki-architectures:
  prova:
    keyset: prova
    entity-defaults: { country-name: IT, organization-name: Prestatore di prova }
    entities:
      root: { common-name: Autorità di prova }
      rsa: { common-name: Ada Prova, ${HOLDER} }
      ec: { common-name: Ada Prova, ${HOLDER} }
    certs:${certificate('root', 'key_cert_sign', ca)}${certificate('rsa', 'non_repudiation')}${certificate('ec', 'non_repudiation')}
`,
    );
    const port = await freePort();
    const child = spawn(join(bin, 'certomancer-csc'), [join(folder, 'certomancer.yml'), String(port), scal], {
      stdio: 'ignore',
    });
    const provider = new CertomancerProvider(child, `http://localhost:${port}/csc/v1`);
    await provider.answers();
    return provider;
  }

  stop(): void {
    this.child.kill();
  }

  private async answers(): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const answer = await fetch(`${this.url}/info`, { method: 'POST' }).catch(() => null);
      if (answer?.ok) return;
      await new Promise((wake) => setTimeout(wake, 200));
    }
    this.stop();
    throw new Error('certomancer-csc-dummy does not answer');
  }
}

function writeKey(folder: string, name: string, kind: 'rsa' | 'ec'): void {
  const { privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(join(folder, 'keys', `${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
