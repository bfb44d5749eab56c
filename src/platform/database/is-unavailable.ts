/** SQLSTATE classes 08 (connection), 57P01 to 57P03 (the server stops or starts), 53300 (no connection left). */
const SQL_STATES = /^(08...|57P0[123]|53300)$/;
const NETWORK_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'];
const DRIVER_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query runner already released/;

/** True when the database is away, and not wrong: what failed may be tried again as it is. */
export function isUnavailable(fault: unknown): boolean {
  if (fault instanceof AggregateError) return fault.errors.some(isUnavailable);
  if (!(fault instanceof Error)) return false;
  const { code } = fault as Error & { code?: unknown };
  if (typeof code === 'string' && (SQL_STATES.test(code) || NETWORK_CODES.includes(code))) return true;
  return DRIVER_MESSAGES.test(fault.message) || isUnavailable(fault.cause);
}
