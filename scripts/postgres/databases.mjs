import { connectTo } from './connect.mjs';

export const OWNER = 'libro_firma_owner';
export const APPLICATION = 'libro_firma';
export const DATABASE = 'libro_firma';
export const QUEUE_DATABASE = 'libro_firma_queue';

/**
 * The two logins and two databases that the service expects: the owner migrates and owns the legal data,
 * the application works in them without owning anything, the queue has a database that it does own.
 */
export async function prepareDatabases(cluster) {
  const client = await connectTo(cluster.url('postgres'));
  try {
    await ensureLogin(client, OWNER, 'CREATEROLE', cluster.password(OWNER));
    const isNew = await ensureLogin(client, APPLICATION, '', cluster.password(APPLICATION));
    // Since PostgreSQL 16 a role that may create roles has no power over those that others created.
    if (isNew) await client.query(`GRANT ${APPLICATION} TO ${OWNER} WITH ADMIN OPTION`);
    await ensureDatabase(client, DATABASE, OWNER);
    await ensureDatabase(client, QUEUE_DATABASE, APPLICATION);
  } finally {
    await client.end();
  }
  return {
    DATABASE_URL: cluster.url(DATABASE, APPLICATION),
    DATABASE_OWNER_URL: cluster.url(DATABASE, OWNER),
    QUEUE_URL: cluster.url(QUEUE_DATABASE, APPLICATION),
  };
}

async function ensureLogin(client, name, powers, password) {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount > 0) return false;
  await client.query(`CREATE ROLE ${name} LOGIN ${powers} PASSWORD ${client.escapeLiteral(password)}`);
  return true;
}

async function ensureDatabase(client, name, owner) {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount > 0) return;
  await client.query(`CREATE DATABASE ${name} OWNER ${owner}`);
  await client.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${OWNER}, ${APPLICATION}`);
}
