/** As it is shown: given name and family name of a person, the name of the others. */
export function nameOf({
  name,
  familyName,
}: {
  readonly name: string;
  readonly familyName?: string | undefined;
}) {
  return [name, familyName].filter(Boolean).join(' ');
}
