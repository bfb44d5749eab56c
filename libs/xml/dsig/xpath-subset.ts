import { attributeOf, elementsWithin, type ElementNode } from '../read/nodes';
import type { XmlDocument } from '../read/xml-document';

/** Finds the namespace of a prefix; undefined for one that is not declared. */
export type PrefixResolver = (prefix: string) => string | undefined;

interface Step {
  readonly deep: boolean;
  readonly matches: (element: ElementNode) => boolean;
}

const STEP =
  /^(\/{1,2})\s*(?:(descendant|descendant-or-self)::)?(?:([\w.-]+):)?(\*|[A-Za-z_][\w.-]*)\s*(?:\[([^[\]]*)\])?\s*/;
const STARTS_WITH_ID = /^id\(\s*(?:'([^']*)'|"([^"]*)")\s*\)/;
const MAX_LENGTH = 1000;

/**
 * Elements that a location path names, of the part of XPath that signatures use: absolute paths, or `id('…')`, with
 * names, wildcards, and predicates on the value of an attribute or of the name. Undefined for anything else: a full
 * XPath is a program, and one `//` inside another costs more than any file is worth.
 *
 * @standard XPath 1.0 §2; XML-Signature XPath Filter 2.0 §3.4
 */
export function selectElements(
  path: string,
  document: XmlDocument,
  resolve: PrefixResolver,
): readonly ElementNode[] | undefined {
  let rest = path.trim();
  if (rest.length > MAX_LENGTH) return undefined;
  const byId = STARTS_WITH_ID.exec(rest);
  let found: readonly ElementNode[] | undefined;
  if (byId) {
    found = document.elementsById(byId[1] ?? byId[2] ?? '');
    if (found.length > 1) return undefined;
    rest = rest.slice(byId[0].length);
  }
  let deepSteps = 0;
  while (rest !== '') {
    const taken = takeStep(rest, resolve);
    if (!taken || (taken.step.deep && ++deepSteps > 1)) return undefined;
    found = follow(found, taken.step, document);
    rest = taken.rest;
  }
  return found;
}

function follow(
  from: readonly ElementNode[] | undefined,
  { deep, matches }: Step,
  document: XmlDocument,
): readonly ElementNode[] {
  if (deep) {
    const within = from ? from.flatMap((element) => [...elementsWithin(element)]) : document.elements;
    return [...new Set(within)].filter(matches);
  }
  const children = from
    ? from.flatMap(({ children: inside }) => inside.filter((child) => child.kind === 'element'))
    : [document.root];
  return children.filter(matches);
}

function takeStep(text: string, resolve: PrefixResolver): { step: Step; rest: string } | undefined {
  const match = STEP.exec(text);
  if (!match) return undefined;
  const [whole, slashes, axis, prefix, name = '', predicate] = match;
  const namespace = prefix === undefined ? '' : resolve(prefix);
  if (namespace === undefined) return undefined;
  const condition = predicate === undefined ? () => true : readPredicate(predicate);
  if (!condition) return undefined;
  const matchesName = (element: ElementNode): boolean =>
    name === '*' && prefix === undefined
      ? true
      : element.namespace === namespace && (name === '*' || element.localName === name);
  return {
    step: {
      deep: slashes === '//' || axis !== undefined,
      matches: (element) => matchesName(element) && condition(element),
    },
    rest: text.slice(whole.length),
  };
}

const LITERAL = /(?:'(?<single>[^']*)'|"(?<double>[^"]*)")/.source;
/** `@Name='…'`, `name()='…'`, `local-name()='…'`, `starts-with(local-name(), '…')`. */
const TERM = new RegExp(
  `^\\s*(?:(?:@(?<attribute>[\\w.-]+)|(?<function>name|local-name)\\(\\s*\\))\\s*=\\s*${LITERAL}|` +
    `starts-with\\(\\s*local-name\\(\\s*\\)\\s*,\\s*(?:'(?<start>[^']*)'|"(?<begin>[^"]*)")\\s*\\))\\s*$`,
);

/** A predicate of terms joined by `or`. */
function readPredicate(text: string): ((element: ElementNode) => boolean) | undefined {
  const terms = text.split(/\sor\s/).map(readTerm);
  return terms.includes(undefined) ? undefined : (element) => terms.some((term) => term?.(element) === true);
}

function readTerm(text: string): ((element: ElementNode) => boolean) | undefined {
  const match = TERM.exec(text);
  if (!match) return undefined;
  const { attribute, function: named, single, double, start, begin } = match.groups ?? {};
  const beginning = start ?? begin;
  if (beginning !== undefined) return ({ localName }) => localName.startsWith(beginning);
  const value = single ?? double ?? '';
  if (attribute !== undefined) return (element) => attributeOf(element, attribute) === value;
  if (named === 'local-name') return ({ localName }) => localName === value;
  return ({ prefix, localName }) => (prefix === '' ? localName : `${prefix}:${localName}`) === value;
}
