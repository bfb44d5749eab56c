import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';

type Run = (...parts: unknown[]) => void;

/** What the TypeScript example of a README that exports a function of this name exports as it, compiled as it stands. */
export function exampleOfReadme(readme: string, name = 'example'): unknown {
  const blocks = [...readFileSync(readme, 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(
    ([, code = '']) => code,
  );
  const code = blocks.find((block) => block.includes(`function ${name}(`)) ?? '';
  const compiled = transformSync(code, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const module: { exports: Record<string, unknown> } = { exports: {} };
  (compileFunction(compiled.code, ['module', 'exports', 'require']) as Run)(module, module.exports, require);
  if (!module.exports[name]) throw new Error(`${readme} has no ${name}`);
  return module.exports[name];
}
