import { runCompiled } from './compiled-entry.mjs';

/** `npm run test:interop`: our outputs judged by software that others wrote. */
export const run = (args) => runCompiled({ folder: 'test/interop', what: 'interoperability test', args });
