import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';

type Run = (...parts: unknown[]) => void;

/** What the first TypeScript example of a README exports as `example`, compiled as it stands. */
export function exampleOfReadme(readme: string): unknown {
  const [, code = ''] = /```ts\n([^]*?)```/.exec(readFileSync(readme, 'utf8')) ?? [];
  const compiled = transformSync(code, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const module: { exports: { example?: unknown } } = { exports: {} };
  (compileFunction(compiled.code, ['module', 'exports', 'require']) as Run)(module, module.exports, require);
  if (!module.exports.example) throw new Error(`${readme} has no example`);
  return module.exports.example;
}
