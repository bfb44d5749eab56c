import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, whatever the folder a command was called from. */
export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)));

export const inRepository = (...parts) => join(repositoryRoot, ...parts);
