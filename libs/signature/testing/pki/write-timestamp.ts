import { createHash } from 'node:crypto';
import { der, OID, type TimestampRequest } from '@libro-firma/asn1';
import type { TestHolder } from './test-authority';
import { identifiedValue } from './weak-signature';

/** Policy of the test authority for time-stamps. */
export const TEST_TIMESTAMP_POLICY = '2.999.3.1';

/** What may be otherwise about a time-stamp than that it is right. */
export interface TimestampWish {
  readonly time: Date;
  readonly imprint?: Buffer;
  readonly policy?: string;
  /** Null leaves it out. */
  readonly nonce?: bigint | null;
  readonly leavesCertificateOut?: boolean;
  /** Certificate that the token names as its signer's. */
  readonly referenceTo?: Buffer;
  readonly spoilsValue?: boolean;
  /** Signed over SHA-1. */
  readonly isWeak?: boolean;
  readonly accuracySeconds?: number;
}

/** A token for a request (RFC 3161 §2.4.2), signed by its authority, with ESSCertIDv2 (RFC 5816). */
export function writeTimestampToken(
  authority: TestHolder,
  request: TimestampRequest,
  wish: TimestampWish,
): Buffer {
  const info = tstInfo(request, wish);
  const digest = wish.isWeak === true ? 'sha1' : 'sha256';
  const attributes = signedAttributes(info, wish.referenceTo ?? authority.certificate, digest);
  const digestAlgorithm = der.sequence(der.oid(OID[digest]));
  const { algorithm, value } = identifiedValue(authority, attributes, wish.isWeak);
  if (wish.spoilsValue === true) value[value.length - 1] = (value.at(-1) ?? 0) ^ 1;
  const signer = der.sequence(
    der.integer(1),
    der.sequence(authority.read.issuer.der, der.integer(authority.read.serialNumber)),
    digestAlgorithm,
    der.implicit(0, attributes),
    algorithm,
    der.octetString(value),
  );
  const isWithCertificate = request.wantsCertificate && wish.leavesCertificateOut !== true;
  const signedData = der.sequence(
    der.integer(3),
    der.setOf([digestAlgorithm]),
    der.sequence(der.oid(OID.tstInfo), der.explicit(0, der.octetString(info))),
    ...(isWithCertificate
      ? [der.implicit(0, der.setOf([authority.certificate, ...authority.chain.slice(0, -1)]))]
      : []),
    der.setOf([signer]),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}

let serial = 0;

function tstInfo(request: TimestampRequest, wish: TimestampWish): Buffer {
  const nonce = wish.nonce === undefined ? request.nonce : (wish.nonce ?? undefined);
  serial += 1;
  return der.sequence(
    der.integer(1),
    der.oid(wish.policy ?? request.policy ?? TEST_TIMESTAMP_POLICY),
    der.sequence(
      der.sequence(der.oid(request.digestAlgorithm), der.null()),
      der.octetString(wish.imprint ?? request.messageImprint),
    ),
    der.integer(BigInt(serial) + (BigInt(Date.now()) << 20n)),
    der.generalizedTime(wish.time),
    der.sequence(der.integer(wish.accuracySeconds ?? 1)),
    ...(nonce === undefined ? [] : [der.integer(nonce)]),
  );
}

function signedAttributes(info: Buffer, referenced: Buffer, digest: 'sha1' | 'sha256'): Buffer {
  const attribute = (oid: string, value: Buffer): Buffer => der.sequence(der.oid(oid), der.setOf([value]));
  const hash = (name: string, bytes: Buffer): Buffer => createHash(name).update(bytes).digest();
  const reference = der.sequence(der.octetString(hash('sha256', referenced)));
  return der.setOf([
    attribute(OID.contentType, der.oid(OID.tstInfo)),
    attribute(OID.messageDigest, der.octetString(hash(digest, info))),
    attribute(OID.signingCertificateV2, der.sequence(der.sequence(reference))),
  ]);
}

/** TimeStampResp that grants a token. */
export function grantTimestamp(token: Buffer): Buffer {
  return der.sequence(der.sequence(der.integer(0)), token);
}

/** TimeStampResp that grants nothing, with a failure bit (RFC 3161 §2.4.2). */
export function refuseTimestamp(status: number, bit: number, text: string): Buffer {
  const bits = Buffer.alloc(4);
  bits[bit >> 3] = 0x80 >> (bit & 7);
  const bytes = bits.subarray(0, (bit >> 3) + 1);
  return der.sequence(
    der.sequence(
      der.integer(status),
      der.sequence(der.utf8String(text)),
      der.bitString(bytes, 7 - (bit & 7)),
    ),
  );
}
