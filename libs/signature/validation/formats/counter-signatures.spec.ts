import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { counterSignaturesOf, OID, readSignedData, valuesOf } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { DSIG_NAMESPACE } from '@libro-firma/xml';
import { editSignedData, withUnsignedAttributes } from '../../cms/edit-signed-data';
import { attribute } from '../../cms/signed-attributes';
import { signCadesByTest } from '../../testing/cades-signing';
import { createTestPki } from '../../testing/pki/test-pki';
import type { ValidationReport } from '../report/validation-report';
import { validateFile } from '../validate-file';

const now = new Date();
const pki = createTestPki({ now });
const anna = pki.signer();
const ugo = pki.signer({ givenName: 'Ugo', taxCode: 'RSSGUO80A01H501X' });

const judge = (file: Buffer): Promise<ValidationReport> =>
  validateFile(bufferSource(file), { anchors: [pki.root.holder.certificate], at: now });
const told = ({ signatures }: ValidationReport): readonly string[] =>
  signatures.map(({ type, integrity, indication }) => `${type} ${integrity} ${indication}`);

function changedAt(file: Buffer, piece: Buffer): Buffer {
  const at = file.indexOf(piece);
  if (at < 0) throw new Error('the piece is not in the file');
  const changed = Buffer.from(file);
  const place = at + piece.length - 1;
  changed[place] = (changed[place] ?? 0) ^ 1;
  return changed;
}

describe('a counter-signature in a CMS', () => {
  const act = (text: string): Buffer =>
    signCadesByTest({ kind: 'ATTACHED', document: bufferSource(Buffer.from(text)) }, anna);
  const countered = signCadesByTest({ kind: 'COUNTER', signed: bufferSource(act('Uno')), signer: 0 }, ugo);
  const [signer] = readSignedData(countered).signers;
  const [counter] = signer ? counterSignaturesOf(signer) : [];
  const [attributeValue] = valuesOf(signer?.unsignedAttributes, OID.counterSignature);
  if (!signer || !counter || !attributeValue) throw new Error('nobody countersigned');

  it('is one of the signatures, and passes with the one that it counters', async () => {
    const report = await judge(countered);
    expect(told(report)).toEqual(['SIGNATURE INTACT TOTAL_PASSED', 'COUNTER_SIGNATURE INTACT TOTAL_PASSED']);
    expect(report.signatures[1]?.signer?.givenName).toBe('Ugo');
  });

  it('does not hold over the signature of another act', async () => {
    const other = readSignedData(act('Due'));
    const [one] = other.signers;
    const moved = one && withUnsignedAttributes(one, [attribute(OID.counterSignature, attributeValue.bytes)]);
    const file = editSignedData(other, {
      certificates: [ugo.certificate],
      replaced: new Map(one && moved ? [[one, moved]] : []),
    });
    const report = await judge(file);
    expect(told(report)).toEqual(['SIGNATURE INTACT TOTAL_PASSED', 'COUNTER_SIGNATURE BROKEN TOTAL_FAILED']);
    expect(report.conclusion).toBe('TOTAL_FAILED');
  });

  it('whose value was changed is broken, and takes nothing from the signature that it counters', async () => {
    expect(told(await judge(changedAt(countered, counter.signature)))).toEqual([
      'SIGNATURE INTACT TOTAL_PASSED',
      'COUNTER_SIGNATURE BROKEN TOTAL_FAILED',
    ]);
  });

  it('falls with the value that it counters', async () => {
    expect(told(await judge(changedAt(countered, signer.signature)))).toEqual([
      'SIGNATURE BROKEN TOTAL_FAILED',
      'COUNTER_SIGNATURE BROKEN TOTAL_FAILED',
    ]);
  });
});

const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
const COUNTERED_TYPE = 'http://uri.etsi.org/01903#CountersignedSignature';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { n, e } = rsa.publicKey.export({ format: 'jwk' });
const base64 = (text: string | undefined): string => Buffer.from(text ?? '', 'base64url').toString('base64');
const KEY = `<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${base64(n)}</ds:Modulus><ds:Exponent>${base64(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>`;

interface XmlWriting {
  readonly uri: string;
  /** What the reference is over, in canonical form. */
  readonly over: string;
  readonly id: string;
  readonly type?: string;
  readonly unsigned?: string;
}

