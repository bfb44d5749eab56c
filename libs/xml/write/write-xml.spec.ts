import fc from 'fast-check';
import { create } from 'xmlbuilder2';
import { element, writeXml } from '../index';

const legalText = fc
  .string({ unit: 'binary' })
  .filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text));

describe('writing XML', () => {
  it('indents elements and leaves text as it is', () => {
    const xml = writeXml(
      element('p:a', { 'xmlns:p': 'urn:x', 'p:b': '1', 'p:c': undefined }, [
        element('p:d', {}, ' sì '),
        null,
        element('p:e', {}, []),
      ]),
    );
    expect(xml).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<p:a xmlns:p="urn:x" p:b="1">\n  <p:d> sì </p:d>\n  <p:e/>\n</p:a>\n',
    );
  });

  it('gives back to a reader exactly the text and the attribute that were given', () => {
    fc.assert(
      fc.property(legalText, legalText, (text, attribute) => {
        const root = create(writeXml(element('a', { b: attribute }, `[${text}]`))).root().node as unknown as {
          textContent: string;
          getAttribute(name: string): string;
        };
        expect(root.textContent).toBe(`[${text}]`);
        expect(root.getAttribute('b')).toBe(attribute);
      }),
    );
  });

  it('replaces what no document may hold', () => {
    expect(writeXml(element('a', {}, '1\u00002\ud8003'))).toContain('<a>1\ufffd2\ufffd3</a>');
  });
});
