import { createHash } from 'node:crypto';
import { der, OID } from '@libro-firma/asn1';
import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { type DigestAlgorithm } from '@libro-firma/signature';
import type {
  Credential,
  DeviceSession,
  SessionRequest,
  SigningDevice,
  ToSign,
} from '../../domain/signing-device.port';
import { signingRefusals } from '../../domain/signing.refusals';
import { chainOf, describeCertificate } from '../describe-certificate';
import { TOKEN_PROGRAM, TokenChannel, type TokenProgram } from './token-channel';
import type { TokenAnswer, TokenCertificate, TokenFault, TokenValue } from './token-messages';

const SIGNATURES_PER_CODE = 1_000;
const PER_CALL = 25;

export interface Pkcs11Settings {
  readonly id: string;
  readonly name: string;
  /** Path of the token's PKCS#11 library on this server. */
  readonly library: string;
}

/**
 * Smart cards, USB tokens and network HSMs that this server reaches by their PKCS#11 library (OASIS PKCS#11 v2.40). Each
 * session is a process of its own: see `token-process.ts`.
 */
export class Pkcs11Device implements SigningDevice {
  readonly kind = 'PKCS11';

  constructor(
    private readonly settings: Pkcs11Settings,
    private readonly program: TokenProgram = TOKEN_PROGRAM,
  ) {}

  get id(): string {
    return this.settings.id;
  }

  get name(): string {
    return this.settings.name;
  }

  async credentialsOf(): Promise<Result<readonly Credential[]>> {
    const channel = new TokenChannel(this.program);
    try {
      const answer = await channel.ask({ ask: 'list', library: this.settings.library });
      if (!('certificates' in answer)) return this.refusal(answer);
      const { certificates } = answer;
      return accept(certificates.flatMap((own) => credentialOf(own, certificates)));
    } finally {
      channel.close();
    }
  }

  async credential(credentialId: string): Promise<Result<Credential>> {
    const all = await this.credentialsOf();
    if (!all.ok) return all;
    const found = all.value.find(({ id }) => id === credentialId);
    if (found) return accept(found);
    const [serial] = credentialId.split(':');
    const isThere = all.value.some(({ id }) => id.startsWith(`${serial}:`));
    return refuse(isThere ? signingRefusals.NO_SUCH_CREDENTIAL() : signingRefusals.TOKEN_ABSENT());
  }

  sendOtp(): Promise<Result<true>> {
    return Promise.resolve(refuse(signingRefusals.CODE_NOT_SENT()));
  }

  async openSession({ credentialId, codes, toSign }: SessionRequest): Promise<Result<DeviceSession>> {
    if (!codes.pin) return refuse(signingRefusals.CODE_MISSING({ code: 'PIN' }));
    if (toSign.length > SIGNATURES_PER_CODE)
      return refuse(signingRefusals.TOO_MANY_FOR_ONE_CODE({ most: SIGNATURES_PER_CODE }));
    const credential = await this.credential(credentialId);
    if (!credential.ok) return credential;
    const [tokenSerial = '', keyId = ''] = credentialId.split(':');
    const channel = new TokenChannel(this.program);
    const { library } = this.settings;
    const answer = await channel.ask({ ask: 'open', library, tokenSerial, keyId, pin: codes.pin });
    if ('opened' in answer)
      return accept(
        new TokenSession(channel, credential.value.certificate.sha256, (fault) => this.refusal(fault)),
      );
    channel.close();
    return this.refusal(answer);
  }

  private refusal(answer: TokenAnswer): { readonly ok: false; readonly refusal: Refusal } {
    return refuse(refusalOf('fault' in answer ? answer.fault : 'CKR_GENERAL_ERROR', this.settings.library));
  }
}

class TokenSession implements DeviceSession {
  readonly perCall = PER_CALL;

  constructor(
    private readonly channel: TokenChannel,
    readonly certificateSha256: string,
    private readonly refusal: (answer: TokenAnswer) => { readonly ok: false; readonly refusal: Refusal },
  ) {}

  async sign(items: readonly ToSign[]): Promise<readonly Result<Buffer>[]> {
    const answer = await this.channel.ask({ ask: 'sign', values: items.map(tokenValue) });
    if (!('values' in answer)) return items.map(() => this.refusal(answer));
    return items.map(({ scheme }, index) => {
      const value = Buffer.from(answer.values[index] ?? '', 'base64');
      return accept(scheme === 'ecdsa' ? ecdsaAsDer(value) : value);
    });
  }

