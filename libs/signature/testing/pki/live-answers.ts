import { der, OID, readOcspRequest, readTimestampRequest } from '@libro-firma/asn1';
import { keyUsage, writeExtension } from '../../demo-pki/write-certificate';
import type { CrlFault, OcspFault, TimestampFault } from './faults';
import { testName, YEAR, type TestAuthority, type TestHolder } from './test-authority';
import type { TestPki } from './test-pki';
import { writeCrl } from './write-crl';
import { writeOcspFailure, writeOcspResponse } from './write-ocsp-response';
import { grantTimestamp, refuseTimestamp, writeTimestampToken } from './write-timestamp';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const spoilt = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  // Somewhere in the signature value, which stands last, or before the certificate that does.
  const at = copy.length - 1;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

/** What an OCSP responder answers at `now`, well or with a fault. */
export function answerOcsp(authority: TestAuthority, body: Buffer, now: Date, fault?: OcspFault): Buffer {
  const request = readOcspRequest(body);
  const fresh = { producedAt: now, nextUpdate: new Date(now.getTime() + HOUR) };
  switch (fault) {
    case 'INTERNAL_ERROR':
      return writeOcspFailure(2);
    case 'TRY_LATER':
      return writeOcspFailure(3);
    case 'UNAUTHORIZED':
      return writeOcspFailure(6);
    case 'OTHER_NONCE':
      return writeOcspResponse(authority, request, { ...fresh, nonce: Buffer.alloc(32, 7) });
    case 'NO_NONCE':
      return writeOcspResponse(authority, request, { ...fresh, nonce: null });
    case 'OTHER_CERTIFICATE':
      return writeOcspResponse(authority, request, { ...fresh, serialNumber: 4711n, status: 'GOOD' });
    case 'STATUS_UNKNOWN':
      return writeOcspResponse(authority, request, { ...fresh, status: 'UNKNOWN' });
    case 'STALE': {
      const then = new Date(now.getTime() - 10 * DAY);
      const nextUpdate = new Date(then.getTime() + DAY);
      return writeOcspResponse(authority, request, { producedAt: then, nextUpdate });
    }
    case 'FROM_THE_FUTURE': {
      const then = new Date(now.getTime() + DAY);
      return writeOcspResponse(authority, request, {
        producedAt: then,
        nextUpdate: new Date(then.getTime() + DAY),
      });
    }
    case 'OTHER_ISSUER_SIGNS':
    case 'RESPONDER_WITHOUT_PURPOSE':
      return writeOcspResponse(authority, request, { ...fresh, signedBy: plainHolder(authority, now) });
    case 'WEAK_DIGEST':
      return writeOcspResponse(authority, request, { ...fresh, isWeak: true });
    case 'ENDS_BEFORE_IT_BEGINS':
      return writeOcspResponse(authority, request, {
        producedAt: now,
        nextUpdate: new Date(now.getTime() - 1000),
      });
    case 'SPOILT_VALUE':
      return spoilt(
        writeOcspResponse(authority, request, {
          ...fresh,
          leavesCertificateOut: true,
          signedBy: authority.holder,
        }),
      );
    default:
      return writeOcspResponse(authority, request, fresh);
  }
}

/** A certificate of the authority that may sign, but not for OCSP. */
function plainHolder(authority: TestAuthority, now: Date): TestHolder {
  return authority.issue({
    name: testName('Senza scopo'),
    kind: 'p-256',
    notBefore: new Date(now.getTime() - YEAR),
    notAfter: new Date(now.getTime() + YEAR),
    extensions: [keyUsage(0)],
    isSilent: true,
  });
}

