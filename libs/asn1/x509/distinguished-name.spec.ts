import { readAsn1 } from '../encoding/ber-reader';
import { der, element } from '../encoding/der-writer';
import { isSameName, nameText, readDistinguishedName, type DistinguishedName } from './distinguished-name';

type Attribute = readonly [oid: string, value: string];
/** Not in the order of DER, as some writers have it. */
const SET = 0x31;
const [CN, O] = ['2.5.4.3', '2.5.4.10'];

/** Each relative name is a list of attributes, written in the order given. */
function named(...rdns: readonly (readonly Attribute[])[]): DistinguishedName {
  const attribute = ([oid, value]: Attribute): Buffer => der.sequence(der.oid(oid), der.utf8String(value));
  const bytes = der.sequence(...rdns.map((rdn) => element(SET, ...rdn.map(attribute))));
  return readDistinguishedName(readAsn1(bytes));
}

describe('two names are the same (RFC 5280 §7.1)', () => {
  it('whatever their case and blanks, and in whatever order one relative name has its attributes', () => {
    const left = named(
      [[O, 'Comune di  Prova']],
      [
        [CN, 'Ada'],
        [O, 'Z'],
      ],
    );
    const right = named(
      [[O, ' comune DI Prova ']],
      [
        [O, 'z'],
        [CN, 'ADA'],
      ],
    );
    expect(isSameName(left, right)).toBe(true);
    expect(isSameName(right, left)).toBe(true);
    expect(nameText(left)).toBe('CN=Ada+O=Z,O=Comune di  Prova');
  });

  it.each<[string, DistinguishedName]>([
    ['another value', named([[O, 'A']], [[CN, 'C']])],
    ['another type', named([[CN, 'A']], [[CN, 'B']])],
    ['another order of relative names', named([[CN, 'B']], [[O, 'A']])],
    [
      'attributes drawn into one relative name',
      named([
        [O, 'A'],
        [CN, 'B'],
      ]),
    ],
    ['one more', named([[O, 'A']], [[CN, 'B']], [[CN, 'B']])],
    ['text that spells what separates attributes', named([[O, `A\n${CN}=B`]])],
    ['nothing at all', named()],
  ])('but not with %s', (_what, other) => {
    const name = named([[O, 'A']], [[CN, 'B']]);
    expect(isSameName(name, other)).toBe(false);
    expect(isSameName(other, name)).toBe(false);
    expect(isSameName(other, other)).toBe(true);
  });
});
