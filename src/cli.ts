/**
 * Operator commands. Each is a file of its own, loaded only when it is called: `verify` must start without the
 * framework, the database and the configuration.
 */
const COMMANDS: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<number> }>>> = {
  migrate: () => import('./cli/migrate.command.js'),
  seed: () => import('./cli/seed.command.js'),
  'demo-logins': () => import('./cli/demo-logins.command.js'),
  'main-job': () => import('./cli/main-job.command.js'),
  docs: () => import('./cli/docs.command.js'),
  ledger: () => import('./cli/ledger.command.js'),
  sign: () => import('./cli/sign.command.js'),
  extend: () => import('./cli/extend.command.js'),
  stamp: () => import('./cli/stamp.command.js'),
  verify: () => import('./cli/verify.command.js'),
  trust: () => import('./cli/trust.command.js'),
};

async function main(): Promise<number> {
  const [name = '', ...args] = process.argv.slice(2);
  const load = COMMANDS[name];
  if (!load) {
    process.stderr.write(`usage: cli ${Object.keys(COMMANDS).join(' | ')}\n`);
    return 1;
  }
  return (await load()).run(args);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (fault: unknown) => {
    process.stderr.write(
      `${fault instanceof Error ? (fault.message.split('\n')[0] ?? fault.name) : String(fault)}\n`,
    );
    process.exitCode = 1;
  },
);
