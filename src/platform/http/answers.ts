import { applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

type SchemaObject = NonNullable<Extract<Parameters<typeof ApiResponse>[0], { schema: object }>['schema']>;

/** Says in the API's description what a route answers, by the schema that the type of its answer comes from. */
export function Answers(status: number, schema: z.ZodType, description = ''): MethodDecorator {
  const described = withNullInEnums(z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'output' }));
  return ApiResponse({ status, description, schema: described as SchemaObject });
}

/** A list of values that may be null names null as well (OpenAPI 3.0.3 §4.7.24.1, proposal “clarify nullable”). */
function withNullInEnums(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNullInEnums);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).map(([name, member]) => [name, withNullInEnums(member)] as const);
  const { nullable, enum: values } = schema as { readonly nullable?: unknown; readonly enum?: unknown };
  const isToName = nullable === true && Array.isArray(values) && !values.includes(null);
  return Object.fromEntries(
    members.map(([name, member]) => [
      name,
      isToName && name === 'enum' ? [...(values as unknown[]), null] : member,
    ]),
  );
}

/** The same for what is no JSON: files, tables, server-sent events. */
export function AnswersAs(status: number, mediaTypes: readonly string[], description = ''): MethodDecorator {
  return applyDecorators(
    ApiProduces(...mediaTypes),
    ApiResponse({ status, description, schema: { type: 'string', format: 'binary' } }),
  );
}
