import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { signWith } from '../keys/sign-with';
import { ask, itWith } from '../testing/oracles';
import { LivePki } from '../testing/pki/live-services';
import { liveTimestamps } from '../testing/pki/live-signing';
import { TEST_SIGNERS } from '../testing/test-signers';
import { validateFile } from '../validation/validate-file';
import type { ValidationReport } from '../validation/report/validation-report';
import { completeXades, completeXadesWithTimestamp, prepareXades, signXades } from './sign-xades';
import type { XadesTarget } from './xades-target';

let engine: XmlEngine;
let live: LivePki;
beforeAll(async () => {
  engine = await xmlEngine();
  live = await LivePki.start();
});
afterAll(() => live.close());

const signingTime = new Date('2026-06-01T10:00:00.700Z');
const judge = (file: Buffer, anchor: Buffer): Promise<ValidationReport> =>
  validateFile(bufferSource(file), { anchors: [anchor], at: signingTime });

const SEGNATURA = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?>\n<p:Segnatura xmlns:p="http://www.agid.gov.it/protocollo/" versione="3.0.0">\n' +
    '  <p:Oggetto>Determina è &amp; così</p:Oggetto><!-- nota -->\n</p:Segnatura>\n<!-- </fine> -->\n',
);
const enveloped = (document: Buffer | string): XadesTarget => ({
  kind: 'enveloped',
  document: Buffer.from(document),
});

describe('an enveloped XAdES signature', () => {
  it.each(Object.keys(TEST_SIGNERS))(
    'made with %s is TOTAL_PASSED and keeps the document around it',
    async (name) => {
      const signer = TEST_SIGNERS[name]!();
      const options = {
        certificate: signer.certificate,
        chain: [],
        signingTime,
        signatureAlgorithm: signer.algorithm.scheme,
        digestAlgorithm: signer.algorithm.digest,
      };
      const signed = mustAccept(signXades(engine, enveloped(SEGNATURA), options, signer.key));
      const report = await judge(signed, signer.certificate);
      expect(report).toMatchObject({
        format: 'XAdES',
        conclusion: 'TOTAL_PASSED',
        signatures: [
          {
            integrity: 'INTACT',
            coverage: 'WHOLE_FILE',
            signingCertificateReference: 'OK',
            claimedSigningTime: '2026-06-01T10:00:00.000Z',
          },
        ],
      });
      const text = signed.toString();
      expect(text.replace(/<ds:Signature .*<\/ds:Signature>/s, '')).toBe(SEGNATURA.toString());
    },
  );

  itWith('xmlsec1')('is accepted by others', () => {
    for (const name of ['RSA-2048 SHA-256', 'ECDSA P-256', 'ECDSA P-384']) {
      const signer = TEST_SIGNERS[name]!();
      const options = { certificate: signer.certificate, chain: [], signingTime };
      const signed = mustAccept(signXades(engine, enveloped(SEGNATURA), options, signer.key));
      const verify = (file: Buffer): string =>
        ask(
          'xmlsec1',
          [
            '--verify',
            '--insecure',
            '--enabled-key-data',
            'x509',
            '--id-attr:Id',
            'SignedProperties',
            'a.xml',
          ],
          { 'a.xml': file },
        ).output;
      expect(verify(signed)).toContain('SignedInfo References (ok/all): 2/2');
      expect(verify(signed)).not.toContain('FAIL');
      expect(verify(Buffer.from(signed.toString().replace('Determina', 'determina')))).toContain('FAIL');
    }
  });

  it.each(['<a/>', '<a  b="/>" />', "<a b='>'></a>", '<a>1<b/></a><?x </y> ?>'])(
    'finds its place in %s',
    async (document) => {
      const signer = TEST_SIGNERS['ECDSA P-256']!();
      const options = { certificate: signer.certificate, chain: [], signingTime };
      const signed = mustAccept(signXades(engine, enveloped(document), options, signer.key));
      expect((await judge(signed, signer.certificate)).conclusion).toBe('TOTAL_PASSED');
    },
  );

  it('is not put beside another, which it would break', () => {
    const signer = TEST_SIGNERS['ECDSA P-256']!();
    const options = { ...signer, chain: [], signingTime };
    const once = mustAccept(signXades(engine, enveloped(SEGNATURA), options, signer.key));
    expect(signXades(engine, enveloped(once), options, signer.key)).toMatchObject({
      ok: false,
      refusal: { code: 'SIGNATURE_XML_NOT_SIGNABLE', details: { reason: 'already signed' } },
    });
  });

  it.each([
    [
      'another encoding',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>è</a>', 'latin1'),
      'SIGNATURE_XML_NOT_SIGNABLE',
    ],
    ['a DOCTYPE', Buffer.from('<!DOCTYPE a><a/>'), 'XML_DOCTYPE'],
    ['no XML', Buffer.from('ciao'), 'XML_NOT_WELL_FORMED'],
  ])('refuses %s', (_, document, code) => {
    const signer = TEST_SIGNERS['ECDSA P-256']!();
    const signed = signXades(
      engine,
      { kind: 'enveloped', document },
      { ...signer, chain: [], signingTime },
      signer.key,
    );
    expect(signed).toMatchObject({ ok: false, refusal: { code } });
  });

  it('refuses every swap between its phases by its own code', () => {
    const signer = TEST_SIGNERS['ECDSA P-256']!();
    const other = TEST_SIGNERS['ECDSA P-256']!();
    const target = enveloped(SEGNATURA);
    const options = { certificate: signer.certificate, chain: [], signingTime };
    const prepared = mustAccept(prepareXades(engine, target, options));
    const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
    const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined =>
      result.refusal?.code;
    const changed = Buffer.from(SEGNATURA.toString().replace('Determina', 'Delibera'));
    expect(codeOf(completeXades(engine, enveloped(changed), prepared, value, options))).toBe(
      'SIGNATURE_DOCUMENT_CHANGED',
    );
    expect(
      codeOf(completeXades(engine, target, prepared, value, { ...options, certificate: other.certificate })),
    ).toBe('SIGNATURE_CERTIFICATE_CHANGED');
    const later = { ...prepared, signingTime: new Date(0) };
    expect(codeOf(completeXades(engine, target, later, value, options))).toBe(
      'SIGNATURE_PREPARATION_CHANGED',
    );
    const wrong = signWith(other.key, other.algorithm, prepared.toBeSigned);
    expect(codeOf(completeXades(engine, target, prepared, wrong, options))).toBe('SIGNATURE_VALUE_MISMATCH');
    expect(completeXades(engine, target, prepared, value, options).ok).toBe(true);
  });

  it('with a timestamp says when it was there, and the timestamp is about it', async () => {
    const signer = live.pki.signer();
    const target = enveloped(SEGNATURA);
    const options = { ...signer, signingTime: new Date() };
    const prepared = mustAccept(prepareXades(engine, target, options));
    const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
    const signed = mustAccept(
      await completeXadesWithTimestamp(engine, target, { prepared, value }, options, liveTimestamps(live)),
    );
    const [signature] = (await validateFile(bufferSource(signed), { anchors: [], at: new Date() }))
      .signatures;
    expect(signature).toMatchObject({
      integrity: 'INTACT',
      timestamps: [{ kind: 'SIGNATURE_TIMESTAMP', integrity: 'INTACT' }],
    });
  });
});
