'use strict';

/**
 * libxml2-wasm awaits its own start, which no CommonJS can do, and jest's sandbox refuses `import()`. It is imported
 * outside of the sandbox (see node-environment.cjs); jest's compiled `import()` waits for this promise as for any.
 */
module.exports = Object.assign(globalThis.importOutside('libxml2-wasm'), { __esModule: true });
