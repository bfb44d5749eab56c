import { mustAccept } from '@libro-firma/kernel';
import { attributeOf, childElement, EXCLUSIVE, textOf, xmlEngine, type XmlEngine } from '../index';

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

const codeOf = (text: string | Buffer, bounds = {}): string => {
  const read = engine.read(Buffer.from(text), bounds);
  if (read.ok) read.value.dispose();
  return read.ok ? 'READ' : read.refusal.code;
};

describe('reading XML', () => {
  it('gives elements, attributes and texts', () => {
    const document = mustAccept(
      engine.read(Buffer.from('<a xmlns="urn:x" xmlns:y="urn:y" y:b="1" c="2">sì<d>e<!-- x -->f</d></a>')),
    );
    expect(document.root).toMatchObject({ localName: 'a', namespace: 'urn:x', order: 0, lastOrder: 1 });
    expect(attributeOf(document.root, 'c')).toBe('2');
    expect(attributeOf(document.root, 'b')).toBeUndefined();
    expect(textOf(childElement(document.root, 'urn:x', 'd'))).toBe('ef');
    document.dispose();
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>è</a>', 'utf16le')],
    ['ISO-8859-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>è</a>', 'latin1')],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a>è</a>')],
  ])('reads %s', (_, bytes) => {
    const document = mustAccept(engine.read(bytes));
    expect(textOf(document.root)).toBe('è');
    expect(document.canonicalise({}, EXCLUSIVE)?.toString()).toBe('<a>è</a>');
    document.dispose();
  });

  it('refuses every DOCTYPE, in any encoding, and so every entity', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>';
    expect(codeOf(bomb)).toBe('XML_DOCTYPE');
    expect(codeOf('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toBe('XML_DOCTYPE');
    expect(codeOf(Buffer.from(`\ufeff${bomb}`, 'utf16le'))).toBe('XML_DOCTYPE');
    expect(codeOf(Buffer.from(bomb, 'utf16le').swap16())).toBe('XML_DOCTYPE');
    expect(codeOf('<a>&b;</a>')).toBe('XML_NOT_WELL_FORMED');
  });

  it.each([
    ['nothing', '', 'XML_EMPTY'],
    ['two roots', '<a/><b/>', 'XML_NOT_WELL_FORMED'],
    ['an attribute twice', '<a b="1" b="2"/>', 'XML_NOT_WELL_FORMED'],
    ['an undeclared prefix', '<x:a/>', 'XML_NOT_WELL_FORMED'],
    ['a cut off end', '<a><b></b>', 'XML_NOT_WELL_FORMED'],
    ['XML 1.1', '<?xml version="1.1"?><a/>', 'XML_NOT_WELL_FORMED'],
    ['no XML', 'ciao', 'XML_NOT_WELL_FORMED'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('refuses what passes a bound', () => {
    expect(codeOf('<a/>', { maxBytes: 3 })).toBe('XML_TOO_LARGE');
    expect(codeOf(`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`)).toBe('XML_TOO_LARGE');
    expect(codeOf(`${'<a>'.repeat(300_000)}${'</a>'.repeat(300_000)}`)).not.toBe('READ');
    expect(codeOf(`<a>${'<b/>'.repeat(100)}</a>`, { maxNodes: 60 })).toBe('XML_TOO_LARGE');
    expect(codeOf(`<a>${'<b/>'.repeat(100)}</a>`, { maxNodes: 100 })).toBe('XML_TOO_LARGE');
    const attributes = Array.from({ length: 100 }, (_, index) => `a${index}="1"`).join(' ');
    expect(codeOf(`<a ${attributes}/>`, { maxAttributes: 60 })).toBe('XML_TOO_LARGE');
  });

  it('tells elements that bear the same identifier', () => {
    const document = mustAccept(engine.read(Buffer.from('<a Id="x"><b id="x"/><c xml:id="y"/></a>')));
    expect(document.elementsById('x')).toHaveLength(2);
    expect(document.elementsById('y')).toHaveLength(1);
    expect(document.elementsById('z')).toHaveLength(0);
    document.dispose();
  });
});