/** By hand, in canonical form: a signature is written as it is hashed. */
function xmlSignature({ uri, over, id, type, unsigned }: XmlWriting): string {
  const digest = createHash('sha256').update(over).digest('base64');
  const stated = type === undefined ? '' : ` Type="${type}"`;
  const info = `<ds:SignedInfo xmlns:ds="${DSIG_NAMESPACE}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod><ds:Reference${stated} URI="${uri}"><ds:Transforms><ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="${SHA256}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const value = sign('sha256', Buffer.from(info), rsa.privateKey).toString('base64');
  const properties =
    unsigned === undefined
      ? ''
      : `<ds:Object><x:QualifyingProperties xmlns:x="${XADES}" Target="#${id}"><x:UnsignedProperties><x:UnsignedSignatureProperties><x:CounterSignature>${unsigned}</x:CounterSignature></x:UnsignedSignatureProperties></x:UnsignedProperties></x:QualifyingProperties></ds:Object>`;
  return `<ds:Signature xmlns:ds="${DSIG_NAMESPACE}" Id="${id}">${info}<ds:SignatureValue Id="${id}-valore">${value}</ds:SignatureValue>${KEY}${properties}</ds:Signature>`;
}

describe('a counter-signature in XAdES', () => {
  const NOTE = '<Nota Id="nota">pagare</Nota>';
  const valueOf = (signature: string, id: string): string =>
    new RegExp(`<ds:SignatureValue Id="${id}-valore">[^<]*</ds:SignatureValue>`)
      .exec(signature)?.[0]
      .replace('<ds:SignatureValue', `<ds:SignatureValue xmlns:ds="${DSIG_NAMESPACE}"`) ?? '';
  const first = xmlSignature({ uri: '#nota', over: NOTE, id: 'prima' });
  const over = valueOf(first, 'prima');
  const counter = xmlSignature({ uri: '#prima-valore', over, id: 'contro', type: COUNTERED_TYPE });
  const withCounter = (unsigned: string): Buffer =>
    Buffer.from(`<Busta>${NOTE}${xmlSignature({ uri: '#nota', over: NOTE, id: 'prima', unsigned })}</Busta>`);
  const checkOf = ({ signatures }: ValidationReport): string | undefined =>
    signatures
      .find(({ type }) => type === 'COUNTER_SIGNATURE')
      ?.checks.find(({ id }) => id === 'counter-signature-covers-the-countered-value')?.outcome;

  it('is intact over the value in which it stands, and so is that', async () => {
    const report = await judge(withCounter(counter));
    expect(report.signatures.map(({ type, integrity }) => `${type} ${integrity}`)).toEqual([
      'SIGNATURE INTACT',
      'COUNTER_SIGNATURE INTACT',
    ]);
    expect(checkOf(report)).toBe('PASSED');
  });

  it('needs no type: the place says what it is', async () => {
    const untyped = xmlSignature({ uri: '#prima-valore', over, id: 'contro' });
    expect(checkOf(await judge(withCounter(untyped)))).toBe('PASSED');
  });

  it('over something else than that value is refused, though it is intact', async () => {
    const elsewhere = xmlSignature({ uri: '#nota', over: NOTE, id: 'contro', type: COUNTERED_TYPE });
    const report = await judge(withCounter(elsewhere));
    expect(checkOf(report)).toBe('FAILED');
    expect(report.conclusion).toBe('TOTAL_FAILED');
  });

  it('falls with the value that it counters, and not the other way round', async () => {
    const text = withCounter(counter).toString();
    const spoil = (id: string): Buffer =>
      Buffer.from(
        text.replace(
          new RegExp(`(Id="${id}-valore">)(.)`),
          (_, head: string, letter: string) => `${head}${letter === 'A' ? 'B' : 'A'}`,
        ),
      );
    const integrities = async (file: Buffer): Promise<readonly string[]> =>
      (await judge(file)).signatures.map(({ integrity }) => integrity);
    expect(await integrities(spoil('prima'))).toEqual(['BROKEN', 'BROKEN']);
    expect(await integrities(spoil('contro'))).toEqual(['INTACT', 'BROKEN']);
  });
});
