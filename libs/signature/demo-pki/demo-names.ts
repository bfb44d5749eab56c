import type { NamePart } from './write-certificate';

/** Stands in every name that this PKI writes. */
export const DEMO_MARK = 'NON VALIDO – DEMO';

const UPPER_BOUND = 64; // of commonName and organizationName (RFC 5280 Appendix A.1)

/** `text` with the mark behind it; the text is shortened, never the mark. */
export function marked(text: string): string {
  const tail = ` (${DEMO_MARK})`;
  return text.slice(0, UPPER_BOUND - tail.length).trim() + tail;
}

/** Name of a certification authority. */
export function authorityName(organisation: string, commonName: string): readonly NamePart[] {
  return [
    { oid: '2.5.4.6', value: 'IT', printable: true },
    { oid: '2.5.4.10', value: marked(organisation) },
    { oid: '2.5.4.11', value: DEMO_MARK },
    { oid: '2.5.4.3', value: marked(commonName) },
  ];
}

/** Name of a natural person (EN 319 412-2 §4.2.4), with the tax code as EN 319 412-1 §5.1.3 spells it. */
export function personName(
  organisation: string,
  person: { readonly givenName: string; readonly surname: string; readonly taxCode: string },
): readonly NamePart[] {
  return [
    { oid: '2.5.4.6', value: 'IT', printable: true },
    { oid: '2.5.4.10', value: marked(organisation) },
    { oid: '2.5.4.11', value: DEMO_MARK },
    { oid: '2.5.4.4', value: person.surname.slice(0, UPPER_BOUND) },
    { oid: '2.5.4.42', value: person.givenName.slice(0, UPPER_BOUND) },
    { oid: '2.5.4.5', value: `TINIT-${person.taxCode.toUpperCase()}`, printable: true },
    { oid: '2.5.4.46', value: 'DEMO' },
    { oid: '2.5.4.3', value: marked(`${person.givenName} ${person.surname}`) },
  ];
}

/** Name of a legal person (EN 319 412-3 §4.2.1), with the identifier as EN 319 412-1 §5.1.4 spells it. */
export function bodyName(name: string, taxCode: string): readonly NamePart[] {
  return [
    { oid: '2.5.4.6', value: 'IT', printable: true },
    { oid: '2.5.4.10', value: marked(name) },
    { oid: '2.5.4.97', value: `VATIT-${taxCode}` },
    { oid: '2.5.4.11', value: DEMO_MARK },
    { oid: '2.5.4.3', value: marked(`Sigillo ${name}`) },
  ];
}
