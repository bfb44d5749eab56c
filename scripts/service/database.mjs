import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCluster } from '../postgres/cluster.mjs';
import { prepareDatabases } from '../postgres/databases.mjs';
import { step } from '../progress.mjs';
import { operatorCommand } from './operator-command.mjs';

/** Our own PostgreSQL with its databases, as `{ cluster, env }`; nothing but the environment when one is given. */
export async function startDatabase({ hasOwnDatabase, dataFolder, onStarted }) {
  if (!hasOwnDatabase) return { cluster: null, env: {} };
  const logFile = join(dataFolder, 'logs', 'postgres.log');
  const cluster = openCluster(join(dataFolder, 'postgres'), { logFile });
  const env = await step('Starting PostgreSQL', async () => {
    await cluster.start();
    onStarted(cluster);
    return prepareDatabases(cluster);
  });
  return { cluster, env };
}

/** Tables up to this version of the code, and the demo body where one is wanted and has not been made yet. */
export async function fillDatabase({ dataFolder, hasOwnDatabase, isDemo, env, signal }) {
  await step('Migrating the database', () => operatorCommand(['migrate'], { env, signal }));
  if (!isDemo) return;
  // Beside the database it speaks of: who removes that one removes this too. Elsewhere we cannot know,
  // and ask the command again, which finds the demo body and leaves it as it is.
  const seeded = join(dataFolder, 'postgres', 'demo-seeded');
  if (hasOwnDatabase && existsSync(seeded)) return;
  await step('Seeding the demo body', () => operatorCommand(['seed', '--demo'], { env, signal }));
  if (hasOwnDatabase) writeFileSync(seeded, `${new Date().toISOString()}\n`);
}
