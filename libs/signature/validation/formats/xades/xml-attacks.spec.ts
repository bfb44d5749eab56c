import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { TEST_SIGNERS } from '../../../testing/test-signers';
import { signXades } from '../../../xades/sign-xades';
import type { SignatureReport, ValidationReport } from '../../report/validation-report';
import { validateFile } from '../../validate-file';

const signer = TEST_SIGNERS['ECDSA P-256']!();
const other = TEST_SIGNERS['RSA-2048 SHA-256']!();
const signingTime = new Date('2026-06-01T10:00:00Z');
const DOCUMENT = '<Ordine xmlns="urn:x"><Importo>100</Importo><Nota>pagare</Nota></Ordine>';

let engine: XmlEngine;
let signed: string;
beforeAll(async () => {
  engine = await xmlEngine();
  const options = { certificate: signer.certificate, chain: [], signingTime };
  const target = { kind: 'enveloped', document: Buffer.from(DOCUMENT) } as const;
  signed = mustAccept(signXades(engine, target, options, signer.key)).toString();
});

const judge = (text: string | Buffer): Promise<ValidationReport> =>
  validateFile(bufferSource(Buffer.from(text)), {
    anchors: [signer.certificate, other.certificate],
    at: signingTime,
  });

/** What no attack may come back as: passed, or intact over the whole of what a reader sees. */
function isClean({ conclusion, signatures }: ValidationReport): boolean {
  const clean = (one: SignatureReport): boolean =>
    one.integrity === 'INTACT' && one.coverage === 'WHOLE_FILE';
  return conclusion === 'TOTAL_PASSED' || (signatures.length > 0 && signatures.every(clean));
}

const signatureOf = (text: string): string => /<ds:Signature .*<\/ds:Signature>/s.exec(text)?.[0] ?? '';
const without = (text: string): string => text.replace(signatureOf(text), '');
const EVIL = DOCUMENT.replace('100', '900');

