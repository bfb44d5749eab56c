import { accept, refuse, type Result } from '@libro-firma/kernel';
import { z } from 'zod';
import type {
  AskedCodes,
  Credential,
  DeviceSession,
  SessionRequest,
  Signer,
  SigningDevice,
} from '../../domain/signing-device.port';
import { signingRefusals } from '../../domain/signing.refusals';
import { chainOf, describeCertificate } from '../describe-certificate';
import { hashOf } from './csc-algorithms';
import { authorisationAnswer, credentialAnswer, type CscCredential, listAnswer } from './csc-messages';
import { refusalOfError } from './csc-refusals';
import { CscService } from './csc-service';
import { CscSession } from './csc-session';
import type { CscProvider } from './csc-settings';

/** What one code may authorise where the provider only says that it may be several (version 1.0.3.0). */
const SEVERAL = 100;
const MAX_PAGES = 20;
const EXTEND = 'credentials/extendTransaction';

/**
 * Remote signatures by the API of the Cloud Signature Consortium, version 1.0.4.0; providers of 1.0.3.0 are understood.
 * We prove who we are by `basic`, `oauth2client`, or by the connection itself (`external`); the holder authorises by PIN and
 * one-time code (authMode `explicit`). What signs without its holder (`implicit`) is told as such, and the rule refuses it.
 */
export class CscDevice implements SigningDevice {
  readonly kind = 'CSC';
  private readonly service: CscService;

  constructor(private readonly provider: CscProvider) {
    this.service = new CscService(provider);
  }

  get id(): string {
    return this.provider.id;
  }

  get name(): string {
    return this.provider.name;
  }

  async credentialsOf({ taxCode }: Signer): Promise<Result<readonly Credential[]>> {
    const userID = this.provider.userId?.replace('{taxCode}', taxCode.toUpperCase());
    const credentials: Credential[] = [];
    let pageToken: string | null | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const body = { ...(userID !== undefined && { userID }), ...(pageToken && { pageToken }) };
      const listed = await this.service.call('credentials/list', body, listAnswer);
      if (!listed.ok) return refuse(refusalOfError(listed.error));
      for (const id of listed.value.credentialIDs) {
        const credential = await this.credential(id);
        // One that cannot be used now is not on offer; the others are.
        if (credential.ok) credentials.push(credential.value);
      }
      pageToken = listed.value.nextPageToken;
      if (!pageToken) break;
    }
    return accept(credentials);
  }

  async credential(credentialId: string): Promise<Result<Credential>> {
    const read = await this.read(credentialId);
    return read.ok ? this.describe(credentialId, read.value) : read;
  }

  async sendOtp(credentialId: string): Promise<Result<true>> {
    const sent = await this.service.call('credentials/sendOTP', { credentialID: credentialId }, z.unknown());
    return sent.ok ? accept(true) : refuse(signingRefusals.CODE_NOT_SENT());
  }

  /** §11.6 credentials/authorize: so many signatures, and with SCAL2 for exactly these hashes. */
  async openSession({ credentialId, codes, toSign }: SessionRequest): Promise<Result<DeviceSession>> {
    const read = await this.read(credentialId);
    if (!read.ok) return read;
    const credential = this.describe(credentialId, read.value);
    if (!credential.ok) return credential;
    const { asks, signaturesPerCode, assurance, certificate } = credential.value;
    if (asks.pin && !codes.pin) return refuse(signingRefusals.CODE_MISSING({ code: 'PIN' }));
    if (asks.otp !== 'NONE' && !codes.otp) return refuse(signingRefusals.CODE_MISSING({ code: 'OTP' }));
    if (toSign.length > signaturesPerCode)
      return refuse(signingRefusals.TOO_MANY_FOR_ONE_CODE({ most: signaturesPerCode }));
    const info = await this.service.info();
    if (!info.ok) return info;
    const bindsHashes = assurance === 'SCAL2';
    const authorised = await this.service.call(
      'credentials/authorize',
      {
        credentialID: credentialId,
        numSignatures: toSign.length,
        ...(bindsHashes && { hash: toSign.map(hashOf) }),
        ...(asks.pin && { PIN: codes.pin }),
        ...(asks.otp !== 'NONE' && { OTP: codes.otp }),
      },
      authorisationAnswer,
    );
    if (!authorised.ok) return refuse(refusalOfError(authorised.error));
    return accept(
      new CscSession(this.service, {
        credentialId,
        certificateSha256: certificate.sha256,
        algorithms: read.value.key.algo,
        bindsHashes,
        extends: info.value.methods.includes(EXTEND),
        signatures: toSign.length,
        sad: authorised.value.SAD,
        seconds: authorised.value.expiresIn,
      }),
    );
  }

  private async read(credentialId: string): Promise<Result<CscCredential>> {
    const answer = await this.service.call(
      'credentials/info',
      { credentialID: credentialId, certificates: 'chain', authInfo: true },
      credentialAnswer,
    );
    if (answer.ok) return accept(answer.value);
    return refuse(
      answer.error?.error === 'invalid_request'
        ? signingRefusals.NO_SUCH_CREDENTIAL()
        : refusalOfError(answer.error),
    );
  }

  private describe(credentialId: string, read: CscCredential): Result<Credential> {
    const asks = askedCodes(read);
    const refusal = refusalOfInfo(read, this.provider.scal);
    if (refusal) return refuse(refusal);
    const { cert, multisign, SCAL: level } = read;
    const [own = Buffer.alloc(0), ...others] = cert.certificates.map((text) => Buffer.from(text, 'base64'));
    try {
      return accept({
        id: credentialId,
        certificate: describeCertificate(own, chainOf(own, others)),
        asks,
        // Implicit: the provider asks its holder for nothing, which is what automatic procedures do.
        attended: read.authMode === 'explicit' && (asks.pin || asks.otp !== 'NONE'),
        signaturesPerCode: typeof multisign === 'number' ? multisign : multisign ? SEVERAL : 1,
        assurance: level === '2' ? 'SCAL2' : 'SCAL1',
      });
    } catch {
      return refuse(signingRefusals.DEVICE_UNAVAILABLE());
    }
  }
}

/** What is optional is not asked for, but where nothing else would be. */
function askedCodes({ PIN, OTP }: CscCredential): AskedCodes {
  const pin = PIN?.presence === 'true';
  const asksOtp = OTP?.presence === 'true' || (OTP?.presence === 'optional' && !pin);
  return { pin, otp: asksOtp ? (OTP.type === 'online' ? 'SENT' : 'GENERATED') : 'NONE' };
}

function refusalOfInfo({ key, cert, authMode, SCAL }: CscCredential, least: string) {
  if (key.status !== 'enabled') return signingRefusals.CREDENTIAL_DISABLED({ status: key.status });
  if (cert.status && cert.status !== 'valid')
    return signingRefusals.CREDENTIAL_DISABLED({ status: cert.status });
  if (authMode !== 'explicit' && authMode !== 'implicit')
    return signingRefusals.AUTHORISATION_UNSUPPORTED({ mode: authMode.slice(0, 20) });
  return Number(SCAL) < Number(least) ? signingRefusals.ASSURANCE_TOO_LOW() : null;
}
