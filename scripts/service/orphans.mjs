import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isSameProcess } from '../processes/identity.mjs';
import { stopProcess } from '../processes/stop.mjs';
import { readJson, writePrivateJson } from '../postgres/private-files.mjs';
import { say } from '../progress.mjs';

const pathIn = (dataFolder) => join(dataFolder, 'processes.json');

/** Written as soon as the processes exist: a launcher that is killed cannot stop them, the next one can. */
export function recordProcesses(dataFolder, processes) {
  const records = processes.map(({ name, pid, identity }) => ({ name, pid, identity }));
  writePrivateJson(pathIn(dataFolder), records);
}

export const forgetProcesses = (dataFolder) => rmSync(pathIn(dataFolder), { force: true });

/** Stops what a killed launcher left running; PostgreSQL is adopted instead, by whoever starts it next. */
export async function stopOrphans(dataFolder) {
  for (const orphan of readJson(pathIn(dataFolder)) ?? []) {
    if (!isSameProcess(orphan.pid, orphan.identity)) continue;
    say(`Stopping the ${orphan.name} that an interrupted start left behind (process ${orphan.pid}) ...`);
    await stopProcess(orphan);
  }
  forgetProcesses(dataFolder);
}
