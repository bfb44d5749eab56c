import { childElement, childElements, textOf, type ElementNode } from '@libro-firma/xml';

/** Namespaces of TS 119 612: the list, its additional types, and the extensions of services (sie). */
export const TSL_NAMESPACE = 'http://uri.etsi.org/02231/v2#';
export const TSL_TYPES_NAMESPACE = 'http://uri.etsi.org/02231/v2/additionaltypes#';
export const SIE_NAMESPACE = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';

/** The first child of this name in the list's own namespace. */
export function tsl(element: ElementNode | undefined, name: string): ElementNode | undefined {
  return childElement(element, TSL_NAMESPACE, name);
}

/** All children of this name in the list's own namespace. */
export function tslAll(element: ElementNode | undefined, name: string): readonly ElementNode[] {
  return childElements(element, TSL_NAMESPACE, name);
}

/** Text of a child, without white space around it; empty when it is absent. */
export function tslText(element: ElementNode | undefined, name: string): string {
  return textOf(tsl(element, name)).trim();
}

/** The text in English among names in several languages, else the first. */
export function englishOf(names: ElementNode | undefined): string {
  const all = childElements(names);
  const english = all.find(({ attributes }) =>
    attributes.some(({ localName, value }) => localName === 'lang' && value.toLowerCase().startsWith('en')),
  );
  return textOf(english ?? all[0]).trim();
}

/** An instant as lists write it; undefined for what is none. */
export function instantOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
