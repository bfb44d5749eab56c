/** An element to be written: its name with prefix, its attributes, and either text or elements inside. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: string | readonly XmlElement[];
}

/**
 * Builds an element. What is `null` among the children is left out, so that an optional part reads as one expression;
 * an attribute that is `undefined` is left out too.
 *
 * @example element('a:note', { 'a:lang': 'it' }, [element('a:text', {}, 'Sì')])
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content: string | readonly (XmlElement | null)[],
): XmlElement {
  if (typeof content === 'string') return { name, attributes, content };
  return { name, attributes, content: content.filter((child) => child !== null) };
}
