import 'reflect-metadata';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type Clock, systemClock } from '@libro-firma/kernel';
import { documents } from '../../../src/documents';
import { organisation, PERMISSIONS, Structure } from '../../../src/organisation';
import { CLOCK } from '../../../src/platform/clock';
import { readPlatformSettings, readSettings } from '../../../src/platform/config';
import { createDataSource } from '../../../src/platform/database/data-source';
import { Database } from '../../../src/platform/database/database';
import { type Actor, systemActor } from '../../../src/platform/identity';
import { createLogger } from '../../../src/platform/observability/logger';
import { PlatformModule } from '../../../src/platform/platform.module';
import { platformRows } from '../../../src/platform/platform.rows';
import { shutDown } from '../../../src/platform/shut-down';
import { verification } from '../../../src/verification';
import { protocol, type RegisterCommand } from '../../../src/protocol';
import { PROTOCOL_SETTINGS, protocolSettings } from '../../../src/protocol/protocol.settings';
import type { TestDatabase } from '../../support/database';

export const officeModules = [organisation, documents, verification, protocol];

@Global()
@Module({ providers: [{ provide: PERMISSIONS, useValue: [] }], exports: [PERMISSIONS] })
export class NoPermissions {}

/** Fills the database with the demo body; once for each suite. */
export async function seedOffice({ ownerUrl }: TestDatabase): Promise<void> {
  const dataSource = await createDataSource({
    url: ownerUrl,
    as: 'owner',
    rows: [...platformRows, ...officeModules.flatMap((module) => module.rows ?? [])],
  }).initialize();
  await dataSource.transaction((manager) =>
    organisation.demo!({ manager, environment: {}, now: new Date('2026-01-01T00:00:00Z') }),
  );
  await dataSource.destroy();
}

export function officeSettings(database: TestDatabase, more: NodeJS.ProcessEnv = {}) {
  return readPlatformSettings({
    DATABASE_URL: database.applicationUrl,
    QUEUE_URL: database.queueUrl,
    DATA_DIR: join(tmpdir(), 'libro-firma-test-office'),
    DEMO: 'true',
    LOG_LEVEL: 'silent',
    ...more,
  });
}

export interface Office {
  readonly app: INestApplicationContext;
  readonly actor: Actor;
  close(): Promise<void>;
}

export interface OfficeRequest {
  readonly clock?: Clock;
  readonly pool?: number;
  readonly clockTolerance?: number;
}

/** What one process of the service has of the register: a second one opened on the same database is another process. */
export async function openOffice(
  database: TestDatabase,
  { clock = systemClock, pool = 4, clockTolerance }: OfficeRequest = {},
): Promise<Office> {
  const settings = officeSettings(database, { DATABASE_POOL: String(pool) });
  const platform = PlatformModule.forProcess({
    settings,
    logger: createLogger('silent', 'cli'),
    modules: officeModules,
    process: 'cli',
  });
  const app = await Test.createTestingModule({
    imports: [platform, NoPermissions, ...officeModules.map((module) => module.nest)],
  })
    .overrideProvider(CLOCK)
    .useValue(clock)
    .overrideProvider(PROTOCOL_SETTINGS)
    .useValue({
      ...readSettings(protocolSettings, {}),
      // A clock that a test sets is far from the database's: only a test of just that holds one against the other.
      CLOCK_TOLERANCE_MS: clockTolerance ?? (clock === systemClock ? 2_000 : Number.MAX_SAFE_INTEGER),
    })
    .compile();
  await app.init();
  return { app, actor: await someActor(app), close: () => shutDown(app) };
}

async function someActor(app: INestApplicationContext): Promise<Actor> {
  const database = app.get(Database);
  const nobody = { bodyId: null, personId: null };
  const [body] = await database.transaction(nobody, () =>
    database.query<{ id: string }>('SELECT id FROM body LIMIT 1'),
  );
  const bodyId = body!.id;
  const { aoos } = await database.transaction({ bodyId, personId: null }, () =>
    app.get(Structure).tree(bodyId),
  );
  return systemActor(bodyId, aoos[0]!.id);
}

/** A registration that lacks nothing. */
export function aCommand(actor: Actor, key: string, more: Partial<RegisterCommand> = {}): RegisterCommand {
  return {
    key,
    aooId: actor.aooId,
    direction: 'INCOMING',
    subject: `Istanza di accesso agli atti ${key}`,
    sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
    recipients: [],
    classificationCode: '1.1',
    files: [
      {
        role: 'MAIN',
        fileName: 'istanza.pdf',
        mediaType: 'application/pdf',
        size: 1_234,
        sha256: 'ab'.repeat(32),
        documentVersionId: null,
        signed: false,
      },
    ],
    operatorId: null,
    officeId: null,
    ...more,
  };
}
