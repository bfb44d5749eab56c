import { spawnSync } from 'node:child_process';
import { mustAccept } from '@libro-firma/kernel';
import fc from 'fast-check';
import {
  CANONICAL_XML_10,
  canonicalMethod,
  childElement,
  EXCLUSIVE,
  xmlEngine,
  type XmlDocument,
  type XmlEngine,
} from '../index';

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

function read(text: string, bounds = {}): XmlDocument {
  return mustAccept(engine.read(Buffer.from(text), bounds));
}

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
const withXmllint = hasXmllint ? it : it.skip;

const SAMPLE =
  '<?xml version="1.0"?>\n<?p x?>\n<a xmlns="urn:x" xmlns:z="urn:z"  xmlns:y="urn:y" y:b=\'1\' a="&lt;&#13;\t">' +
  '<!-- c --><y:d z:e="2" xml:lang="it"/><f xmlns=""><![CDATA[<&>]]></f>\r\n<z:g/></a>\n<!-- end -->';

const METHODS = [
  ['--c14n', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'],
  ['--c14n11', 'http://www.w3.org/2006/12/xml-c14n11#WithComments'],
  ['--exc-c14n', 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments'],
] as const;

describe('canonical forms', () => {
  withXmllint.each(METHODS)('by xmllint %s are the same', (flag, algorithm) => {
    const name = fc.constantFrom('a', 'z:b', 'y:c');
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('text', ' &#13; ', '<!--c-->', '<?p i?>', '<![CDATA[<]]>', 'è'),
        fc
          .tuple(
            name,
            fc.constantFrom('', ' xmlns="urn:d"', ' xmlns=""', ' xmlns:z="urn:other"', ' y:k="1" b="2"'),
            fc.array(tie('node'), { maxLength: 4 }),
          )
          .map(([tag, attributes, inside]) => `<${tag}${attributes}>${inside.join('')}</${tag}>`),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (inside) => {
        const text = `<r xmlns="urn:x" xmlns:z="urn:z" xmlns:y="urn:y">${inside.join('')}</r>`;
        const document = read(text);
        const theirs = spawnSync('xmllint', [flag, '-'], { input: text }).stdout;
        expect(document.canonicalise({}, canonicalMethod(algorithm)!)).toEqual(theirs);
        document.dispose();
      }),
      { numRuns: 40 },
    );
  });

  it('of a subtree keep what it inherits, by the rules of each method', () => {
    const document = read(SAMPLE);
    const apex = childElement(document.root, 'urn:y', 'd')!;
    const of = (uri: string, prefixes: string[] = []): string =>
      document.canonicalise({ apexes: [apex] }, canonicalMethod(uri, prefixes)!)!.toString();
    expect(of('http://www.w3.org/2001/10/xml-exc-c14n#')).toBe(
      '<y:d xmlns:y="urn:y" xmlns:z="urn:z" xml:lang="it" z:e="2"></y:d>',
    );
    expect(of('http://www.w3.org/TR/2001/REC-xml-c14n-20010315')).toBe(
      '<y:d xmlns="urn:x" xmlns:y="urn:y" xmlns:z="urn:z" xml:lang="it" z:e="2"></y:d>',
    );
    document.dispose();
  });

  it('treat named prefixes as the inclusive method does', () => {
    const document = read('<a xmlns:p="urn:p"><b/></a>');
    const apex = childElement(document.root, '', 'b')!;
    const method = canonicalMethod('http://www.w3.org/2001/10/xml-exc-c14n#', ['p']);
    expect(document.canonicalise({ apexes: [apex] }, method!)!.toString()).toBe('<b xmlns:p="urn:p"></b>');
    document.dispose();
  });

  it('leave out what is left out, and nothing else', () => {
    const document = read('<a>1<b>2<c>3</c></b>4<d>5</d></a>');
    const b = childElement(document.root, '', 'b')!;
    const c = childElement(b, '', 'c')!;
    const without = (omitted: (typeof b)[], apexes?: (typeof b)[]): string | undefined =>
      document.canonicalise({ omitted, ...(apexes && { apexes }) }, EXCLUSIVE)?.toString();
    expect(without([c])).toBe('<a>1<b>2</b>4<d>5</d></a>');
    expect(without([c], [b])).toBe('<b>2</b>');
    expect(without([b, c])).toBe('<a>14<d>5</d></a>');
    expect(without([c, b])).toBe('<a>14<d>5</d></a>');
    expect(without([])).toBe('<a>1<b>2<c>3</c></b>4<d>5</d></a>');
    document.dispose();
  });

  it('are refused past the bounds: a long namespace repeated at each element, and very many of them', () => {
    const long = `urn:${'x'.repeat(5_000)}`;
    const document = read(`<a xmlns:p="${long}">${'<p:b/>'.repeat(1_000)}</a>`, {
      maxCanonicalBytes: 1_000_000,
      maxCanonicalNodes: 10_000,
    });
    expect(document.canonicalise({}, EXCLUSIVE)).toBeUndefined();
    for (let round = 0; round < 10; round += 1) document.canonicalise({}, CANONICAL_XML_10);
    expect(document.canonicalise({}, CANONICAL_XML_10)).toBeUndefined();
    document.dispose();
  });

  it('are not defined for a namespace that is a relative reference', () => {
    const document = read('<a xmlns="relative"/>');
    expect(document.canonicalise({}, CANONICAL_XML_10)).toBeUndefined();
    document.dispose();
  });

  it('name the six algorithms and no other', () => {
    expect(canonicalMethod('http://www.w3.org/2001/10/xml-exc-c14n#')).toEqual(EXCLUSIVE);
    expect(canonicalMethod('http://www.w3.org/TR/1999/REC-xslt-19991116')).toBeUndefined();
    expect(canonicalMethod('toString')).toBeUndefined();
    expect(canonicalMethod('')).toBeUndefined();
  });
});
