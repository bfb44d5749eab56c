import type { DataSource } from 'typeorm';

/** Statements that would make the database what the rows say; none when the two agree. */
export async function driftOf(dataSource: DataSource): Promise<readonly string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
