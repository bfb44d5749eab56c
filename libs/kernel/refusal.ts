/** Languages of every text that a person may read. */
export const LANGUAGES = ['it', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Text = Readonly<Record<Language, string>>;

/** What sort of refusal it is; a door (HTTP, command line, job) chooses its own status from it. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'too-slow'
  | 'unavailable';

export interface RefusalDefinition {
  readonly kind: RefusalKind;
  /** What happened and why; `{name}` is replaced by the detail of that name. */
  readonly text: Text;
  /** What the reader can do about it. */
  readonly remedy?: Text;
}

export type RefusalDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A refusal, complete: stable code, both texts, and the facts that it names. Never holds a secret. */
export interface Refusal {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly text: Text;
  readonly remedy?: Text;
  readonly details: RefusalDetails;
}

export type RefusalFactory = ((details?: RefusalDetails) => Refusal) & {
  readonly code: string;
  readonly definition: RefusalDefinition;
};

/**
 * Declares the refusals of one module. The code of each is `MODULE_NAME`, upper snake case, never renamed
 * once released: clients and manuals quote it.
 */
export function defineRefusals<const Definitions extends Readonly<Record<string, RefusalDefinition>>>(
  module: string,
  definitions: Definitions,
): { readonly [Name in keyof Definitions]: RefusalFactory } {
  const prefix = module.toUpperCase().replaceAll('-', '_');
  const factories = Object.entries(definitions).map(([name, definition]) => {
    const code = `${prefix}_${name}`;
    const factory = (details: RefusalDetails = {}): Refusal => ({
      code,
      kind: definition.kind,
      text: fillText(definition.text, details),
      ...(definition.remedy && { remedy: fillText(definition.remedy, details) }),
      details,
    });
    return [name, Object.assign(factory, { code, definition })] as const;
  });
  return Object.fromEntries(factories) as { [Name in keyof Definitions]: RefusalFactory };
}

/** The text with each `{name}` replaced by the detail of that name; one that is not given stays as it is. */
export function fillText(text: Text, details: RefusalDetails): Text {
  const inLanguage = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = details[name];
      if (value === undefined || value === null) return placeholder;
      return Array.isArray(value) ? value.join(', ') : String(value);
    });
  return { it: inLanguage(text.it), en: inLanguage(text.en) };
}
