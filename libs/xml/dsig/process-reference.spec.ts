import { createHash } from 'node:crypto';
import { mustAccept } from '@libro-firma/kernel';
import { xmlEngine, type XmlEngine } from '../engine/xml-engine';
import { DSIG_NAMESPACE } from './namespaces';
import { processReference } from './process-reference';
import { readSignatureElement } from './signature-element';

const ENVELOPED = '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>';
const EXCLUSIVE = '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>';
const WITHOUT_SIGNATURES = `<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>not(ancestor-or-self::d:Signature)</XPath></Transform>`;
const WITHOUT_SIGNATURES_2 = `<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//d:Signature</f:XPath></Transform>`;

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

/** The bytes that a reference of this URI hashes, in a document with one letter and one signature. */
function hashedBytes(uri: string, transforms: string): string | undefined {
  const text = `<Posta><Lettera Id="letter">ciao</Lettera><Signature xmlns="${DSIG_NAMESPACE}" xmlns:d="${DSIG_NAMESPACE}"><SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><SignatureMethod Algorithm="urn:none"/><Reference URI="${uri}"><Transforms>${transforms}</Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>${createHash('sha256').digest('base64')}</DigestValue></Reference></SignedInfo><SignatureValue Id="value">AAAA</SignatureValue></Signature></Posta>`;
  const document = mustAccept(engine.read(Buffer.from(text)));
  const element = document.elements.find(({ localName }) => localName === 'Signature')!;
  const [reference] = readSignatureElement(element)!.references;
  const context = { engine, document, signature: element, external: () => undefined, opened: [] };
  const processed = processReference(reference!, context);
  document.dispose();
  return processed.octets?.toString();
}

describe('a reference', () => {
  it.each([
    ['to an element', '#letter', EXCLUSIVE, '<Lettera Id="letter">ciao</Lettera>'],
    [
      'to the whole document without the signature',
      '',
      ENVELOPED,
      '<Posta><Lettera Id="letter">ciao</Lettera></Posta>',
    ],
    [
      'to the whole document without any signature',
      '',
      WITHOUT_SIGNATURES,
      '<Posta><Lettera Id="letter">ciao</Lettera></Posta>',
    ],
    [
      'to what the second filter leaves',
      '',
      WITHOUT_SIGNATURES_2,
      '<Posta><Lettera Id="letter">ciao</Lettera></Posta>',
    ],
    [
      'to an element outside, without any signature',
      '#letter',
      WITHOUT_SIGNATURES,
      '<Lettera Id="letter">ciao</Lettera>',
    ],
  ])('%s hashes it', (_, uri, transforms, bytes) => {
    expect(hashedBytes(uri, transforms + EXCLUSIVE)).toBe(bytes);
  });

  // The filter asks of each node whether a signature is among its ancestors: of a part of a signature nothing is left.
  it.each([
    ['the first XPath filter', WITHOUT_SIGNATURES],
    ['the second XPath filter', WITHOUT_SIGNATURES_2],
  ])('to a part of a signature without any signature, by %s, hashes nothing', (_, filter) => {
    expect(hashedBytes('#value', filter + EXCLUSIVE)).toBe('');
  });
});
