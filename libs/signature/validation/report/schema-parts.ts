/** A JSON Schema (draft 2020-12), as far as the schema of the report needs it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Text. */
export const text = (description: string): JsonSchema => ({ type: 'string', description });

/** An instant in ISO 8601, UTC. */
export const instant = (description: string): JsonSchema => ({
  type: 'string',
  format: 'date-time',
  description,
});

export const truth = (description: string): JsonSchema => ({ type: 'boolean', description });

export const wholeNumber = (description: string, minimum = 0): JsonSchema => ({
  type: 'integer',
  minimum,
  description,
});

/** The schema of a word out of a list, which others can take the list from. */
export interface WordSchema<Word extends string> extends JsonSchema {
  readonly type: 'string';
  readonly enum: readonly Word[];
}

/** One of these words. The compiler asks for every word of the type, and for no other. */
export const oneOf = <Word extends string>(
  description: string,
  words: Readonly<Record<Word, true>>,
): WordSchema<Word> => ({ type: 'string', enum: Object.keys(words) as Word[], description });

export const listOf = (items: JsonSchema, description: string): JsonSchema => ({
  type: 'array',
  items,
  description,
});

/** The same, or null. */
export const orNull = ({ description, ...schema }: JsonSchema): JsonSchema => ({
  anyOf: [schema, { type: 'null' }],
  ...(description !== undefined && { description }),
});

export const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });

type OptionalKey<Type> = { [Key in keyof Type]-?: undefined extends Type[Key] ? Key : never }[keyof Type];

/**
 * An object with these members and no other. The compiler asks for every member of the type, and for no other; those that
 * may be left out are named besides.
 */
export function objectOf<Type>(
  description: string,
  properties: Readonly<Record<keyof Type, JsonSchema>>,
  optional: readonly OptionalKey<Type>[] = [],
): JsonSchema {
  const names: readonly string[] = Object.keys(properties);
  return {
    type: 'object',
    description,
    properties,
    required: names.filter((name) => !(optional as readonly string[]).includes(name)),
    additionalProperties: false,
  };
}
