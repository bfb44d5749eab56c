/** One of the six algorithms of canonicalisation. */
export interface CanonicalMethod {
  readonly form: '1.0' | '1.1' | 'exclusive';
  readonly withComments: boolean;
  /** Prefixes whose declarations exclusive canonicalisation treats as the inclusive one does; `''` is the default. */
  readonly inclusivePrefixes: readonly string[];
}

const FORMS: ReadonlyMap<string, CanonicalMethod['form']> = new Map([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', '1.0'],
  ['http://www.w3.org/2006/12/xml-c14n11', '1.1'],
  ['http://www.w3.org/2001/10/xml-exc-c14n', 'exclusive'],
]);

export const CANONICAL_XML_10: CanonicalMethod = { form: '1.0', withComments: false, inclusivePrefixes: [] };
export const EXCLUSIVE: CanonicalMethod = { form: 'exclusive', withComments: false, inclusivePrefixes: [] };
export const EXCLUSIVE_NAMESPACE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** The method that this algorithm identifier names, or undefined for one that is none. */
export function canonicalMethod(
  algorithm: string,
  inclusivePrefixes: readonly string[] = [],
): CanonicalMethod | undefined {
  const withComments = algorithm.endsWith('#WithComments');
  const form = FORMS.get(algorithm.replace(/#(WithComments)?$/, ''));
  return form && { form, withComments, inclusivePrefixes };
}