/** The CRL that an authority gives out at `now`, well or with a fault. */
export function answerCrl(pki: TestPki, authority: TestAuthority, now: Date, fault?: CrlFault): Buffer {
  const fresh = { thisUpdate: now, nextUpdate: new Date(now.getTime() + DAY) };
  const limitedTo = (part: Buffer): Buffer =>
    writeCrl(authority, {
      ...fresh,
      extensions: [writeExtension(OID.issuingDistributionPoint, der.sequence(part), true)],
    });
  switch (fault) {
    case 'STALE':
      return writeCrl(authority, {
        thisUpdate: new Date(now.getTime() - 9 * DAY),
        nextUpdate: new Date(now.getTime() - 8 * DAY),
      });
    case 'FROM_THE_FUTURE':
      return writeCrl(authority, {
        thisUpdate: new Date(now.getTime() + DAY),
        nextUpdate: new Date(now.getTime() + 2 * DAY),
      });
    case 'OTHER_ISSUER':
      return writeCrl(authority, { ...fresh, signedBy: pki.timestampAuthority });
    case 'SPOILT_VALUE':
      return spoilt(writeCrl(authority, fresh));
    case 'UNKNOWN_CRITICAL_EXTENSION':
      return writeCrl(authority, { ...fresh, extensions: [writeExtension('2.999.9', der.null(), true)] });
    case 'ONLY_SOME_REASONS':
      return limitedTo(der.contextPrimitive(3, Buffer.from([6, 0x40])));
    case 'ONLY_CHANGES':
      return writeCrl(authority, {
        ...fresh,
        extensions: [writeExtension(OID.deltaCrlIndicator, der.integer(1), true)],
      });
    case 'WEAK_DIGEST':
      return writeCrl(authority, { ...fresh, isWeak: true });
    case 'ENDS_BEFORE_IT_BEGINS':
      return writeCrl(authority, { thisUpdate: now, nextUpdate: new Date(now.getTime() - 1000) });
    case 'ONLY_CA_CERTIFICATES':
      return limitedTo(der.contextPrimitive(2, Buffer.from([0xff])));
    default:
      return writeCrl(authority, fresh);
  }
}

/** What a time-stamping authority answers at `now`, well or with a fault. */
export function answerTimestamp(pki: TestPki, body: Buffer, now: Date, fault?: TimestampFault): Buffer {
  const request = readTimestampRequest(body);
  const give = (wish: object, authority = pki.timestampAuthority): Buffer =>
    grantTimestamp(writeTimestampToken(authority, request, { time: now, ...wish }));
  switch (fault) {
    case 'REJECTS':
      return refuseTimestamp(2, 15, 'policy not accepted');
    case 'WAITS':
      return refuseTimestamp(3, 14, 'no time yet');
    case 'OTHER_NONCE':
      return give({ nonce: 4711n });
    case 'NO_NONCE':
      return give({ nonce: null });
    case 'OTHER_IMPRINT':
      return give({ imprint: Buffer.alloc(request.messageImprint.length, 7) });
    case 'OTHER_POLICY':
      return give({ policy: '2.999.3.2' });
    case 'NO_CERTIFICATE':
      return give({ leavesCertificateOut: true });
    case 'OTHER_CERTIFICATE_NAMED':
      return give({ referenceTo: pki.root.holder.certificate });
    case 'WITHOUT_PURPOSE':
      return give({}, pki.otherTimestampAuthority({ purpose: OID.ekuOcspSigning }));
    case 'EXPIRED_AUTHORITY':
      return give({}, pki.otherTimestampAuthority({ notAfter: new Date(now.getTime() - DAY) }));
    case 'SPOILT_VALUE':
      return give({ spoilsValue: true });
    case 'WEAK_DIGEST':
      return give({ isWeak: true });
    case 'CLOCK_OF_ANY_TIME':
      return give({ time: new Date(now.getTime() - HOUR), accuracySeconds: 365 * 24 * 3600 });
    case 'CLOCK_BEHIND':
      return give({ time: new Date(now.getTime() - HOUR) });
    case 'CLOCK_AHEAD':
      return give({ time: new Date(now.getTime() + HOUR) });
    default:
      return give({});
  }
}
