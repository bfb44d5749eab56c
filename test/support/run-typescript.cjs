'use strict';

const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');
const options = require('../../scripts/swc-options.cjs');

// For `node --require`: runs the sources as they are, so that a test can start and kill a process of the service
// without a build. The same rules as jest and the build.
const root = join(__dirname, '..', '..');
const resolve = Module._resolveFilename;
/** The one place that asks for a package which can only be imported; what else is asked for late may be TypeScript. */
const ASKS_FOR_ES_MODULE = join(root, 'libs', 'xml', 'engine', 'libxml2.ts');

Module._resolveFilename = function (request, parent, ...rest) {
  const library = /^@libro-firma\/([^/]+)$/.exec(request)?.[1];
  if (library) return resolve.call(this, join(root, 'libs', library, 'index.ts'), parent, ...rest);
  // As TypeScript has it: what is written `./x.js` in a .ts file is compiled from `./x.ts`.
  const isSource = request.startsWith('.') && parent?.filename?.endsWith('.ts');
  return resolve.call(this, isSource ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...options,
    module: { ...options.module, ignoreDynamic: filename === ASKS_FOR_ES_MODULE },
    filename,
    sourceMaps: 'inline',
  });
  module._compile(code, filename);
};
