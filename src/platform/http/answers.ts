import { applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

type SchemaObject = NonNullable<Extract<Parameters<typeof ApiResponse>[0], { schema: object }>['schema']>;

/** Says in the API's description what a route answers, by the schema that the type of its answer comes from. */
export function Answers(status: number, schema: z.ZodType, description = ''): MethodDecorator {
  const described = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'output' });
  return ApiResponse({ status, description, schema: described as SchemaObject });
}

/** The same for what is no JSON: files, tables, server-sent events. */
export function AnswersAs(status: number, mediaTypes: readonly string[], description = ''): MethodDecorator {
  return applyDecorators(
    ApiProduces(...mediaTypes),
    ApiResponse({ status, description, schema: { type: 'string', format: 'binary' } }),
  );
}
