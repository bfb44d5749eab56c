/** A connection of the `pg` package, imported late: set-up runs before any package is installed. */
export async function connectTo(connectionString, { seconds = 10 } = {}) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: seconds * 1000 });
  // A server that is killed while we are connected must not end the launcher with an unhandled event.
  client.on('error', () => {});
  await client.connect();
  return client;
}
