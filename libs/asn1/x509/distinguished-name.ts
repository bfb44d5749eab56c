import { type Asn1Node } from '../encoding/ber-reader';
import { readOrNothing } from '../encoding/asn1-error';
import { oidOf, sequenceOf, setOf, textOf } from '../encoding/values';

/** Names of attribute types (X.520, RFC 4519, EN 319 412-1) under which a name is shown. */
export const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'commonName',
  '2.5.4.4': 'surname',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'countryName',
  '2.5.4.7': 'localityName',
  '2.5.4.8': 'stateOrProvinceName',
  '2.5.4.9': 'streetAddress',
  '2.5.4.10': 'organizationName',
  '2.5.4.11': 'organizationalUnitName',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.17': 'postalCode',
  '2.5.4.20': 'telephoneNumber',
  '2.5.4.41': 'name',
  '2.5.4.42': 'givenName',
  '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '0.9.2342.19200300.100.1.1': 'userId',
  '0.9.2342.19200300.100.1.25': 'domainComponent',
};

const SHORT_NAMES: Readonly<Record<string, string>> = {
  commonName: 'CN',
  countryName: 'C',
  localityName: 'L',
  stateOrProvinceName: 'ST',
  streetAddress: 'STREET',
  organizationName: 'O',
  organizationalUnitName: 'OU',
  userId: 'UID',
  domainComponent: 'DC',
};

export interface NameAttribute {
  readonly oid: string;
  /** The type's name, or its OID when it has none here. */
  readonly type: string;
  readonly value: string;
}

/** A distinguished name: its bytes, and its attributes relative name by relative name. */
export interface DistinguishedName {
  readonly der: Buffer;
  readonly rdns: readonly (readonly NameAttribute[])[];
}

/**
 * Reads a Name with its attributes in order; a value that is no text is shown in hexadecimal.
 *
 * @throws Asn1Error when the structure is no Name
 * @standard RFC 5280 §4.1.2.4
 */
export function readDistinguishedName(node: Asn1Node): DistinguishedName {
  return { der: node.bytes, rdns: sequenceOf(node).map((rdn) => setOf(rdn).map(readAttribute)) };
}

function readAttribute(node: Asn1Node): NameAttribute {
  const oid = oidOf(node.child(0));
  const valueNode = node.child(1);
  const value = readOrNothing(() => textOf(valueNode)) ?? `#${valueNode.bytes.toString('hex')}`;
  return { oid, type: ATTRIBUTE_NAMES[oid] ?? oid, value };
}

/**
 * First value of the attribute of this type (`commonName`, `serialNumber`…), or undefined.
 *
 * @standard RFC 5280 §4.1.2.4
 */
export function nameValue(name: DistinguishedName, type: string): string | undefined {
  return nameValues(name, type)[0];
}

/**
 * All values of the attributes of this type, in the order of the name.
 *
 * @standard RFC 5280 §4.1.2.4
 */
export function nameValues(name: DistinguishedName, type: string): readonly string[] {
  return name.rdns.flatMap((rdn) => rdn.filter((item) => item.type === type).map((item) => item.value));
}

const texts = new WeakMap<DistinguishedName, string>();

/** The name as text, most specific part first (RFC 4514 §2). For people; never compare names by it. */
export function nameText(name: DistinguishedName): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = writeText(name);
  texts.set(name, text);
  return text;
}

function writeText(name: DistinguishedName): string {
  const text = (item: NameAttribute): string =>
    `${SHORT_NAMES[item.type] ?? item.type}=${item.value.replace(/[\\,+"<>;=]/g, '\\$&')}`;
  return [...name.rdns]
    .reverse()
    .map((rdn) => rdn.map(text).join('+'))
    .join(',');
}

/**
 * True when two names are the same: the same bytes, or the same attributes once case, inner blanks and string
 * types are set aside.
 *
 * @standard RFC 5280 §7.1
 */
export function isSameName(left: DistinguishedName, right: DistinguishedName): boolean {
  if (left.der.equals(right.der)) return true;
  const { length } = left.rdns;
  if (length === 0 || length !== right.rdns.length) return false;
  const wanted = foldedRdns(right);
  return foldedRdns(left).every((rdn, at) => rdn === wanted[at]);
}

const foldedNames = new WeakMap<DistinguishedName, readonly string[]>();

/** Each relative name as a text that is equal for equal ones. The certificates of a chain are compared again and again. */
function foldedRdns(name: DistinguishedName): readonly string[] {
  const known = foldedNames.get(name);
  if (known) return known;
  const rdns = name.rdns.map(foldedRdn);
  foldedNames.set(name, rdns);
  return rdns;
}

/** Attributes of one relative name have no order; what separates them cannot stand in a folded text. */
function foldedRdn(rdn: readonly NameAttribute[]): string {
  return rdn
    .map(({ oid, value }) => `${oid}=${folded(value)}`)
    .sort()
    .join('\n');
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
