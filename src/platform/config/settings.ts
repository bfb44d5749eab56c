import { z } from 'zod';

/** Environment variables that one module owns: name of the variable → schema with a description and a default. */
export type SettingsShape = Readonly<Record<string, z.ZodType>>;

export interface SettingsDefinition<Shape extends SettingsShape = SettingsShape> {
  readonly owner: string;
  readonly shape: Shape;
}

export type SettingsOf<Definition extends SettingsDefinition> = {
  readonly [Name in keyof Definition['shape']]: z.output<Definition['shape'][Name]>;
};

export function defineSettings<const Shape extends SettingsShape>(
  owner: string,
  shape: Shape,
): SettingsDefinition<Shape> {
  return { owner, shape };
}

/** A setting that is missing or wrong stops the start; the message names it and says what was expected. */
export class WrongSetting extends Error {
  constructor(
    readonly variable: string,
    expected: string,
  ) {
    super(`${variable}: ${expected}`);
    this.name = 'WrongSetting';
  }
}

/**
 * Reads the variables of one definition. An empty variable counts as absent, as shells and compose files have it.
 * The value itself is never part of the message: it may be a secret.
 *
 * @throws WrongSetting naming the first variable that is wrong.
 */
export function readSettings<Shape extends SettingsShape>(
  definition: SettingsDefinition<Shape>,
  environment: NodeJS.ProcessEnv,
): SettingsOf<SettingsDefinition<Shape>> {
  const read = Object.entries(definition.shape).map(([variable, schema]) => {
    const given = environment[variable];
    const outcome = schema.safeParse(given === '' ? undefined : given);
    if (!outcome.success) {
      const expected = outcome.error.issues.map((issue) => issue.message).join('; ');
      throw new WrongSetting(variable, `${expected}${schema.description ? ` (${schema.description})` : ''}`);
    }
    return [variable, outcome.data] as const;
  });
  return Object.fromEntries(read) as SettingsOf<SettingsDefinition<Shape>>;
}

/** `true`/`false` in the environment. */
export function flag(preset: boolean): z.ZodType<boolean> {
  return z
    .enum(['true', 'false'], { error: 'expected true or false' })
    .default(preset ? 'true' : 'false')
    .transform((value) => value === 'true');
}
