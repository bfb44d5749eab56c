import { z } from 'zod';
import { house } from '../../house';
import { platformSettings, type SettingsDefinition } from '../../platform/config';
import { code, tableOf } from './markdown';

const SECRET_NAME = /PASSWORD|PIN|SECRET|TOKEN/;
const SECRET_FORM = 'password@';
/** No setting accepts it, so that each says what it would accept. */
const WRONG_FOR_ALL = '\u0000';

const HEAD = `# Configuration

Made by \`cli docs\` from the schemas that also check the values: change the schema, not this page.

Every setting is an environment variable. An empty one counts as absent. A wrong one stops the start: one line names the
variable and says what was expected, and never repeats the value. A setting marked **secret** belongs in a secret store or
a file that only the service's user can read, never in a unit file, an image or a repository.

\`npm start\` sets \`DATABASE_URL\`, \`DATABASE_OWNER_URL\` and \`DEMO\` by itself when it is given no database: it brings a
PostgreSQL of its own. An S3 store takes its credentials from the variables of the AWS client, such as
\`AWS_ACCESS_KEY_ID\` and \`AWS_SECRET_ACCESS_KEY\` (secret).`;

/** docs/CONFIGURATION.md: every variable of the platform and of the modules. */
export function configurationPage(): string {
  const definitions = [platformSettings, ...house.flatMap((module) => module.settings ?? [])];
  return `${[HEAD, ...definitions.map(sectionOf)].join('\n\n')}\n`;
}

function sectionOf({ owner, shape }: SettingsDefinition): string {
  const rows = Object.entries(shape).map(([variable, schema]) => {
    const form = formOf(schema);
    return [
      code(variable) + (isSecret(variable, form) ? ' **secret**' : ''),
      schema.description ?? '',
      defaultOf(schema),
      form,
    ];
  });
  return `## ${owner}\n\n${tableOf(['variable', 'what it is', 'default', 'expected form'], rows)}`;
}

function isSecret(variable: string, form: string): boolean {
  return SECRET_NAME.test(variable) || form.includes(SECRET_FORM);
}

interface InputSchema {
  readonly type?: unknown;
  readonly enum?: readonly (string | number | boolean | null)[] | undefined;
  readonly default?: unknown;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

/** As the environment has it, before any transformation. */
function inputSchemaOf(schema: z.ZodType): InputSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function defaultOf(schema: z.ZodType): string {
  const { default: preset } = inputSchemaOf(schema);
  if (preset !== undefined) return code(typeof preset === 'string' ? preset : JSON.stringify(preset));
  return schema.safeParse(undefined).success ? 'absent' : 'none: must be given';
}

function formOf(schema: z.ZodType): string {
  const input = inputSchemaOf(schema);
  if (input.enum) return input.enum.map((value) => code(String(value))).join(', ');
  if (input.type === 'integer' || input.type === 'number') return rangeOf(input);
  const outcome = schema.safeParse(WRONG_FOR_ALL);
  const message = outcome.success ? '' : (outcome.error.issues[0]?.message ?? '');
  return message.startsWith('expected ') ? message.slice('expected '.length) : 'text';
}

function rangeOf({ minimum, maximum }: InputSchema): string {
  if (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER)
    return `whole number, at least ${minimum ?? 0}`;
  return `whole number from ${minimum ?? 0} to ${maximum}`;
}
