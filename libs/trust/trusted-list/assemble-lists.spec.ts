import { mustAccept } from '@libro-firma/kernel';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { testCertificate } from '../testing/test-certificates';
import { listXml, signList, testList, type TestList } from '../testing/test-lists';
import { assembleLists, type AssembledLists, type ListsToAssemble } from './assemble-lists';
import { verifyListSignature } from './list-signature';

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

const [journal, successor, national, stranger] = ['Gazzetta', 'Successore', 'AgID di prova', 'Estraneo'].map(
  (name) => testCertificate({ name }),
) as [
  ReturnType<typeof testCertificate>,
  ReturnType<typeof testCertificate>,
  ReturnType<typeof testCertificate>,
  ReturnType<typeof testCertificate>,
];
const at = new Date('2026-06-01T00:00:00Z');

const top = (wish: Partial<TestList> = {}, signer = journal): Buffer =>
  testList(
    {
      territory: 'EU',
      sequenceNumber: 10,
      pointers: [
        { territory: 'EU', certificates: [journal.certificate] },
        { territory: 'IT', certificates: [national.certificate] },
      ],
      ...wish,
    },
    signer,
    engine,
  );
const italian = (wish: Partial<TestList> = {}, signer = national): Buffer =>
  testList({ territory: 'IT', sequenceNumber: 7, ...wish }, signer, engine);

const assemble = (wish: Partial<ListsToAssemble> = {}): AssembledLists =>
  assembleLists(
    {
      listOfLists: top(),
      pivots: [],
      lists: [italian()],
      journalCertificates: [journal.certificate],
      at,
      ...wish,
    },
    engine,
  );
const faultsOf = ({ refused }: AssembledLists): string[] => refused.map(({ fault }) => fault);

describe('trusted lists', () => {
  it('may bring a chain in any order: the signer is whose key made the value, and no other is believed', () => {
    const before = (list: Buffer): Buffer => {
      const chain = `<ds:X509Certificate>${stranger.certificate.der.toString('base64')}</ds:X509Certificate>`;
      return Buffer.from(list.toString().replace('<ds:X509Data>', `<ds:X509Data>${chain}`));
    };
    expect(assemble({ lists: [before(italian())] }).refused).toEqual([]);
    // Signed by the stranger, with the certificate of the one who may beside it.
    const named = `<ds:X509Certificate>${national.certificate.der.toString('base64')}</ds:X509Certificate>`;
    const forged = italian({}, stranger).toString().replace('<ds:X509Data>', `<ds:X509Data>${named}`);
    expect(faultsOf(assemble({ lists: [Buffer.from(forged)] }))).toEqual(['SIGNER_NOT_NAMED']);
  });

  it.each([5, 6])('of version %d are accepted from who may sign them', (version) => {
    const found = assemble({ lists: [italian({ version })] });
    expect(found.refused).toEqual([]);
    expect(found.listOfLists).toMatchObject({ isStale: false, list: { sequenceNumber: 10 } });
    expect(found.lists[0]).toMatchObject({
      isStale: false,
      list: { version, territory: 'IT', sequenceNumber: 7 },
    });
  });

  it('are refused from a signer whom the list of lists does not name, however correct the signature', () => {
    const found = assemble({ lists: [italian({}, stranger)] });
    expect(found.lists).toEqual([]);
    expect(faultsOf(found)).toEqual(['SIGNER_NOT_NAMED']);
  });

  it('are refused for a country to which the list of lists does not point', () => {
    expect(faultsOf(assemble({ lists: [italian({ territory: 'FR' })] }))).toEqual(['NO_POINTER']);
  });

  it('are refused with a lower sequence number than one that was accepted before', () => {
    const known = new Map([['IT', 8]]);
    expect(faultsOf(assemble({ knownSequenceNumbers: known }))).toEqual(['SEQUENCE_WENT_BACK']);
    expect(faultsOf(assemble({ knownSequenceNumbers: new Map([['IT', 7]]) }))).toEqual([]);
  });

  it('are said to be stale past their next update', () => {
    const found = assemble({ lists: [italian({ nextUpdate: '2026-05-31T00:00:00Z' })] });
    expect(found.lists[0]?.isStale).toBe(true);
  });

  it('are refused with one byte changed, unsigned, or signed twice', () => {
    const changed = Buffer.from(italian().toString().replace('65535', '65534'));
    const unsigned = Buffer.from(listXml({ territory: 'IT' }));
    const twice = signList(italian().toString(), national, engine);
    expect(faultsOf(assemble({ lists: [changed, unsigned, twice] }))).toEqual([
      'SIGNATURE_BROKEN',
      'NOT_SIGNED',
      'SIGNATURE_BROKEN',
    ]);
  });

  it('are refused with a part missing', () => {
    const xml = listXml({ territory: 'IT' }).replace(/<SchemeName>.*<\/SchemeName>/, '');
    expect(faultsOf(assemble({ lists: [signList(xml, national, engine)] }))).toEqual(['NOT_CONFORMANT']);
  });
});

