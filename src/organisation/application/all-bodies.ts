import type { Database } from '../../platform/database/database';

/** Ids of all bodies of the installation, for a job that does its work for each of them in turn. */
export async function allBodies(database: Database): Promise<string[]> {
  const bodies = await database.transaction({ bodyId: null, personId: null }, () =>
    database.query<{ id: string }>('SELECT id FROM body ORDER BY id'),
  );
  return bodies.map(({ id }) => id);
}
