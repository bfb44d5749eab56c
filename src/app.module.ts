import { type DynamicModule, Module } from '@nestjs/common';
import { house } from './house';
import { PERMISSIONS } from './organisation';
import { PlatformModule, type PlatformRequest } from './platform/platform.module';

/** The service: the platform, then the modules of the house. */
@Module({})
export class AppModule {
  static forProcess(request: Omit<PlatformRequest, 'modules'>): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        PlatformModule.forProcess({ ...request, modules: house }),
        ...house.map((module) => module.nest),
      ],
      providers: [{ provide: PERMISSIONS, useValue: house.flatMap((module) => module.permissions ?? []) }],
      exports: [PERMISSIONS],
    };
  }
}