describe('the list of lists', () => {
  it('is refused from anybody whom the Official Journal does not name, and all lists with it', () => {
    const found = assemble({ listOfLists: top({}, stranger) });
    expect(found.listOfLists).toBeUndefined();
    expect(found.lists).toEqual([]);
    expect(faultsOf(found)).toEqual(['SIGNER_NOT_NAMED', 'LIST_OF_LISTS_REFUSED']);
  });

  it('does not vouch for its own signer', () => {
    const own = top({ pointers: [{ territory: 'EU', certificates: [stranger.certificate] }] }, stranger);
    expect(assemble({ listOfLists: own }).listOfLists).toBeUndefined();
  });

  it('is accepted from the signer that a pivot names, and from its predecessor no more', () => {
    const handOver = [{ territory: 'EU', certificates: [successor.certificate] }];
    const pivot = top({ sequenceNumber: 5, pointers: handOver });
    const after = top({}, successor);
    expect(assemble({ listOfLists: after }).listOfLists).toBeUndefined();
    expect(assemble({ listOfLists: after, pivots: [pivot] }).listOfLists).toBeDefined();
    expect(faultsOf(assemble({ pivots: [pivot], lists: [] }))).toEqual(['SIGNER_NOT_NAMED']);
  });

  it('is not moved by a pivot of a stranger', () => {
    const false_ = top({ pointers: [{ territory: 'EU', certificates: [stranger.certificate] }] }, stranger);
    expect(assemble({ listOfLists: top({}, stranger), pivots: [false_] }).listOfLists).toBeUndefined();
    expect(assemble({ pivots: [false_] }).listOfLists).toBeDefined();
  });

  it('is refused when it is older than the pivot that named its signer', () => {
    const pivot = top({
      sequenceNumber: 11,
      pointers: [{ territory: 'EU', certificates: [successor.certificate] }],
    });
    expect(faultsOf(assemble({ listOfLists: top({}, successor), pivots: [pivot], lists: [] }))).toEqual([
      'SEQUENCE_WENT_BACK',
    ]);
  });
});

describe('the signature of a list', () => {
  const stateOf = (xml: string): string => {
    const document = mustAccept(engine.read(Buffer.from(xml)));
    const { state } = verifyListSignature(document, engine);
    document.dispose();
    return state;
  };

  it('must be a child of the root and cover all of it', () => {
    const xml = italian().toString();
    expect(stateOf(xml)).toBe('VALID');
    const moved = xml.replace(/(<ds:Signature .*<\/ds:Signature>)/s, '<Wrapper>$1</Wrapper>');
    expect(stateOf(moved)).toBe('INVALID');
    const wrapped = `<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#">${xml.slice(xml.indexOf('\n') + 1)}</TrustServiceStatusList>`;
    expect(stateOf(wrapped)).toBe('INVALID');
  });
});
