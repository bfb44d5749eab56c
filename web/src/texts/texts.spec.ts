import { en } from './en';
import { it as italian } from './it';

/** Names between braces: what a text asks its caller for. `one {Sign}` is a case of a plural and asks for nothing. */
function askedValues(text: string): string[] {
  const names = [...text.matchAll(/(?<!(?:=\d+|\b(?:one|other)) )\{\s*(\w+)\s*(?:[,}])/g)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(names)].sort();
}

function braceBalance(text: string): number {
  return text.split('{').length - text.split('}').length;
}

describe('texts of the interface', () => {
  const names = Object.keys(italian) as (keyof typeof italian)[];

  test('Italian and English name the same texts', () => {
    expect(Object.keys(en).sort()).toEqual([...names].sort());
  });

  test.each(names)('%s says something, and asks for the same values, in both languages', (name) => {
    expect(italian[name].trim()).not.toBe('');
    expect(en[name].trim()).not.toBe('');
    expect(askedValues(en[name])).toEqual(askedValues(italian[name]));
    expect(braceBalance(italian[name])).toBe(0);
    expect(braceBalance(en[name])).toBe(0);
  });
});
