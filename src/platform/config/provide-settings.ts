import type { FactoryProvider } from '@nestjs/common';
import { readSettings, type SettingsDefinition } from './settings';

/** The variables that this process was started with; modules read their settings from it and from nowhere else. */
export const ENVIRONMENT = Symbol('environment');

/** Provider of one module's settings under its token. */
export function provideSettings(token: symbol, definition: SettingsDefinition): FactoryProvider {
  return {
    provide: token,
    useFactory: (environment: NodeJS.ProcessEnv) => readSettings(definition, environment),
    inject: [ENVIRONMENT],
  };
}
