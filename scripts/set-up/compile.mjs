import { createRequire } from 'node:module';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';
import { inRepository, repositoryRoot } from '../repository.mjs';

export const SERVICE_FOLDERS = ['src', 'libs', 'migrations', 'bench', 'test'];

/** What goes into dist: code without its specs, and the data files that code reads from beside itself. */
export function isServiceSource(path) {
  if (/\.spec\.[cm]?tsx?$|\.d\.[cm]?ts$|\.md$/.test(path)) return false;
  // Fixtures are large and are read from the sources by the tests that own them.
  return !/(^|\/)fixtures\//.test(path);
}

/** Compiles each TypeScript file by the rules of .swcrc and copies every other file as it is. */
export async function compileService(files, target) {
  const { transform } = await import(createRequire(inRepository('package.json')).resolve('@swc/core')).then(
    (module) => module.default ?? module,
  );
  const options = swcOptions();
  const faults = [];
  await inTurns(files, 16, async (file) => {
    const output = join(target, file);
    mkdirSync(dirname(output), { recursive: true });
    if (!/\.[cm]?tsx?$/.test(file)) return copyFileSync(join(repositoryRoot, file), output);
    try {
      await compileFile(transform, options, file, output.replace(/tsx?$/, 'js'));
    } catch (fault) {
      faults.push(`${file}: ${fault.message}`);
    }
  });
  if (faults.length > 0) throw new OperatorFault(`These files do not compile:\n${faults.join('\n')}`);
}

async function compileFile(transform, options, file, output) {
  const { code, map } = await transform(readFileSync(join(repositoryRoot, file), 'utf8'), {
    ...options,
    filename: join(repositoryRoot, file),
    sourceFileName: relative(dirname(join('dist', file)), file),
    sourceMaps: true,
  });
  const mapFile = `${output}.map`;
  writeFileSync(output, `${code}\n//# sourceMappingURL=${relative(dirname(output), mapFile)}\n`);
  writeFileSync(mapFile, withoutSources(map));
}

// The sources are beside dist; a second copy of each inside its map would only be weight.
function withoutSources(map) {
  const { sourcesContent: _, ...rest } = JSON.parse(map);
  return JSON.stringify(rest);
}

function swcOptions() {
  const { $schema: _, ...options } = JSON.parse(readFileSync(inRepository('.swcrc'), 'utf8'));
  // The compiler's own configuration lookup would make the alias depend on the folder we are called from.
  return { ...options, swcrc: false, configFile: false, jsc: { ...options.jsc, baseUrl: repositoryRoot } };
}

async function inTurns(items, width, work) {
  const queue = items[Symbol.iterator]();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
