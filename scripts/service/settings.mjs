import { isAbsolute, join } from 'node:path';
import { OperatorFault } from '../operator-fault.mjs';
import { repositoryRoot } from '../repository.mjs';

/** What the launcher itself must know of the environment; everything else is the service's own to check. */
export function launchSettings(env = process.env) {
  return {
    dataFolder: dataFolder(env),
    host: env.HOST || '127.0.0.1',
    port: port(env.PORT || '3000'),
    hasOwnDatabase: !env.DATABASE_URL,
    isDemo: env.DEMO ? env.DEMO === 'true' : !env.DATABASE_URL,
    env,
  };
}

export function dataFolder(env = process.env) {
  const wanted = env.DATA_DIR || '.data';
  return isAbsolute(wanted) ? wanted : join(repositoryRoot, wanted);
}

function port(text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65536) return number;
  throw new OperatorFault(`PORT=${text} is not a port: give a whole number between 1 and 65535.`);
}

/** Where a client on this machine reaches a service that listens on the given address. */
export function localUrl({ host, port: number }) {
  const reached =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reached}:${number}`;
}
