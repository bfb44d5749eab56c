import { StandardSchemaValidationPipe } from '@nestjs/common';
import { httpRefusals } from './http.refusals';
import { RefusedRequest } from './refused-request';

const NAMED_ISSUES = 10;

/** Validates body, query and params of every route against the schema that the route declares. */
export function schemaPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => {
      const named = issues.slice(0, NAMED_ISSUES).map((issue) => {
        const path = (issue.path ?? [])
          .map((part) => String(typeof part === 'object' ? part.key : part))
          .join('.');
        return path ? `${path}: ${issue.message}` : issue.message;
      });
      return new RefusedRequest(httpRefusals.INPUT_NOT_AS_DESCRIBED({ issues: named }));
    },
  });
}
