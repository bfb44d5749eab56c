import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/** One row's change: `where` finds it, which may ask for the version that was read too. */
export interface EachChange<Row> {
  readonly where: Partial<Row>;
  readonly set: Partial<Row>;
}

/**
 * The statement that gives each of many rows its own values, which an ORM would write as a statement each. All changes
 * name the same columns. It answers with how many rows were found.
 */
export function updateEachStatement<Row extends ObjectLiteral>(
  dataSource: DataSource,
  row: new () => Row,
  changes: readonly EachChange<Row>[],
): { readonly sql: string; readonly parameters: readonly [string] } {
  const metadata = dataSource.getMetadata(row);
  const where = columnsOf(metadata, changes, 'where');
  const set = columnsOf(metadata, changes, 'set');
  const typeOf = (column: ColumnMetadata): string =>
    dataSource.driver.normalizeType(column) + (column.isArray ? '[]' : '');
  const given = [
    ...where.map((column) => `"by_${column.databaseName}" ${typeOf(column)}`),
    ...set.map((column) => `"to_${column.databaseName}" ${typeOf(column)}`),
  ];
  const values = changes.map((change) => ({
    ...valuesOf(where, change.where, 'by_'),
    ...valuesOf(set, change.set, 'to_'),
  }));
  const table = `"${metadata.tableName}"`;
  return {
    sql: `WITH updated AS (
        UPDATE ${table} SET ${set.map(({ databaseName: name }) => `"${name}" = changed."to_${name}"`).join(', ')}
          FROM jsonb_to_recordset($1::jsonb) AS changed(${given.join(', ')})
         WHERE ${where.map(({ databaseName: name }) => `${table}."${name}" = changed."by_${name}"`).join(' AND ')}
        RETURNING 1)
      SELECT count(*)::int AS count FROM updated`,
    parameters: [JSON.stringify(values)],
  };
}

function columnsOf<Row extends ObjectLiteral>(
  metadata: EntityMetadata,
  changes: readonly EachChange<Row>[],
  part: keyof EachChange<Row>,
): ColumnMetadata[] {
  const names = Object.keys(changes[0]?.[part] ?? {});
  const isSame = (change: EachChange<Row>): boolean => {
    const own = Object.keys(change[part]);
    return own.length === names.length && names.every((name) => name in change[part]);
  };
  if (!changes.every(isSame)) throw new Error(`changes of ${metadata.tableName} name different columns`);
  return names.map((name) => {
    const column = metadata.findColumnWithPropertyName(name);
    if (!column) throw new Error(`${metadata.tableName} has no column for ${name}`);
    return column;
  });
}

function valuesOf<Row extends ObjectLiteral>(
  columns: readonly ColumnMetadata[],
  of: Partial<Row>,
  prefix: string,
): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((column) => [
      prefix + column.databaseName,
      asJson(of[column.propertyName as keyof Row] as unknown),
    ]),
  );
}

/** JSON has no bytes; PostgreSQL reads its own hexadecimal form of them. */
function asJson(value: unknown): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
}
