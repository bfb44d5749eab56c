/** The WebAssembly build of libxml2, as far as this library uses it. */
export type Libxml2 = typeof import('libxml2-wasm');

let loading: Promise<Libxml2> | undefined;

/**
 * Loads libxml2 once for the process, in some 40 ms. It is an ES module that awaits its own start, so it can only be
 * asked for, never required; what does not read XML does not pay for it.
 */
export function loadLibxml2(): Promise<Libxml2> {
  loading ??= import('libxml2-wasm');
  return loading;
}
