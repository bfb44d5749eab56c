import type { Result } from '@libro-firma/kernel';

/** Whose key it is. */
export interface Signer {
  readonly personId: string;
  readonly taxCode: string;
}

export interface SigningCertificate {
  /** DER. */
  readonly certificate: Buffer;
  /** DER, issuer first. */
  readonly chain: readonly Buffer[];
  readonly sha256: string;
  readonly holder: string;
  readonly issuer: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly taxCode: string | null;
  readonly demo: boolean;
  /** It says of itself that it serves automatic procedures only (CAD art. 35 c. 3). */
  readonly automaticOnly: boolean;
  /** Its key usage admits signatures that bind their holder (contentCommitment, RFC 5280 §4.2.1.3). */
  readonly forSignatures: boolean;
}

/** What its holder types to open a credential. Sent: the device sends the one-time code when it is asked to. */
export interface AskedCodes {
  readonly pin: boolean;
  readonly otp: 'NONE' | 'GENERATED' | 'SENT';
}

/** Lives in the memory of one call, in the process that received it, and nowhere else. */
export interface Codes {
  readonly pin?: string | undefined;
  readonly otp?: string | undefined;
}

/** A key that a device holds for somebody, as the device tells it now. */
export interface Credential {
  readonly id: string;
  readonly certificate: SigningCertificate;
  readonly asks: AskedCodes;
  /** False: it asks its holder for nothing and signs by itself, as automatic procedures do. */
  readonly attended: boolean;
  /** The most signatures that one code authorises. */
  readonly signaturesPerCode: number;
  /** EN 419 241-1: SCAL2 binds the code to the very hashes; a device at hand of its owner has no such level. */
  readonly assurance: 'SCAL1' | 'SCAL2' | 'AT_HAND';
}

/** What is to be signed, made from the certificate that the device named before. */
export interface ToSign {
  readonly scheme: string;
  readonly digestAlgorithm: string;
  /** The bytes that are signed; a device that takes digests hashes them itself. */
  readonly bytes: Buffer;
}

export interface SessionRequest {
  readonly credentialId: string;
  readonly codes: Codes;
  /** All that this code is to authorise; no more than `signaturesPerCode`, and nothing else will be asked for. */
  readonly toSign: readonly ToSign[];
}

/** An open, authorised device: signs what it was opened for, with this credential only, until it is closed. */
export interface DeviceSession {
  readonly certificateSha256: string;
  /** How many values one call gives: what is asked for together is stored together. */
  readonly perCall: number;
  /** One result for each, in this order. A fault of the device is a refusal, and nothing is asked for twice. */
  sign(items: readonly ToSign[]): Promise<readonly Result<Buffer>[]>;
  close(): Promise<void>;
}

/** A device that holds people's keys: files in a demo, tokens, or a remote service. */
export interface SigningDevice {
  /** As the settings name it; enrolments keep it. */
  readonly id: string;
  readonly kind: 'SOFTWARE' | 'PKCS11' | 'CSC';
  /** As people read it. */
  readonly name: string;
  /** What it holds for this person, or for everybody where it knows no persons: whose each is, the certificate says. */
  credentialsOf(signer: Signer): Promise<Result<readonly Credential[]>>;
  credential(credentialId: string): Promise<Result<Credential>>;
  /** Has a one-time code sent to the holder, where the credential asks for one that is sent. */
  sendOtp(credentialId: string): Promise<Result<true>>;
  /** The codes are used here and nowhere else; they are not kept, logged or passed on. A wrong one is not tried again. */
  openSession(request: SessionRequest): Promise<Result<DeviceSession>>;
}

/** Every device that the settings name. */
export const SIGNING_DEVICES = Symbol('signing devices');
