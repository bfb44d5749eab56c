import { Injectable } from '@nestjs/common';
import { isRefused } from '@libro-firma/kernel';
import { TransactionHost } from '@nestjs-cls/transactional';
import {
  TransactionalAdapterTypeOrm,
  type TypeOrmTransactionOptions,
} from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsService } from 'nestjs-cls';
import { DataSource, type EntityManager, type ObjectLiteral, type Repository } from 'typeorm';
import { type EachChange, updateEachStatement } from './update-each';

/** In whose name rows are read and written: row-level security compares these two with each row. */
export interface Scope {
  readonly bodyId: string | null;
  readonly personId: string | null;
}

type AfterCommit = () => void;
const AFTER_COMMIT = Symbol('after commit');

/**
 * The unit of work. Everything between BEGIN and COMMIT happens inside {@link Database.transaction}; repositories
 * find the transaction in the async context, so that no call can leave it by forgetting an argument.
 */
@Injectable()
export class Database {
  constructor(
    private readonly host: TransactionHost<TransactionalAdapterTypeOrm>,
    private readonly context: ClsService,
    readonly dataSource: DataSource,
  ) {}

  /**
   * Runs `work` in one transaction, in the name of `scope`. Committed when it returns; rolled back when it throws,
   * and also when it returns a refusal: what is refused leaves nothing behind. Inside an open unit of work it joins it.
   */
  async transaction<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    return this.unitOfWork(undefined, scope, work);
  }

  /**
   * Reads of several statements that must agree: all see the database as it is at the first one. Without it, what is
   * read first may be older than what is read last, and a page shows a state that never was.
   */
  async snapshot<T>(scope: Scope, read: () => Promise<T>): Promise<T> {
    return this.unitOfWork({ isolationLevel: 'REPEATABLE READ' }, scope, read);
  }

  private async unitOfWork<T>(
    options: TypeOrmTransactionOptions | undefined,
    scope: Scope,
    work: () => Promise<T>,
  ): Promise<T> {
    if (this.isInTransaction()) return work();
    return this.context.run(async () => {
      const afterCommit: AfterCommit[] = [];
      this.context.set(AFTER_COMMIT, afterCommit);
      try {
        const unit = async () => {
          await this.manager.query(
            `SELECT set_config('app.body', $1, true), set_config('app.person', $2, true)`,
            [scope.bodyId ?? '', scope.personId ?? ''],
          );
          const outcome = await work();
          if (isRefused(outcome)) throw new RolledBack(outcome);
          return outcome;
        };
        const result = await (options
          ? this.host.withTransaction(options, unit)
          : this.host.withTransaction(unit));
        for (const call of afterCommit) call();
        return result;
      } catch (fault) {
        if (fault instanceof RolledBack) return fault.outcome as T;
        throw fault;
      }
    });
  }

  isInTransaction(): boolean {
    return this.context.isActive() && this.host.isTransactionActive();
  }

  /** Runs `call` once the present transaction is committed, and never if it is rolled back. */
  afterCommit(call: AfterCommit): void {
    const calls = this.context.isActive()
      ? this.context.get<AfterCommit[] | undefined>(AFTER_COMMIT)
      : undefined;
    if (!calls) throw new Error('afterCommit outside a unit of work');
    calls.push(call);
  }

  rows<Row extends ObjectLiteral>(row: new () => Row): Repository<Row> {
    return this.manager.getRepository(row);
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query<Row[]>(sql, [...parameters]);
  }

  /** Gives each of many rows its own values by one statement. @returns how many rows were found */
  async updateEach<Row extends ObjectLiteral>(
    row: new () => Row,
    changes: readonly EachChange<Row>[],
  ): Promise<number> {
    if (changes.length === 0) return 0;
    const { sql, parameters } = updateEachStatement(this.dataSource, row, changes);
    const [updated] = await this.query<{ count: number }>(sql, parameters);
    return updated?.count ?? 0;
  }

  private get manager(): EntityManager {
    return this.host.tx;
  }
}

/** Carries a refusal through the transaction so that it is undone; never leaves {@link Database.transaction}. */
class RolledBack extends Error {
  constructor(readonly outcome: unknown) {
    super('refused');
  }
}
