import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { type Clock, systemClock } from '@libro-firma/kernel';
import { ClsPluginTransactional } from '@nestjs-cls/transactional';
import { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsModule } from 'nestjs-cls';
import { DataSource } from 'typeorm';
import { CLOCK } from './clock';
import {
  ENVIRONMENT,
  objectStoreUrlOf,
  PLATFORM_SETTINGS,
  type PlatformSettings,
  queueUrlOf,
} from './config';
import { createDataSource } from './database/data-source';
import { Database } from './database/database';
import { EffectMark } from './database/effect-mark';
import { Journal } from './database/journal/journal';
import { DeliveryBook } from './database/outbox/delivery-book';
import { Relay } from './database/outbox/relay';
import { IdempotencyInterceptor } from './http/idempotency.interceptor';
import { ProblemFilter } from './http/problem.filter';
import { PublicStyleController } from './http/public-style.controller';
import { ResultInterceptor } from './http/result.interceptor';
import { RouteCheck } from './http/route-check';
import { schemaPipe } from './http/schema.pipe';
import { StatusController } from './http/status.controller';
import { AccessTokens } from './identity/access-tokens';
import { AuthorizationGuard } from './identity/authorization.guard';
import { Sessions } from './identity/sessions';
import type { ModuleDefinition } from './module-definition';
import { Health } from './observability/health';
import { LOGGER, type Logger } from './observability/logger';
import { Metrics } from './observability/metrics';
import { platformRows } from './platform.rows';
import { JOB_CATALOGUE, JobCatalogue } from './queue/job-catalogue';
import { JobPublisher, QUEUE_BACKEND } from './queue/job-publisher';
import { JobRunner } from './queue/job-runner';
import { ProcessorRegistry } from './queue/processor-registry';
import { openQueueBackend } from './queue/queue-backend';
import { QueueWorkers } from './queue/queue-workers';
import { OBJECT_STORE, openObjectStore, openPassingStore, PASSING_STORE } from './storage';

export interface PlatformRequest {
  readonly settings: PlatformSettings;
  readonly logger: Logger;
  readonly modules: readonly ModuleDefinition[];
  readonly process: 'api' | 'worker' | 'cli';
  /** Where modules read their settings; the process's own variables unless a test gives others. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Another clock than the system's, for tests that cannot wait for time to pass. */
  readonly clock?: Clock;
}

const shared = [
  Database,
  EffectMark,
  Journal,
  DeliveryBook,
  Relay,
  JobPublisher,
  JobRunner,
  ProcessorRegistry,
  QueueWorkers,
  Sessions,
  AccessTokens,
  Metrics,
  Health,
  RouteCheck,
];

/** What every module stands on: database, journal, outbox, queue, object store, identity, HTTP conventions. */
@Global()
@Module({})
export class PlatformModule {
  static forProcess(request: PlatformRequest): DynamicModule {
    const { settings, logger, modules } = request;
    const rows = [...platformRows, ...modules.flatMap((module) => module.rows ?? [])];
    const values = [
      { provide: PLATFORM_SETTINGS, useValue: settings },
      { provide: ENVIRONMENT, useValue: request.environment ?? process.env },
      { provide: LOGGER, useValue: logger },
      { provide: CLOCK, useValue: request.clock ?? systemClock },
      { provide: JOB_CATALOGUE, useValue: new JobCatalogue(modules.flatMap((module) => module.jobs ?? [])) },
      { provide: OBJECT_STORE, useValue: openObjectStore(objectStoreUrlOf(settings)) },
      { provide: PASSING_STORE, useValue: openPassingStore(objectStoreUrlOf(settings)) },
      { provide: QUEUE_BACKEND, useFactory: () => openQueueBackend(queueUrlOf(settings)) },
    ];
    const dataSource = {
      provide: DataSource,
      useFactory: () =>
        createDataSource({
          url: settings.DATABASE_URL,
          as: 'application',
          rows,
          poolSize: settings.DATABASE_POOL,
          applicationName: `libro-firma ${request.process}`,
        }).initialize(),
    };
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, transactionsInAsyncContext(dataSource)],
      controllers: request.process === 'api' ? [StatusController, PublicStyleController] : [],
      providers: [...values, ...shared, ...httpConventions()],
      exports: [...values.map((value) => value.provide), ...shared, ClsModule],
    };
  }
}

function transactionsInAsyncContext(dataSource: {
  provide: typeof DataSource;
  useFactory: () => Promise<DataSource>;
}): DynamicModule {
  @Global()
  @Module({ providers: [dataSource], exports: [DataSource] })
  class DataSourceModule {}
  return ClsModule.forRoot({
    global: true,
    plugins: [
      new ClsPluginTransactional({
        imports: [DataSourceModule],
        adapter: new TransactionalAdapterTypeOrm({ dataSourceToken: DataSource }),
      }),
    ],
  });
}

function httpConventions() {
  return [
    { provide: APP_GUARD, useClass: AuthorizationGuard },
    { provide: APP_PIPE, useFactory: schemaPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: ResultInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ];
}
