import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}
interface Rules {
  readonly forbidden: readonly { readonly name: string }[];
}

const root = resolve(__dirname, '..', '..');
const load = createRequire(join(root, 'package.json'));
const rules = load('./.dependency-cruiser.cjs') as Rules;
const ruleNames = rules.forbidden.map(({ name }) => name);

/** One forbidden import for each rule: `[file, what it imports]`. */
const planted: Record<string, readonly [string, string]> = {
  'no-circular': ['src/documents/domain/ring.ts', './ring-partner'],
  'libs-are-framework-free': ['libs/pdf/framework.ts', '@nestjs/common'],
  'libs-speak-through-index': ['libs/pdf/inner.ts', '../kernel/inside'],
  'tests-of-libs-use-what-others-keep-for-tests': ['libs/pdf/peeks.spec.ts', '../kernel/inside'],
  'src-enters-libs-through-index': ['src/archive/application/inner.ts', '../../../libs/pdf/inside'],
  'platform-knows-no-office-word': ['src/platform/http/office-word.ts', '../../protocol/index'],
  'domain-is-pure': ['src/protocol/domain/impure.ts', 'typeorm'],
  'application-knows-no-door': ['src/protocol/application/door.ts', '../http/inside'],
  'http-and-jobs-enter-by-application': ['src/protocol/http/short-cut.ts', '../infrastructure/inside'],
  'modules-speak-through-index': ['src/archive/application/past-the-door.ts', '../../protocol/domain/inside'],
  'nobody-imports-listeners': ['src/protocol/application/tells.ts', '../../audit/index'],
  ...perLibrary(),
  ...perModule(),
};

function perLibrary(): typeof planted {
  const libraries = namesIn(/^libs-(.+)-stands-on-what-is-below$/);
  return Object.fromEntries(
    libraries.map((name) => {
      const above = name === 'conservation' ? 'segnatura' : 'conservation';
      return [`libs-${name}-stands-on-what-is-below`, [`libs/${name}/upwards.ts`, `../${above}/index`]];
    }),
  );
}

function perModule(): typeof planted {
  const modules = namesIn(/^(.+)-uses-only-earlier-modules$/);
  return Object.fromEntries(
    modules.map((name, position) => {
      const later = modules[position + 1] ?? 'notifications';
      return [`${name}-uses-only-earlier-modules`, [`src/${name}/later.ts`, `../${later}/index`]];
    }),
  );
}

function namesIn(pattern: RegExp): string[] {
  return ruleNames.flatMap((name) => pattern.exec(name)?.[1] ?? []);
}

function violationsIn(folder: string, folders: readonly string[]): Violation[] {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, ...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const result = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!result.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${result.stderr}`);
  return (JSON.parse(result.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function plantAll(folder: string): void {
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json'])
    copyFileSync(join(root, file), join(folder, file));
  for (const name of namesIn(/^libs-(.+)-stands-on-what-is-below$/))
    write(folder, `libs/${name}/index.ts`, 'export {};');
  for (const name of [...namesIn(/^(.+)-uses-only-earlier-modules$/), 'audit', 'notifications']) {
    write(folder, `src/${name}/index.ts`, 'export {};');
  }
  for (const file of [
    'libs/kernel',
    'libs/pdf',
    'src/protocol/domain',
    'src/protocol/http',
    'src/protocol/infrastructure',
  ]) {
    write(folder, `${file}/inside.ts`, 'export {};');
  }
  for (const name of ['@nestjs/common', 'typeorm']) {
    write(
      folder,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    write(folder, `node_modules/${name}/index.js`, '');
  }
  for (const [file, target] of Object.values(planted)) write(folder, file, `import '${target}';`);
  write(folder, 'src/documents/domain/ring-partner.ts', "import './ring';");
}

describe('the import rules', () => {
  let folder: string;
  let found: Violation[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
    plantAll(folder);
    found = violationsIn(folder, ['src', 'libs']);
  }, 60_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('each have a planted violation here', () => {
    expect(Object.keys(planted).sort()).toEqual([...ruleNames].sort());
  });

  it.each(Object.entries(planted))('%s bites', (rule, [file]) => {
    // Of a circle either file may be named, as its importer or as what it imports.
    const ends = found
      .filter((violation) => violation.rule.name === rule)
      .flatMap(({ from, to }) => [from, to]);
    expect(ends).toContain(file);
  });

  it('find nothing in the real tree', () => {
    const violations = violationsIn(root, ['src', 'libs', 'migrations']);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  }, 120_000);
});
