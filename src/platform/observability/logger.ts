import { type DestinationStream, type LoggerOptions, pino, type Logger as PinoLogger } from 'pino';

export type Logger = Pick<PinoLogger, 'fatal' | 'error' | 'warn' | 'info' | 'debug'>;
export const LOGGER = Symbol('logger');

/** Members that are cut out wherever they stand up to three levels deep: a secret that slipped in is not written. */
const SECRETS = ['pin', 'otp', 'sad', 'password', 'token', 'cookie', 'authorization', 'secret', 'taxCode'];
const DEPTHS = ['', '*.', '*.*.', 'req.headers.', 'res.headers.'];

/** Writes to standard output unless told where. */
export function createLogger(
  level: string,
  process: 'api' | 'worker' | 'cli',
  destination?: DestinationStream,
): PinoLogger {
  const options: LoggerOptions = {
    level,
    base: { process, pid: globalThis.process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: DEPTHS.flatMap((depth) => SECRETS.map((name) => `${depth}${name}`)),
      censor: '[redacted]',
    },
    serializers: { err: withoutParameters },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Database errors quote the statement's parameters; those may hold personal data. */
function withoutParameters(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault;
  const { code } = fault as Error & { code?: string };
  return {
    type: fault.name,
    message: fault.message,
    stack: fault.stack,
    ...(code !== undefined && { code }),
    ...(fault.cause instanceof Error && { cause: fault.cause.message }),
  };
}
