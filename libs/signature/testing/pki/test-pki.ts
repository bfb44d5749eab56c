import { OID } from '@libro-firma/asn1';
import { keyUsage, type NamePart } from '../../demo-pki/write-certificate';
import { policies, purpose, qcStatements } from './extensions';
import type { KeyKind } from './key-kinds';
import {
  makeAuthority,
  testName,
  TEST_MARK,
  YEAR,
  type ServiceUrls,
  type TestAuthority,
  type TestHolder,
} from './test-authority';

export interface TestPkiOptions {
  /** Around this instant everything is valid; by default the real one. */
  readonly now?: Date;
  /** Address of the services, as `http://127.0.0.1:1234`; without it certificates name no service. */
  readonly base?: string;
  /** Key of root and intermediate; P-256 by default. */
  readonly authorityKind?: KeyKind;
}

export interface TestSignerRequest {
  readonly kind?: KeyKind;
  readonly givenName?: string;
  readonly surname?: string;
  /** Stands in the certificate as `TINIT-…`. */
  readonly taxCode?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Adds the statements that it is qualified and its key in a device; nobody but a test list will believe it. */
  readonly claimsQualified?: boolean;
  /** What it states to be for; for signatures when absent. */
  readonly purpose?: 'esign' | 'eseal';
  /** With `claimsQualified`: the key is in a qualified device. It is when absent. */
  readonly isInDevice?: boolean;
  readonly revoked?: Date;
  readonly suspended?: Date;
}

/**
 * A PKI for tests: root, intermediate, signers of every kind, a time-stamping authority. Every name says
 * NON VALIDO – TEST, policies lie under the arc for examples, and no key outlives the process: nothing that it makes
 * can be taken for a qualified certificate.
 */
export interface TestPki {
  readonly now: Date;
  readonly root: TestAuthority;
  readonly intermediate: TestAuthority;
  readonly authorities: readonly TestAuthority[];
  /** Certificate of the time-stamping authority, issued by the intermediate. */
  readonly timestampAuthority: TestHolder;
  signer(request?: TestSignerRequest): TestHolder;
  /** Further authorities for time-stamps, as with a wrong purpose or an end in the past. */
  otherTimestampAuthority(wish: {
    readonly purpose?: string;
    readonly notAfter?: Date;
    readonly kind?: KeyKind;
  }): TestHolder;
}

/** Makes the PKI; with keys on elliptic curves it takes some milliseconds. */
export function createTestPki({
  now = new Date(),
  base,
  authorityKind = 'p-256',
}: TestPkiOptions = {}): TestPki {
  const urls = (name: string): ServiceUrls =>
    base === undefined
      ? {}
      : { ocsp: `${base}/ocsp/${name}`, crl: `${base}/crl/${name}`, issuer: `${base}/issuer/${name}` };
  const options = { now, kind: authorityKind };
  const root = makeAuthority('Radice', undefined, { ...options, urls: urls('root') });
  const intermediate = makeAuthority('CA', root, { ...options, urls: urls('intermediate') });
  const from = (years: number): Date => new Date(now.getTime() + years * YEAR);
  const timestamper: TestPki['otherTimestampAuthority'] = (wish) =>
    intermediate.issue({
      name: testName('TSA'),
      kind: wish.kind ?? 'p-256',
      notBefore: from(-1),
      notAfter: wish.notAfter ?? from(5),
      extensions: [keyUsage(0), purpose(wish.purpose ?? OID.ekuTimeStamping), policies('2.999.3')],
    });
  return {
    now,
    root,
    intermediate,
    authorities: [root, intermediate],
    timestampAuthority: timestamper({}),
    otherTimestampAuthority: timestamper,
    signer(request = {}) {
      const holder = intermediate.issue({
        name: personName(request),
        kind: request.kind ?? 'p-256',
        notBefore: request.notBefore ?? from(-1),
        notAfter: request.notAfter ?? from(2),
        extensions: [
          keyUsage(1),
          policies('2.999.2'),
          qcStatements(
            request.claimsQualified === true,
            request.purpose ?? 'esign',
            request.isInDevice ?? true,
          ),
        ],
      });
      if (request.revoked) intermediate.revoke(holder.read, { at: request.revoked, reason: 'keyCompromise' });
      if (request.suspended) {
        intermediate.revoke(holder.read, { at: request.suspended, reason: 'certificateHold' });
      }
      return holder;
    },
  };
}

/** EN 319 412-2 §4.2.4 and EN 319 412-1 §5.1.3. */
function personName({
  givenName = 'Anna',
  surname = 'Bianchi',
  taxCode = 'BNCNNA80A41H501X',
}: TestSignerRequest): readonly NamePart[] {
  return [
    { oid: '2.5.4.6', value: 'IT', printable: true },
    { oid: '2.5.4.10', value: TEST_MARK },
    { oid: '2.5.4.4', value: surname },
    { oid: '2.5.4.42', value: givenName },
    { oid: '2.5.4.5', value: `TINIT-${taxCode}`, printable: true },
    { oid: '2.5.4.3', value: `${givenName} ${surname} (${TEST_MARK})` },
  ];
}
