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
  return () => SIGNALS.forEach((signal) => process.off(signal, listener));
}
