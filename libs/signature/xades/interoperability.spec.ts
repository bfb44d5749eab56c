import { X509Certificate } from 'node:crypto';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine } from '@libro-firma/xml';
import { SignedXml } from 'xml-crypto';
import { TEST_SIGNERS } from '../testing/test-signers';
import type { SignatureReport } from '../validation/report/validation-report';
import { validateFile } from '../validation/validate-file';
import { signXades } from './sign-xades';

const signer = TEST_SIGNERS['RSA-2048 SHA-256']!();
const pem = new X509Certificate(signer.certificate).toString();
const DOCUMENT =
  '<a xmlns="urn:x" xmlns:y="urn:y"><y:b c="&lt;1&gt;">è &amp; così</y:b>\n<!-- nota --><d/></a>';
const C14N = {
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
};

/** A signature made by xml-crypto, which shares no code with ours: its own parser, its own canonicalisation. */
function signedByOthers(canonicalisation: string): string {
  const other = new SignedXml({
    privateKey: signer.key.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicCert: pem,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: canonicalisation,
  });
  other.addReference({
    xpath: '/*',
    isEmptyUri: true,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', canonicalisation],
  });
  other.computeSignature(DOCUMENT);
  return other.getSignedXml();
}

async function judge(text: string): Promise<SignatureReport | undefined> {
  const report = await validateFile(bufferSource(Buffer.from(text)), {
    anchors: [signer.certificate],
    at: new Date('2026-06-01T10:00:00Z'),
  });
  return report.signatures[0];
}

describe('xml-crypto and we', () => {
  it.each(Object.entries(C14N))('agree on what it signs by %s canonicalisation', async (_, algorithm) => {
    const signed = signedByOthers(algorithm);
    expect(await judge(signed)).toMatchObject({
      integrity: 'INTACT',
      coverage: 'WHOLE_FILE',
      // A plain XML signature: it names no certificate.
      signingCertificateReference: 'MISSING',
    });
    expect(await judge(signed.replace('così', 'cosi'))).toMatchObject({
      integrity: 'BROKEN',
      subIndication: 'HASH_FAILURE',
    });
  });

  it('agree on what we sign', async () => {
    const engine = await xmlEngine();
    const options = { certificate: signer.certificate, chain: [], signingTime: new Date() };
    const target = { kind: 'enveloped', document: Buffer.from(DOCUMENT) } as const;
    const signed = mustAccept(signXades(engine, target, options, signer.key)).toString();
    const accepts = (text: string): boolean => {
      const other = new SignedXml({ publicCert: pem });
      other.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(text)?.[0] ?? '');
      try {
        return other.checkSignature(text);
      } catch {
        return false;
      }
    };
    expect(accepts(signed)).toBe(true);
    expect(accepts(signed.replace('così', 'cosi'))).toBe(false);
  });
});
