import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isSameProcess } from '../processes/identity.mjs';
import { readJson, writePrivateJson } from '../postgres/private-files.mjs';

const pathIn = (dataFolder) => join(dataFolder, 'service.json');

/** Tells other commands where the service of this data folder answers: `{ pid, identity, url, apiPid }`. */
export const writeServiceFile = (dataFolder, service) => writePrivateJson(pathIn(dataFolder), service);

export const removeServiceFile = (dataFolder) => rmSync(pathIn(dataFolder), { force: true });

/** The service that is running on this data folder, or null: a file left by a killed one does not count. */
export function readServiceFile(dataFolder) {
  const service = readJson(pathIn(dataFolder));
  return service && isSameProcess(service.pid, service.identity) ? service : null;
}
