import { der, OID, readOcspRequest, readOcspResponse } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { validateFile } from '../../index';
import { writeOcspRequest } from '../../revocation/ocsp-client';
import { keyUsage, writeExtension } from '../../demo-pki/write-certificate';
import { crlPoint, purpose } from '../../testing/pki/extensions';
import type { CrlFault, OcspFault } from '../../testing/pki/faults';
import { answerCrl, answerOcsp } from '../../testing/pki/live-answers';
import { testName } from '../../testing/pki/test-authority';
import { createTestPki } from '../../testing/pki/test-pki';
import { writeCrl } from '../../testing/pki/write-crl';
import { writeOcspResponse } from '../../testing/pki/write-ocsp-response';
import { stampedCms } from '../../testing/stamped-cms';
import {
  aboutTheRest,
  content,
  crlOf,
  days,
  intermediate,
  now,
  ocspFor,
  pki,
  signed,
  stampedNow,
  verdictOf,
} from '../../testing/judged-signatures';

describe('revocation', () => {
  const anna = pki.signer();
  const file = signed({ signer: anna });

  it('that nobody has told of leaves a signature INDETERMINATE, to be tried later', async () => {
    expect(await verdictOf(file, {})).toBe('INDETERMINATE TRY_LATER');
  });

  it('that OCSP or a CRL deny lets it pass', async () => {
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses: [ocspFor(anna)] })).toBe(
      'TOTAL_PASSED -',
    );
    expect(await verdictOf(file, { crls: [...aboutTheRest, crlOf(intermediate)] })).toBe('TOTAL_PASSED -');
  });

  it.each<OcspFault>([
    'OTHER_CERTIFICATE',
    'STATUS_UNKNOWN',
    'STALE',
    'FROM_THE_FUTURE',
    'OTHER_ISSUER_SIGNS',
    'RESPONDER_WITHOUT_PURPOSE',
    'SPOILT_VALUE',
  ])('is not denied by an OCSP answer with the fault %s', async (fault) => {
    const ocspResponses = [ocspFor(anna, now, fault)];
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses })).toBe('INDETERMINATE TRY_LATER');
  });

  it('is not denied by another authority’s responder', async () => {
    const stranger = createTestPki({ now, base: 'http://pki.invalid' });
    const request = writeOcspRequest(anna.read, intermediate.holder.read, Buffer.alloc(16, 1));
    stranger.intermediate.issued.add(anna.read.serialNumber);
    const ocspResponses = [answerOcsp(stranger.intermediate, request, now)];
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses })).toBe('INDETERMINATE TRY_LATER');
  });

  it('is not denied by an answer about the same serial number of another issuer', async () => {
    const other = createTestPki({ now, base: 'http://pki.invalid' });
    const request = writeOcspRequest(anna.read, other.intermediate.holder.read, Buffer.alloc(16, 1));
    const ocspResponses = [answerOcsp(other.intermediate, request, now)];
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses })).toBe('INDETERMINATE TRY_LATER');
  });

  it.each<CrlFault>([
    'STALE',
    'FROM_THE_FUTURE',
    'OTHER_ISSUER',
    'SPOILT_VALUE',
    'UNKNOWN_CRITICAL_EXTENSION',
    'ONLY_SOME_REASONS',
    'ONLY_CA_CERTIFICATES',
  ])('is not denied by a CRL with the fault %s', async (fault) => {
    const crls = [...aboutTheRest, crlOf(intermediate, now, fault)];
    expect(await verdictOf(file, { crls })).toBe('INDETERMINATE TRY_LATER');
  });

  it('is not denied by a list of changes, nor by a list of others', async () => {
    const times = { thisUpdate: now, nextUpdate: days(1) };
    const delta = writeCrl(intermediate, {
      ...times,
      extensions: [writeExtension(OID.deltaCrlIndicator, der.integer(1), true)],
    });
    const indirect = writeCrl(intermediate, {
      ...times,
      signedBy: pki.timestampAuthority,
      extensions: [
        writeExtension(
          OID.issuingDistributionPoint,
          der.sequence(der.contextPrimitive(4, Buffer.from([0xff]))),
          true,
        ),
      ],
    });
    for (const crl of [delta, indirect])
      expect(await verdictOf(file, { crls: [...aboutTheRest, crl] })).toBe('INDETERMINATE TRY_LATER');
  });

  it('is denied by a responder that may be revoked only once a CRL clears the responder', async () => {
    const point = 'http://pki.invalid/crl/responders';
    const responder = intermediate.issue({
      name: testName('OCSP senza nocheck'),
      kind: 'p-256',
      notBefore: days(-30),
      notAfter: days(30),
      extensions: [keyUsage(0), purpose(OID.ekuOcspSigning), ...crlPoint(point)],
      isSilent: true,
    });
    // A list for responders alone: of the signer it says nothing.
    const name = der.contextPrimitive(6, Buffer.from(point));
    const scope = der.sequence(der.explicit(0, der.explicit(0, name)));
    const aboutResponders = (): Buffer =>
      writeCrl(intermediate, {
        thisUpdate: now,
        nextUpdate: days(1),
        extensions: [writeExtension(OID.issuingDistributionPoint, scope, true)],
      });
    const request = readOcspRequest(
      writeOcspRequest(anna.read, intermediate.holder.read, Buffer.alloc(16, 1)),
    );
    const { basic } = readOcspResponse(
      writeOcspResponse(intermediate, request, {
        producedAt: now,
        nextUpdate: days(1),
        signedBy: responder,
      }),
    );
    const ocspResponses = [basic?.der ?? Buffer.alloc(0)];
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses })).toBe('INDETERMINATE TRY_LATER');
    expect(await verdictOf(file, { crls: [...aboutTheRest, aboutResponders()], ocspResponses })).toBe(
      'TOTAL_PASSED -',
    );
    intermediate.revoke(responder.read, { at: days(-1), reason: 'keyCompromise' });
    expect(await verdictOf(file, { crls: [...aboutTheRest, aboutResponders()], ocspResponses })).toBe(
      'INDETERMINATE TRY_LATER',
    );
  });

  it('is counted wherever a proof of an older signature is missing', async () => {
    const revoked = pki.signer({ revoked: days(-10) });
    const given = { crls: [...aboutTheRest, crlOf(intermediate)] };
    const claims = { signer: revoked, signingTime: days(-60) };
    expect(await verdictOf(signed(claims), given)).toBe('INDETERMINATE REVOKED_NO_POE');
    // The instant that the caller states proves nothing either.
    expect(await verdictOf(signed(claims), { ...given, at: days(-60) })).not.toMatch(/TOTAL_PASSED/);
  });

  it('is not counted where a trusted timestamp is older', async () => {
    const revoked = pki.signer({ revoked: days(-10) });
    const given = { crls: [...aboutTheRest, crlOf(intermediate)] };
    const before = signed({ signer: revoked, signatureStamps: [stampedNow] });
    const after = signed({
      signer: revoked,
      signatureStamps: [{ by: pki.timestampAuthority, time: days(-5) }],
    });
    expect(await verdictOf(before, given)).toBe('TOTAL_PASSED -');
    expect(await verdictOf(after, given)).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('before a timestamp over the content makes the signature fail for good', async () => {
    const revoked = pki.signer({ revoked: days(-10) });
    const file = signed({ signer: revoked, contentStamp: { by: pki.timestampAuthority, time: days(-2) } });
    expect(await verdictOf(file, { crls: [...aboutTheRest, crlOf(intermediate)] })).toBe(
      'TOTAL_FAILED REVOKED',
    );
  });

  it('by hold leaves the signature open', async () => {
    const suspended = pki.signer({ suspended: days(-3) });
    expect(
      await verdictOf(signed({ signer: suspended }), { crls: [...aboutTheRest, crlOf(intermediate)] }),
    ).toBe('INDETERMINATE TRY_LATER');
  });

  it('of an authority counts for all below it', async () => {
    const own = createTestPki({ now, base: 'http://pki.invalid' });
    own.root.revoke(own.intermediate.holder.read, { at: days(-4), reason: 'cACompromise' });
    const report = await validateFile(bufferSource(stampedCms({ content, signer: own.signer() })), {
      anchors: [own.root.holder.certificate],
      at: now,
      revocation: {
        crls: [answerCrl(own, own.root, now), answerCrl(own, own.intermediate, now)],
        ocspResponses: [],
      },
    });
    expect(report.signatures[0]).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'REVOKED_CA_NO_POE',
    });
  });
});
