/**
 * A copy in which every text can be kept: PostgreSQL takes neither U+0000 nor half a surrogate pair, and names in
 * certificates and reasons in signatures are a stranger's choice. Each becomes U+FFFD, as Unicode asks (§3.9).
 */
export function storable<T extends object>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'string' ? storableText(member) : member,
    ),
  ) as T;
}

function storableText(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll('\u0000', '\ufffd');
}
