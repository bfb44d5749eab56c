import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The full path of an installed program, or null. */
export function onPath(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return join(folder, program);
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
