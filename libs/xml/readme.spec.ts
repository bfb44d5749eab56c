import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as xml from './index';

type Example = (
  library: typeof xml,
  bytes: Buffer,
  console: { log(...values: unknown[]): void },
) => Promise<void>;

/** The first example of the README as a function of what it leaves to its reader. */
function exampleOf(file: string): Example {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(file, 'utf8')) ?? [];
  const body = code.replace(/^import \{([^}]*)\} from '[^']*';/m, 'const {$1} = library;');
  const AsyncFunction = Object.getPrototypeOf(async () => Promise.resolve()) as {
    constructor: new (...parts: string[]) => Example;
  };
  return new AsyncFunction.constructor('library', 'bytes', 'console', body);
}

describe('the example of the README', () => {
  it('does what it says', async () => {
    const said: unknown[] = [];
    const console = { log: (...values: unknown[]) => said.push(...values) };
    await exampleOf(join(__dirname, 'README.md'))(xml, Buffer.from('<a  b="1">sì</a>'), console);
    expect(said).toEqual(['sì', '<a b="1">sì</a>']);
  });
});
