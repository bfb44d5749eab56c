import { createHash, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { type CreationAlgorithm, openPkcs12, signWith } from '@libro-firma/signature';
import type {
  Credential,
  DeviceSession,
  SessionRequest,
  Signer,
  SigningDevice,
  ToSign,
} from '../domain/signing-device.port';
import { signingRefusals } from '../domain/signing.refusals';
import { describeCertificate } from './describe-certificate';

const WRONG_PASSWORD = 'SIGNATURE_PKCS12_WRONG_PASSWORD';
const SIGNATURES_PER_CODE = 1_000;
const PER_CALL = 25;

/** Keys as PKCS#12 files of one folder, each named by its holder's tax code. For demos and tests: a file can be copied. */
export class SoftwareKeyDevice implements SigningDevice {
  readonly id = 'software';
  readonly kind = 'SOFTWARE';
  readonly name = 'Chiave dimostrativa';

  constructor(private readonly folder: string) {}

  async credentialsOf({ taxCode }: Signer): Promise<Result<readonly Credential[]>> {
    const own = await this.credential(taxCode);
    return accept(own.ok ? [own.value] : []);
  }

  /** The certificate is public and stands beside the key, so that reading it needs no code. */
  async credential(credentialId: string): Promise<Result<Credential>> {
    const path = this.path(credentialId, 'pem');
    const [own, ...above] = existsSync(path) ? pemCertificates(await readFile(path, 'latin1')) : [];
    if (!own) return refuse(signingRefusals.NO_SUCH_CREDENTIAL());
    return accept({
      id: credentialId.toUpperCase(),
      certificate: describeCertificate(own, above),
      asks: { pin: true, otp: 'NONE' },
      attended: true,
      signaturesPerCode: SIGNATURES_PER_CODE,
      assurance: 'AT_HAND',
    });
  }

  sendOtp(): Promise<Result<true>> {
    return Promise.resolve(refuse(signingRefusals.CODE_NOT_SENT()));
  }

  async openSession({ credentialId, codes, toSign }: SessionRequest): Promise<Result<DeviceSession>> {
    if (!codes.pin) return refuse(signingRefusals.CODE_MISSING({ code: 'PIN' }));
    if (toSign.length > SIGNATURES_PER_CODE)
      return refuse(signingRefusals.TOO_MANY_FOR_ONE_CODE({ most: SIGNATURES_PER_CODE }));
    const path = this.path(credentialId, 'p12');
    if (!existsSync(path)) return refuse(signingRefusals.NO_SUCH_CREDENTIAL());
    const opened = openPkcs12(await readFile(path), codes.pin);
    if (!opened.ok)
      return refuse(opened.refusal.code === WRONG_PASSWORD ? signingRefusals.WRONG_CODE() : opened.refusal);
    return accept(new SoftwareKeySession(opened.value.key, sha256(opened.value.certificate)));
  }

  private path(credentialId: string, extension: string): string {
    return join(this.folder, `${credentialId.toUpperCase().replace(/[^A-Z0-9]/g, '')}.${extension}`);
  }
}

class SoftwareKeySession implements DeviceSession {
  readonly perCall = PER_CALL;

  constructor(
    private key: KeyObject | null,
    readonly certificateSha256: string,
  ) {}

  sign(items: readonly ToSign[]): Promise<readonly Result<Buffer>[]> {
    const { key } = this;
    if (!key) return Promise.resolve(items.map(() => refuse(signingRefusals.DEVICE_UNAVAILABLE())));
    return Promise.resolve(
      items.map(({ scheme, digestAlgorithm, bytes }) =>
        accept(signWith(key, { scheme, digest: digestAlgorithm } as CreationAlgorithm, bytes)),
      ),
    );
  }

  close(): Promise<void> {
    this.key = null;
    return Promise.resolve();
  }
}

function pemCertificates(pem: string): Buffer[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map((match) =>
    Buffer.from(match[1] ?? '', 'base64'),
  );
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