describe('an attack on an XML signature', () => {
  it('fails although the file under attack was clean', async () => {
    expect(isClean(await judge(signed))).toBe(true);
  });

  it.each([
    [
      'around the signed document',
      () => signed.replace(/^/, '<Busta><Importo>900</Importo>').concat('</Busta>'),
    ],
    ['beside the signed document', () => `<Busta>${EVIL}${signed}</Busta>`],
    [
      'with the signature moved to another document',
      () => EVIL.replace('</Ordine>', `${signatureOf(signed)}</Ordine>`),
    ],
    [
      'with the original kept in an object of the signature',
      () => {
        const kept = signatureOf(signed).replace(
          '</ds:Signature>',
          `<ds:Object>${without(signed)}</ds:Object></ds:Signature>`,
        );
        return EVIL.replace('</Ordine>', `${kept}</Ordine>`);
      },
    ],
    [
      'with the original kept inside the unsigned properties',
      () =>
        EVIL.replace(
          '</Ordine>',
          `${signatureOf(signed).replace(
            '</xades:QualifyingProperties>',
            `<xades:UnsignedProperties><xades:UnsignedSignatureProperties>${without(signed)}</xades:UnsignedSignatureProperties></xades:UnsignedProperties></xades:QualifyingProperties>`,
          )}</Ordine>`,
        ),
    ],
  ])('by wrapping, %s, is not clean', async (_, attack) => {
    expect(isClean(await judge(attack()))).toBe(false);
  });

  it('by signed properties of another place is not clean', async () => {
    const properties = /<xades:SignedProperties .*<\/xades:SignedProperties>/s.exec(signed)?.[0] ?? '';
    const forged = properties.replace('2026-06-01T10:00:00Z', '2020-01-01T00:00:00Z');
    const moved = signed
      .replace(properties, forged.replace(/ Id="[^"]*"/, ''))
      .replace(
        '</ds:Signature>',
        `<ds:Object><w xmlns:xades="http://uri.etsi.org/01903/v1.3.2#">${properties}</w></ds:Object></ds:Signature>`,
      );
    const report = await judge(moved);
    expect(isClean(report)).toBe(false);
    expect(report.signatures[0]?.claimedSigningTime).not.toBe('2020-01-01T00:00:00.000Z');
    const twice = signed.replace(
      '</ds:Signature>',
      `<ds:Object><w xmlns:xades="http://uri.etsi.org/01903/v1.3.2#">${forged}</w></ds:Object></ds:Signature>`,
    );
    expect((await judge(twice)).signatures[0]).toMatchObject({
      integrity: 'BROKEN',
      indication: 'TOTAL_FAILED',
    });
  });

  it('by an HMAC with the certificate as its key is not clean', async () => {
    const method = signed.replace(/xmldsig-more#ecdsa-sha256/, 'xmldsig-more#hmac-sha256');
    const value = createHmac('sha256', signer.certificate).update(method).digest('base64');
    const attack = method.replace(/(<ds:SignatureValue [^>]*>)[^<]*/, `$1${value}`);
    const [signature] = (await judge(attack)).signatures;
    expect(signature?.indication).not.toBe('TOTAL_PASSED');
    expect(signature?.integrity).not.toBe('INTACT');
  });

  it.each([
    [
      'XSLT',
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/"><a/></xsl:template></xsl:stylesheet></ds:Transform>',
    ],
    [
      'XPath',
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>not(ancestor-or-self::*[local-name()="Importo"])</ds:XPath></ds:Transform>',
    ],
    [
      'an XPath filter that leaves the amount out',
      '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//*[local-name()=\'Importo\']</f:XPath></ds:Transform>',
    ],
  ])('by a transform of %s is not clean', async (_, transform) => {
    const attack = signed.replace('<ds:Transforms>', `<ds:Transforms>${transform}`);
    expect(isClean(await judge(attack))).toBe(false);
  });

  it('by an identifier that two elements bear is not clean', async () => {
    const id = / Id="(xades-[^"]*)"/.exec(signed)?.[1] ?? '';
    const attack = signed.replace('<Nota>', `<Nota Id="${id}">`);
    const [signature] = (await judge(attack)).signatures;
    expect(signature).toMatchObject({ indication: 'TOTAL_FAILED', integrity: 'BROKEN' });
  });

  it('by a comment that would cut off a text reads the whole text', async () => {
    const cut = signed.replace('100', '1<!-- -->00');
    const report = await judge(cut);
    // The comment is no part of what is signed; readers that stop at it see less than was signed.
    expect(report.signatures[0]?.integrity).toBe('INTACT');
    const changed = signed.replace('100', '1<!--00-->');
    expect(isClean(await judge(changed))).toBe(false);
  });

  it('by a key that is not the certificate’s is not clean', async () => {
    const attack = signed.replace(
      '<ds:KeyInfo>',
      '<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>',
    );
    const [signature] = (await judge(attack)).signatures;
    expect(signature).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'SIG_CONSTRAINTS_FAILURE',
    });
  });

  it('by another certificate in KeyInfo is not clean', async () => {
    const attack = signed.replace(
      signer.certificate.toString('base64'),
      other.certificate.toString('base64'),
    );
    expect(isClean(await judge(attack))).toBe(false);
  });

  it('by entities is refused before anything is expanded', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY a "aaaa">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${`&a${n ? n - 1 : ''};`.repeat(10)}">`).join('')}]>`;
    expect(await judge(bomb + signed)).toMatchObject({
      conclusion: 'FORMAT_ERROR',
      problem: { code: 'XML_DOCTYPE' },
    });
  });

  it('by depth or number is refused within its bounds', async () => {
    const deep = `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`;
    expect((await judge(deep)).conclusion).toBe('FORMAT_ERROR');
    const wide = `<a>${'<b/>'.repeat(2_100_000)}</a>`;
    expect(await judge(wide)).toMatchObject({ problem: { code: 'XML_TOO_LARGE' } });
  });
});

describe('a signed XML document of which one byte was changed', () => {
  it('is never TOTAL_PASSED with integrity INTACT when what is signed changed', async () => {
    const bytes = Buffer.from(signed);
    /** What is signed: the document without the signature, SignedInfo, and the signed properties. */
    const canonical = (text: Buffer): readonly (string | undefined)[] => {
      const read = engine.read(text);
      if (!read.ok) return [];
      const form = read.value.canonicalise(
        {},
        { form: 'exclusive', withComments: false, inclusivePrefixes: [] },
      );
      read.value.dispose();
      const whole = form?.toString() ?? '';
      const part = (pattern: RegExp): string | undefined => pattern.exec(whole)?.[0];
      return [
        whole.replace(/<ds:Signature .*<\/ds:Signature>/s, ''),
        part(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s),
        part(/<xades:SignedProperties .*<\/xades:SignedProperties>/s),
      ];
    };
    const original = canonical(bytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const mutated = Buffer.from(bytes);
        mutated[place] = (mutated[place] ?? 0) ^ change;
        const report = await judge(mutated);
        const isPassed = report.conclusion === 'TOTAL_PASSED' && report.signatures[0]?.integrity === 'INTACT';
        // Quotes, blanks inside tags and the like are no content: the canonical form is the same, and so is the verdict.
        if (isPassed) expect(canonical(mutated)).toEqual(original);
      }),
      { numRuns: 1_000 },
    );
  });
});
