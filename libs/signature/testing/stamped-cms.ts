import { createHash } from 'node:crypto';
import { der, OID } from '@libro-firma/asn1';
import { digestIdentifier, signatureIdentifier } from '../algorithms/creation-algorithms';
import { signWith } from '../keys/sign-with';
import type { TestHolder } from './pki/test-authority';
import { writeTimestampToken } from './pki/write-timestamp';

/** A timestamp on a signature for tests: who gives it, what time it states. */
export interface TestStamp {
  readonly by: TestHolder;
  readonly time: Date;
}

export interface StampedCmsRequest {
  readonly content: Buffer;
  readonly signer: TestHolder;
  /** Over the content, before the signature. */
  readonly contentStamp?: TestStamp;
  /** Over the value. */
  readonly signatureStamps?: readonly TestStamp[];
  /** A claim of the signer. */
  readonly signingTime?: Date;
}

/** A CAdES signature with its content inside and timestamps of any authority, right or wrong. */
export function stampedCms(request: StampedCmsRequest): Buffer {
  const { signer, content } = request;
  const { certificate, read, algorithm, key, chain } = signer;
  const digest = digestIdentifier(algorithm.digest);
  const attributes = der.setOf([
    attribute(OID.contentType, der.oid(OID.data)),
    attribute(OID.messageDigest, der.octetString(hash(algorithm.digest, content))),
    attribute(OID.signingCertificateV2, reference(certificate)),
    ...(request.signingTime ? [attribute(OID.signingTime, der.time(request.signingTime))] : []),
    ...(request.contentStamp
      ? [attribute(OID.contentTimestamp, tokenOver(content, request.contentStamp))]
      : []),
  ]);
  const value = signWith(key, algorithm, attributes);
  const stamps = (request.signatureStamps ?? []).map((stamp) =>
    attribute(OID.signatureTimestamp, tokenOver(value, stamp)),
  );
  const info = der.sequence(
    der.integer(1),
    der.sequence(read.issuer.der, der.integer(read.serialNumber)),
    digest,
    der.implicit(0, attributes),
    signatureIdentifier(algorithm),
    der.octetString(value),
    ...(stamps.length > 0 ? [der.implicit(1, der.setOf(stamps))] : []),
  );
  const signedData = der.sequence(
    der.integer(1),
    der.setOf([digest]),
    der.sequence(der.oid(OID.data), der.explicit(0, der.octetString(content))),
    der.implicit(0, der.setOf([certificate, ...chain.slice(0, -1)])),
    der.setOf([info]),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}

function tokenOver(bytes: Buffer, { by, time }: TestStamp): Buffer {
  const request = {
    version: 1,
    digestAlgorithm: OID.sha256,
    messageImprint: hash('sha256', bytes),
    wantsCertificate: true,
  };
  return writeTimestampToken(by, request, { time });
}

function reference(certificate: Buffer): Buffer {
  return der.sequence(der.sequence(der.sequence(der.octetString(hash('sha256', certificate)))));
}

function attribute(oid: string, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), der.setOf([value]));
}

function hash(name: string, bytes: Buffer): Buffer {
  return createHash(name).update(bytes).digest();
}
