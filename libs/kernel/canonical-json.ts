import { createHash } from 'node:crypto';

/** What may stand in a hashed form: JSON without floating-point surprises. Instants are strings. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue | undefined };

/**
 * JSON text by the JSON Canonicalization Scheme (RFC 8785): no white space, members sorted by UTF-16 code units,
 * numbers and strings as ECMAScript writes them. Text is not normalised: two spellings of one letter differ.
 * Members that are `undefined` are left out, `null` and the empty string are kept and differ.
 *
 * @throws TypeError for a number that is not finite, or a string with a lone surrogate (RFC 8785 §3.2.2.2): neither has a canonical form.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return canonicalText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`);
      return JSON.stringify(value);
  }
  return isArray(value) ? canonicalArray(value) : canonicalObject(value);
}

function canonicalArray(values: readonly CanonicalValue[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${canonicalJson(value)}`;
  return `[${text}]`;
}

function canonicalObject(value: { readonly [name: string]: CanonicalValue | undefined }): string {
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined)
      text += `${text === '' ? '' : ','}${canonicalText(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Printable ASCII but the quotation mark and the backslash: such a text is written as it stands. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** Hashed forms are written under the register's lock: only a text that shows an escaped surrogate is looked through. */
function canonicalText(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const quoted = JSON.stringify(text);
  if (quoted.includes('\\ud') && !isWellFormed(text))
    throw new TypeError('a lone surrogate has no canonical form');
  return quoted;
}

/** SHA-256 over the canonical form of `value`, which names its own version in a member `v`. */
export function canonicalHash(
  value: { readonly v: string } & Readonly<Record<string, CanonicalValue>>,
): Buffer {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest();
}

function isArray(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
