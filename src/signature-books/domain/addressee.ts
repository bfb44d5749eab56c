/**
 * Whom a step is addressed to: a person, or a seat, which is a role in an office, whoever holds it on the day. Written as
 * one word, so that one index serves both.
 */
export type Addressee =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'seat'; readonly officeId: string; readonly role: string };

export function addresseeKey(addressee: Addressee): string {
  return addressee.kind === 'person'
    ? `person:${addressee.personId}`
    : `seat:${addressee.officeId}:${addressee.role}`;
}

/** @throws on a word that {@link addresseeKey} does not write. */
export function addresseeOf(key: string): Addressee {
  const [kind, id = '', role = ''] = key.split(':');
  if (kind === 'person' && id !== '') return { kind, personId: id };
  if (kind === 'seat' && id !== '' && role !== '') return { kind, officeId: id, role };
  throw new Error(`${key} addresses nobody`);
}

export function personOfAddressee(key: string): string | null {
  const addressee = addresseeOf(key);
  return addressee.kind === 'person' ? addressee.personId : null;
}
