/** Token of the clock that the process was given. */
export const CLOCK = Symbol('clock');
