// The one door of every npm script. It must parse and answer on old versions of Node too, so everything
// that needs a recent one is imported only after the check.
import { requireSupportedNode } from './set-up/node-version.mjs';

const COMMANDS = {
  start: './commands/start.mjs',
  test: './commands/test.mjs',
  check: './commands/check.mjs',
  build: './commands/build.mjs',
  'main-job': './commands/main-job.mjs',
  bench: './commands/bench.mjs',
  'test-interop': './commands/test-interop.mjs',
  'test-faults': './commands/test-faults.mjs',
};

// A terminal that is closed while we run makes every later line fail; stopping in order matters more.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

async function main([name, ...args]) {
  requireSupportedNode();
  const file = COMMANDS[name];
  if (!file) {
    process.stderr.write(`Unknown command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}\n`);
    return 1;
  }
  const command = await import(file);
  return command.run(args);
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (fault) => {
    const isForOperator = fault && fault.name === 'OperatorFault';
    process.stderr.write(`${isForOperator ? fault.message : (fault && fault.stack) || fault}\n`);
    process.exit((isForOperator && fault.exitCode) || 1);
  },
);
