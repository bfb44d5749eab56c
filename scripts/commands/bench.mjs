import { runCompiled } from './compiled-entry.mjs';

/** `npm run bench -- NAME [--json] [--quick]` */
export const run = (args) => runCompiled({ folder: 'bench', what: 'benchmark', args, needsName: true });
