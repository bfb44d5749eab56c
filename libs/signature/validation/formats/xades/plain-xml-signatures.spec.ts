import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { bufferSource } from '@libro-firma/pdf';
import { DSIG_NAMESPACE } from '@libro-firma/xml';
import type { SignatureReport } from '../../report/validation-report';
import { validateFile } from '../../validate-file';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const NOTE = '<Nota Id="nota">pagare</Nota>';

interface Writing {
  readonly keyInfo?: string;
  readonly type?: string;
  /** Where the signed note stands. */
  readonly place?: 'beside' | 'inside an object';
  readonly transforms?: string;
  readonly uri?: string;
  readonly hashed?: string;
  readonly curve?: boolean;
}

/** A signature without properties over a note, all of it written in canonical form. */
function signed(writing: Writing): string {
  const { keyInfo = '', type, place = 'beside', uri = '#nota', hashed = NOTE } = writing;
  const method = writing.curve ? 'ecdsa-sha256' : 'rsa-sha256';
  const stated = type === undefined ? '' : ` Type="${type}"`;
  const transforms = `<ds:Transforms>${writing.transforms ?? ''}<ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform></ds:Transforms>`;
  const digest = createHash('sha256').update(hashed).digest('base64');
  const info = `<ds:SignedInfo xmlns:ds="${DSIG_NAMESPACE}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#${method}"></ds:SignatureMethod><ds:Reference${stated} URI="${uri}">${transforms}<ds:DigestMethod Algorithm="${SHA256}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const key = writing.curve
    ? ({ key: elliptic.privateKey, dsaEncoding: 'ieee-p1363' } as const)
    : rsa.privateKey;
  const value = sign('sha256', Buffer.from(info), key).toString('base64');
  const object = place === 'beside' ? '' : `<ds:Object>${NOTE}</ds:Object>`;
  const signature = `<ds:Signature xmlns:ds="${DSIG_NAMESPACE}">${info}<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfo}${object}</ds:Signature>`;
  return `<Busta>${place === 'beside' ? NOTE : ''}${signature}</Busta>`;
}

async function judge(text: string): Promise<SignatureReport> {
  const [signature] = (await validateFile(bufferSource(Buffer.from(text)), { anchors: [], at: new Date() }))
    .signatures;
  if (!signature) throw new Error('no signature was found');
  return signature;
}

const base64 = (base64url: string | undefined): string =>
  Buffer.from(base64url ?? '', 'base64url').toString('base64');
const { n, e } = rsa.publicKey.export({ format: 'jwk' });
const { x, y } = elliptic.publicKey.export({ format: 'jwk' });
const point = Buffer.concat([
  Buffer.from([4]),
  Buffer.from(x ?? '', 'base64url'),
  Buffer.from(y ?? '', 'base64url'),
]);
const RSA_KEY = `<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${base64(n)}</ds:Modulus><ds:Exponent>${base64(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>`;
const EC_KEY = `<ds:KeyInfo><ds:KeyValue><ds11:ECKeyValue xmlns:ds11="http://www.w3.org/2009/xmldsig11#"><ds11:NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"></ds11:NamedCurve><ds11:PublicKey>${point.toString('base64')}</ds11:PublicKey></ds11:ECKeyValue></ds:KeyValue></ds:KeyInfo>`;

describe('a signature whose key stands alone', () => {
  it.each([
    ['RSA', signed({ keyInfo: RSA_KEY })],
    ['ECDSA', signed({ keyInfo: EC_KEY, curve: true })],
  ])('is intact by %s, and nobody’s', async (_, text) => {
    const signature = await judge(text);
    expect(signature).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
      integrity: 'INTACT',
    });
    const said = signature.checks.map(({ id, outcome }) => [id, outcome]);
    expect(said).toContainEqual(['signature-value-verifies', 'NOT_APPLICABLE']);
  });

  it('is broken when the value is of another key', async () => {
    const text = signed({ keyInfo: RSA_KEY.replace('<ds:Exponent>AQAB', '<ds:Exponent>AQAD') });
    expect(await judge(text)).toMatchObject({ indication: 'TOTAL_FAILED', integrity: 'BROKEN' });
  });

  it('is broken when what is signed was changed', async () => {
    const text = signed({ keyInfo: RSA_KEY }).replace('pagare', 'negare');
    expect(await judge(text)).toMatchObject({ indication: 'TOTAL_FAILED', integrity: 'BROKEN' });
  });

  it('is not known to be intact without a key', async () => {
    expect(await judge(signed({}))).toMatchObject({ integrity: 'UNKNOWN' });
  });
});

describe('a reference that states a type', () => {
  const OBJECT = `${DSIG_NAMESPACE}Object`;

  it('of an object of the signature is held to it', async () => {
    const outside = await judge(signed({ keyInfo: RSA_KEY, type: OBJECT }));
    expect(outside.checks).toContainEqual(
      expect.objectContaining({ id: 'objects-of-the-signature-stand-in-it', outcome: 'UNKNOWN' }),
    );
    const inside = await judge(signed({ keyInfo: RSA_KEY, type: OBJECT, place: 'inside an object' }));
    expect(inside.checks).toContainEqual(
      expect.objectContaining({ id: 'objects-of-the-signature-stand-in-it', outcome: 'PASSED' }),
    );
  });

  it('of a counter-signature, over other content, is a signature of that content', async () => {
    const type = 'http://uri.etsi.org/01903#CountersignedSignature';
    expect(await judge(signed({ keyInfo: RSA_KEY, type }))).toMatchObject({
      type: 'SIGNATURE',
      integrity: 'INTACT',
    });
  });
});

describe('a filter that leaves out signatures', () => {
  it('by their qualified name, as the Belgian signers write it, is followed', async () => {
    const filter = `<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">/descendant::*[name()='ds:Signature']</f:XPath></ds:Transform>`;
    const whole = { keyInfo: RSA_KEY, uri: '', transforms: filter, hashed: `<Busta>${NOTE}</Busta>` };
    expect(await judge(signed(whole))).toMatchObject({ integrity: 'INTACT' });
    expect(await judge(signed(whole).replace('pagare', 'negare'))).toMatchObject({ integrity: 'BROKEN' });
  });
});
