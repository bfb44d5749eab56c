import { isSameProcess } from './identity.mjs';
import { waitFor } from './wait.mjs';

/** Asks one process to stop and kills it when it does not; true when it stopped by itself. */
export async function stopProcess({ pid, identity }, { signal = 'SIGTERM', seconds = 20 } = {}) {
  const isGone = () => !isSameProcess(pid, identity);
  send(pid, signal, isGone);
  if (await waitFor(isGone, { seconds })) return true;
  send(pid, 'SIGKILL', isGone);
  await waitFor(isGone, { seconds: 5 });
  return false;
}

function send(pid, signal, isGone) {
  if (isGone()) return;
  try {
    process.kill(pid, signal);
  } catch (fault) {
    if (fault.code !== 'ESRCH') throw fault;
  }
}
