import { isSameProcess, processIdentity } from './identity.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls `stop` at the first request to stop. Later ones are ignored on purpose: a Ctrl-C reaches us once from
 * the terminal and once more from npm, and a second one must not interrupt the tidying up.
 */
export function onStopSignal(stop) {
  let asked = false;
  const listener = (signal) => {
    if (asked) return;
    asked = true;
    stop(signal);
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  const stopWatching = onEndOfNpm(() => listener('the end of npm'));
  return () => {
    stopWatching();
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}

/**
 * npm passes a SIGTERM on to the shell between it and us, and many shells die of it without a word to us.
 * So under npm the end of our parent counts as a request to stop.
 */
function onEndOfNpm(stop) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const { ppid } = process;
  const identity = processIdentity(ppid);
  const timer = setInterval(() => {
    if (!isSameProcess(ppid, identity)) stop();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}
