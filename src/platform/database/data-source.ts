import { DataSource, type MigrationInterface } from 'typeorm';
import { SnakeNamingStrategy } from './snake-naming.strategy';

/** The application works in this role whatever its login: no ownership, and no right to change legal rows. */
export const APPLICATION_ROLE = 'libro_firma_application';

const CONNECT_TIMEOUT_MS = 5_000;

export interface DataSourceRequest {
  readonly url: string;
  readonly as: 'owner' | 'application';
  readonly rows: readonly (new () => object)[];
  readonly migrations?: readonly (new () => MigrationInterface)[];
  readonly poolSize?: number;
  readonly applicationName?: string;
}

/** A data source that is not connected yet. Entities never create tables: migrations alone do. */
export function createDataSource(request: DataSourceRequest): DataSource {
  return new DataSource({
    type: 'postgres',
    url: request.url,
    entities: [...request.rows],
    migrations: [...(request.migrations ?? [])],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    applicationName: request.applicationName ?? 'libro-firma',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    // Compiling a plan takes longer than the short queries of an office ever run.
    extra: {
      max: request.poolSize ?? 10,
      ...(request.as === 'application' && { options: `-c role=${APPLICATION_ROLE} -c jit=off` }),
    },
  });
}
