import { der, nameText, readAsn1, type Certificate } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { digestOf } from '@libro-firma/trust';
import { DSIG_NAMESPACE, xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { createTestPki } from '../../../testing/pki/test-pki';
import { judgeXmlReference } from './certificate-reference';

const pki = createTestPki({ now: new Date('2026-06-01T10:00:00Z') });
const certificate = pki.signer().read;
const another = pki.signer({ taxCode: 'VRDBRN75B01F205X' }).read;
const XADES_111 = 'http://uri.etsi.org/01903/v1.1.1#';
const XADES_132 = 'http://uri.etsi.org/01903/v1.3.2#';

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

/** What is said of a reference with this digest and, where it is given, this issuer. */
function judge(namespace: string, digestNamespace: string, named: Certificate, issuer = ''): string {
  const digest = digestOf('sha256', named.der).toString('base64');
  const method = 'http://www.w3.org/2001/04/xmlenc#sha256';
  const cert = `<x:Cert><x:CertDigest><d:DigestMethod Algorithm="${method}"/><d:DigestValue>${digest}</d:DigestValue></x:CertDigest>${issuer}</x:Cert>`;
  const text = `<x:SignedProperties xmlns:x="${namespace}" xmlns:d="${digestNamespace}"><x:SignedSignatureProperties><x:SigningCertificate>${cert}</x:SigningCertificate></x:SignedSignatureProperties></x:SignedProperties>`;
  const document = mustAccept(engine.read(Buffer.from(text)));
  const outcome = judgeXmlReference(document.root, certificate);
  document.dispose();
  return outcome;
}

const issuerSerial = (name: Buffer, serial = certificate.serialNumber): string =>
  `<x:IssuerSerialV2>${der.sequence(der.sequence(der.explicit(4, name)), der.integer(serial)).toString('base64')}</x:IssuerSerialV2>`;

describe('the reference to the signing certificate in XAdES', () => {
  it.each([
    ['of today', XADES_132, DSIG_NAMESPACE],
    ['of version 1.1.1, whose digest is in its own namespace', XADES_111, XADES_111],
  ])('%s is read', (_, namespace, digestNamespace) => {
    expect(judge(namespace, digestNamespace, certificate)).toBe('OK');
    expect(judge(namespace, digestNamespace, another)).toBe('MISMATCH');
  });

  it('may name the serial number in its own element, not as bare text, and no other', () => {
    const { serialNumber } = certificate;
    const said = (inside: string): string =>
      judge(XADES_132, DSIG_NAMESPACE, certificate, `<x:IssuerSerial>${inside}</x:IssuerSerial>`);
    expect(said(`<d:X509SerialNumber>${serialNumber}</d:X509SerialNumber>`)).toBe('OK');
    expect(said(`<d:X509SerialNumber>${serialNumber + 1n}</d:X509SerialNumber>`)).toBe('MISMATCH');
    expect(said(String(serialNumber))).toBe('MISMATCH');
    expect(said('')).toBe('MISMATCH');
  });

  it('may name the issuer in the order of the certificate or backwards, and no other', () => {
    const { issuer } = certificate;
    const parts = readAsn1(issuer.der).children();
    const backwards = der.sequence(...parts.map(({ bytes }) => bytes).reverse());
    expect(parts.length).toBeGreaterThan(1);
    const said = (name: Buffer, serial?: bigint): string =>
      judge(XADES_132, DSIG_NAMESPACE, certificate, issuerSerial(name, serial));
    expect(said(issuer.der)).toBe('OK');
    expect(said(backwards)).toBe('OK');
    expect(said(backwards, certificate.serialNumber + 1n)).toBe('MISMATCH');
    expect(nameText(certificate.subject)).not.toBe(nameText(issuer));
    expect(said(certificate.subject.der)).toBe('MISMATCH');
  });
});
