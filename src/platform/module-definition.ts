import type { DynamicModule, Type } from '@nestjs/common';
import type { RefusalFactory, StateTable, Text } from '@libro-firma/kernel';
import type { EntityManager } from 'typeorm';
import type { SettingsDefinition } from './config';
import type { JobDefinition } from './queue/job-definition';
import type { PermissionDefinition } from './identity/permission';

/**
 * What a module of the office brings into the house. Everything is declared in the module that owns it; the
 * processes, the migrations and the generated documents compose it from the one list of modules.
 */
export interface ModuleDefinition {
  readonly name: string;
  readonly nest: Type | DynamicModule;
  readonly rows?: readonly (new () => object)[];
  readonly jobs?: readonly JobDefinition[];
  readonly permissions?: readonly PermissionDefinition[];
  readonly refusals?: readonly Readonly<Record<string, RefusalFactory>>[];
  readonly settings?: readonly SettingsDefinition[];
  /** Fills the demo installation; called once, in the order of the modules, by the owner of the tables. */
  readonly demo?: (seed: DemoSeed) => Promise<void>;
  /** Sentences for what happened, keyed by the type of the journal entry. */
  readonly texts?: Readonly<Record<string, Text>>;
  /** State tables that the module lives by; `cli docs` draws them into its README. */
  readonly states?: readonly StateTable<string, string>[];
}

export interface DemoSeed {
  readonly manager: EntityManager;
  readonly environment: NodeJS.ProcessEnv;
  readonly now: Date;
}
