import { der, OID, readAsn1, readSignedData } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { digestOf } from '@libro-firma/trust';
import { attribute, buildSignedAttributes } from '../../../cms/signed-attributes';
import { writeSignedData } from '../../../cms/write-signed-data';
import { signPades, validateFile, type ValidationReport } from '../../../index';
import { signWith } from '../../../keys/sign-with';
import { createTestPki } from '../../../testing/pki/test-pki';
import { samplePdf } from '../../../testing/sample-pdf';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createTestPki({ now });
const anna = pki.signer();
const content = Buffer.from('Determina n. 12\n');
const other = Buffer.from('Determina n. 13\n');

function judge(file: Buffer): Promise<ValidationReport> {
  return validateFile(bufferSource(file), {
    anchors: [pki.root.holder.certificate],
    at: now,
    contents: [{ name: 'a.txt', source: bufferSource(content) }],
  });
}

const attributesOf = (bytes: Buffer): readonly Buffer[] =>
  readAsn1(buildSignedAttributes(digestOf('sha256', bytes), anna.read, 'sha256'))
    .children()
    .map((node) => node.bytes);
const isOf = (oid: string) => (bytes: Buffer) => bytes.includes(der.oid(oid));
const without = (oid: string): readonly Buffer[] => attributesOf(content).filter((one) => !isOf(oid)(one));

/** A detached signature whose value is right for these attributes: nothing but what they say is wrong. */
function signed(attributes: readonly Buffer[]): Buffer {
  const signedAttributes = der.setOf(attributes);
  return writeSignedData({
    algorithm: anna.algorithm,
    signedAttributes,
    value: signWith(anna.key, anna.algorithm, signedAttributes),
    certificate: anna.read,
    chain: anna.chain,
  });
}

/** The value says SHA-256, the signer SHA-384, and the digest of the content is right for the latter. */
function digestsThatDisagree(): Buffer {
  const digest = attribute(OID.messageDigest, der.octetString(digestOf('sha384', content)));
  const file = signed([...without(OID.messageDigest), digest]);
  const [sha256, sha384] = [der.oid(OID.sha256), der.oid(OID.sha384)];
  for (let at = file.indexOf(sha256); at !== -1; at = file.indexOf(sha256, at + 1)) sha384.copy(file, at);
  return file;
}

describe('a CMS whose parts contradict each other', () => {
  it('passes while they do not', async () => {
    expect((await judge(signed(attributesOf(content)))).conclusion).toBe('TOTAL_PASSED');
  });

  it.each<[string, () => Buffer]>([
    ['lacks the message digest', () => signed(without(OID.messageDigest))],
    ['lacks the content type', () => signed(without(OID.contentType))],
    [
      'states another content type',
      () => signed([...without(OID.contentType), attribute(OID.contentType, der.oid(OID.tstInfo))]),
    ],
    [
      'states two message digests',
      () => signed([...attributesOf(content), ...attributesOf(other).filter(isOf(OID.messageDigest))]),
    ],
    [
      'states two values of one message digest',
      () =>
        signed([
          ...without(OID.messageDigest),
          der.sequence(
            der.oid(OID.messageDigest),
            der.setOf([other, content].map((one) => der.octetString(digestOf('sha256', one)))),
          ),
        ]),
    ],
    ['states the digest of another content', () => signed(attributesOf(other))],
    ['names two digest algorithms', digestsThatDisagree],
  ])('is broken when it %s, though the value is right', async (_, file) => {
    const { conclusion, signatures } = await judge(file());
    expect(conclusion).toBe('TOTAL_FAILED');
    expect(signatures.map(({ integrity }) => integrity)).toEqual(['BROKEN']);
  });

  it('is held against a signature when it names the certificate of somebody else, and told when it names none', async () => {
    const bruno = pki.signer({ givenName: 'Bruno', taxCode: 'VRDBRN75B01F205X' });
    const reference = readAsn1(buildSignedAttributes(digestOf('sha256', content), bruno.read, 'sha256'))
      .children()
      .map(({ bytes }) => bytes)
      .filter(isOf(OID.signingCertificateV2));
    for (const references of [[], reference]) {
      const { signatures } = await judge(signed([...without(OID.signingCertificateV2), ...references]));
      // A plain CMS need not name it; what it names must be right.
      expect(signatures[0]?.indication === 'TOTAL_PASSED').toBe(references.length === 0);
      expect(signatures[0]?.signingCertificateReference).toBe(references.length ? 'MISMATCH' : 'MISSING');
    }
  });
});

it('several signers in the CMS of a PDF make it fail', async () => {
  const file = samplePdf();
  const { increment } = mustAccept(signPades(bufferSource(file), { ...anna, extraBytes: 4000 }, anna.key));
  const one = Buffer.concat([file, increment]);
  expect((await judge(one)).conclusion).toBe('TOTAL_PASSED');
  const [, digits = ''] = /\/Contents <([0-9a-f]+)>/i.exec(one.toString('latin1')) ?? [];
  const cms = Buffer.from(digits, 'hex');
  const parts = readSignedData(cms)
    .node.children()
    .map(({ bytes }) => bytes);
  const [signer] = readAsn1(parts.at(-1) ?? cms).children();
  if (!signer) throw new Error('there is no signer');
  const twice = der.setOf([signer.bytes, signer.bytes]);
  const doubled = der.sequence(
    der.oid(OID.signedData),
    der.explicit(0, der.sequence(...parts.slice(0, -1), twice)),
  );
  const padded = doubled.toString('hex').padEnd(digits.length, '0');
  expect(padded).toHaveLength(digits.length);
  const two = Buffer.from(one.toString('latin1').replace(digits, padded), 'latin1');
  expect(await judge(two)).toMatchObject({
    conclusion: 'TOTAL_FAILED',
    signatures: [{ subIndication: 'FORMAT_FAILURE' }],
  });
});
