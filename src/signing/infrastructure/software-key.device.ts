import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nameText, nameValue, readCertificate } from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { type CreationAlgorithm, isDemoCertificate, openPkcs12, signWith } from '@libro-firma/signature';
import type {
  DeviceSession,
  Signer,
  SigningCertificate,
  SigningDevice,
  ToSign,
} from '../domain/signing-device.port';
import { signingRefusals } from '../domain/signing.refusals';

const WRONG_PASSWORD = 'SIGNATURE_PKCS12_WRONG_PASSWORD';
const TAX_CODE_PREFIX = /^TINIT-/i;

/** Keys as PKCS#12 files of one folder, protected by the signer's code. For demos and tests only: a file can be copied. */
export class SoftwareKeyDevice implements SigningDevice {
  readonly kind = 'software';
  readonly signaturesPerCode = 1_000;

  constructor(private readonly folder: string) {}

  /** The certificate is public and stands beside the key, so that reading it needs no code. */
  async certificateOf(signer: Signer): Promise<Result<SigningCertificate>> {
    const path = this.path(signer, 'pem');
    if (!existsSync(path)) return refuse(signingRefusals.NO_CERTIFICATE());
    const [own, ...above] = pemCertificates(await readFile(path, 'latin1'));
    if (!own) return refuse(signingRefusals.NO_CERTIFICATE());
    return accept(describe(own, above));
  }

  async openSession(signer: Signer, code: string): Promise<Result<DeviceSession>> {
    const path = this.path(signer, 'p12');
    if (!existsSync(path)) return refuse(signingRefusals.NO_CERTIFICATE());
    const opened = openPkcs12(await readFile(path), code);
    if (!opened.ok)
      return refuse(opened.refusal.code === WRONG_PASSWORD ? signingRefusals.WRONG_CODE() : opened.refusal);
    return accept(new SoftwareKeySession(opened.value.key, sha256(opened.value.certificate)));
  }

  private path({ taxCode }: Signer, extension: string): string {
    return join(this.folder, `${taxCode.toUpperCase().replace(/[^A-Z0-9]/g, '')}.${extension}`);
  }
}

class SoftwareKeySession implements DeviceSession {
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

function describe(der: Buffer, chain: readonly Buffer[]): SigningCertificate {
  const certificate = readCertificate(der);
  const x509 = new X509Certificate(der);
  const serialNumber = nameValue(certificate.subject, 'serialNumber') ?? '';
  return {
    certificate: der,
    chain,
    sha256: sha256(der),
    holder: nameValue(certificate.subject, 'commonName') ?? nameText(certificate.subject),
    issuer: nameValue(certificate.issuer, 'commonName') ?? nameText(certificate.issuer),
    validFrom: new Date(x509.validFrom),
    validTo: new Date(x509.validTo),
    taxCode: TAX_CODE_PREFIX.test(serialNumber)
      ? serialNumber.replace(TAX_CODE_PREFIX, '').toUpperCase()
      : null,
    demo: isDemoCertificate(der),
  };
}

function pemCertificates(pem: string): Buffer[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map((match) =>
    Buffer.from(match[1] ?? '', 'base64'),
  );
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
