import { type DynamicModule, Module } from '@nestjs/common';
import { type Logger } from '../../../src/platform/observability/logger';
import { readPlatformSettings } from '../../../src/platform/config';
import type { ModuleDefinition } from '../../../src/platform/module-definition';
import { PlatformModule } from '../../../src/platform/platform.module';

@Module({})
class SmallHouse {}

/** The platform with modules that a test wrote: what AppModule is for the office. */
export function smallHouse(request: {
  readonly environment: NodeJS.ProcessEnv;
  readonly logger: Logger;
  readonly modules: readonly ModuleDefinition[];
  readonly process: 'api' | 'worker';
}): DynamicModule {
  const { environment, ...rest } = request;
  return {
    module: SmallHouse,
    global: true,
    imports: [
      PlatformModule.forProcess({ ...rest, settings: readPlatformSettings(environment) }),
      ...request.modules.map(({ nest }) => nest),
    ],
  };
}
