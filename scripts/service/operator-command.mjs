import { OperatorFault } from '../operator-fault.mjs';
import { runAndCapture } from '../processes/run-to-end.mjs';
import { inRepository } from '../repository.mjs';

/** Runs one of the service's own commands; its fault becomes ours, as the one line that it printed. */
export async function operatorCommand(args, { env, signal }) {
  const cli = inRepository('dist', 'src', 'cli.js');
  const result = await runAndCapture(process.execPath, ['--enable-source-maps', cli, ...args], {
    env,
    signal,
  });
  if (result.exitCode === 0) return result.stdout;
  const lines = (result.stderr.trim() || result.stdout.trim()).split('\n');
  const isOneLine = lines.length === 1 && lines[0] !== '';
  const reason = isOneLine ? lines[0] : `${args.join(' ')} failed:\n${lines.slice(-15).join('\n')}`;
  throw new OperatorFault(reason);
}