  close(): Promise<void> {
    this.channel.close();
    return Promise.resolve();
  }
}

/** What the return values of PKCS#11 v2.40 §5.1 mean to the person who types the code. */
const MEANINGS: Readonly<Record<string, () => Refusal>> = {
  NO_SUCH_KEY: signingRefusals.NO_SUCH_CREDENTIAL,
  CKR_KEY_HANDLE_INVALID: signingRefusals.NO_SUCH_CREDENTIAL,
  CKR_PIN_INCORRECT: signingRefusals.WRONG_CODE,
  CKR_PIN_LEN_RANGE: signingRefusals.WRONG_CODE,
  CKR_PIN_INVALID: signingRefusals.WRONG_CODE,
  CKR_PIN_LOCKED: signingRefusals.CODE_LOCKED,
  CKR_PIN_EXPIRED: signingRefusals.CODE_LOCKED,
  TOKEN_ABSENT: signingRefusals.TOKEN_ABSENT,
  CKR_TOKEN_NOT_PRESENT: signingRefusals.TOKEN_ABSENT,
  CKR_TOKEN_NOT_RECOGNIZED: signingRefusals.TOKEN_ABSENT,
  CKR_DEVICE_REMOVED: signingRefusals.TOKEN_ABSENT,
  CKR_SLOT_ID_INVALID: signingRefusals.TOKEN_ABSENT,
  CKR_SESSION_HANDLE_INVALID: signingRefusals.TOKEN_ABSENT,
  CKR_SESSION_CLOSED: signingRefusals.TOKEN_ABSENT,
  CKR_USER_NOT_LOGGED_IN: signingRefusals.TOKEN_ABSENT,
};

export function refusalOf(fault: TokenFault, library: string): Refusal {
  if (fault === 'LIBRARY_MISSING')
    return signingRefusals.LIBRARY_MISSING({ library: library.split('/').at(-1) ?? library });
  return (MEANINGS[fault] ?? signingRefusals.DEVICE_UNAVAILABLE)();
}

/** None for certificates of authorities, and for what is none at all: a token may hold anything. */
function credentialOf(own: TokenCertificate, all: readonly TokenCertificate[]): Credential[] {
  if (own.keyId === '') return [];
  try {
    const certificate = Buffer.from(own.certificate, 'base64');
    const sameToken = all.filter(({ tokenSerial }) => tokenSerial === own.tokenSerial);
    const chain = chainOf(
      certificate,
      sameToken.map((other) => Buffer.from(other.certificate, 'base64')),
    );
    return [
      {
        id: `${own.tokenSerial}:${own.keyId}`,
        certificate: describeCertificate(certificate, chain),
        asks: { pin: true, otp: 'NONE' },
        attended: true,
        signaturesPerCode: SIGNATURES_PER_CODE,
        assurance: 'AT_HAND',
      },
    ];
  } catch {
    return [];
  }
}

/** Tokens take digests: PKCS#1 v1.5 wrapped as DigestInfo (RFC 8017 §9.2), PSS and ECDSA bare. */
function tokenValue({ scheme, digestAlgorithm, bytes }: ToSign): TokenValue {
  const digest = createHash(digestAlgorithm).update(bytes).digest();
  if (scheme !== 'rsa-pkcs1')
    return {
      mechanism: scheme === 'rsa-pss' ? 'RSA_PKCS_PSS' : 'ECDSA',
      digestAlgorithm,
      input: digest.toString('base64'),
    };
  const algorithm = der.sequence(der.oid(OID[digestAlgorithm as DigestAlgorithm]), der.null());
  const digestInfo = der.sequence(algorithm, der.octetString(digest));
  return { mechanism: 'RSA_PKCS', digestAlgorithm, input: digestInfo.toString('base64') };
}

/** r and s of equal length, as SEQUENCE of two INTEGERs (RFC 3279 §2.2.3). */
function ecdsaAsDer(value: Buffer): Buffer {
  const half = value.length / 2;
  const integer = (bytes: Buffer): Buffer => der.integer(BigInt(`0x${bytes.toString('hex') || '0'}`));
  return der.sequence(integer(value.subarray(0, half)), integer(value.subarray(half)));
}
