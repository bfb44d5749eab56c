import type { Problem } from './types';

/** A refusal or a fault of the service, in words that it chose; `NETWORK` when it could not be reached. */
export class ApiProblem extends Error {
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.title, options);
    this.name = 'ApiProblem';
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }

  get isUnreachable(): boolean {
    return this.problem.code === 'NETWORK';
  }
}

export function unreachable(path: string, cause?: unknown): ApiProblem {
  const problem: Problem = {
    type: 'about:blank',
    title: '',
    status: 0,
    code: 'NETWORK',
    instance: path,
    requestId: '',
  };
  return new ApiProblem(problem, { cause });
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'title' in value && 'status' in value;
}

/** Reads what the service answered; an answer that is no problem document (a proxy's page) becomes a blank one. */
export function problemOf(status: number, text: string, path: string): ApiProblem {
  try {
    const value: unknown = JSON.parse(text);
    if (isProblem(value)) return new ApiProblem({ ...value, status });
  } catch {
    // Not JSON: told below by its status alone.
  }
  return new ApiProblem({
    type: 'about:blank',
    title: '',
    status,
    code: `HTTP_${status}`,
    instance: path,
    requestId: '',
  });
}
