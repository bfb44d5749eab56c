import { runCompiled } from './compiled-entry.mjs';

/** `npm run test:faults [-- NAME] [--kills N]` */
export const run = (args) => runCompiled({ folder: 'test/faults', what: 'kill test', args });
