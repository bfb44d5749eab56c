import { spawn } from 'node:child_process';

/** Runs a program to its end and answers with its exit code; a death by signal counts as 128. */
export async function runToEnd(program, args, { signal, ...options } = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  return endOf(child, signal);
}

/** As runToEnd, but keeps what the program prints; `output` has both streams in the order they came. */
export async function runAndCapture(program, args, { signal, ...options } = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const seen = { stdout: '', stderr: '', output: '' };
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      seen[stream] += text;
      seen.output += text;
    });
  }
  return { exitCode: await endOf(child, signal), ...seen };
}

/** An interruption is passed on to the program, and waited for: what it uses is taken away only after it. */
function endOf(child, signal) {
  const interrupt = () => child.kill('SIGTERM');
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', interrupt);
      if (signal?.aborted) reject(signal.reason);
      else resolve(code ?? 128);
    });
  });
}
