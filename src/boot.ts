import type { INestApplicationContext } from '@nestjs/common';
import { readPlatformSettings, type PlatformSettings, readSettings, WrongSetting } from './platform/config';
import { house } from './house';
import { createLogger, type Logger } from './platform/observability/logger';
import { shutDown } from './platform/shut-down';

export interface Boot {
  readonly settings: PlatformSettings;
  readonly logger: Logger;
}

/** Reads and checks every variable of the house before anything is opened. */
export function readBoot(process: 'api' | 'worker' | 'cli'): Boot {
  const settings = readPlatformSettings();
  for (const module of house)
    for (const definition of module.settings ?? []) readSettings(definition, globalThis.process.env);
  return { settings, logger: createLogger(settings.LOG_LEVEL, process) };
}

/** Runs a process to its end: a start that fails says why in one line, a signal stops it without losing anything. */
export async function runProcess(
  name: 'api' | 'worker',
  start: (boot: Boot) => Promise<INestApplicationContext>,
): Promise<void> {
  let boot: Boot;
  let app: INestApplicationContext;
  try {
    boot = readBoot(name);
    app = await start(boot);
  } catch (fault) {
    process.stderr.write(`${oneLine(fault)}\n`);
    process.exit(1);
  }
  stopOnSignal(app, boot.logger);
}

function stopOnSignal(app: INestApplicationContext, logger: Logger): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    shutDown(app).then(
      () => process.exit(0),
      (fault: unknown) => {
        logger.error({ err: fault }, 'the stop was not clean');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** What an operator needs to read of a fault: its first line, and for a wrong setting nothing else. */
export function oneLine(fault: unknown): string {
  if (fault instanceof WrongSetting) return fault.message;
  if (fault instanceof AggregateError && fault.errors.length > 0) return oneLine(fault.errors[0]);
  return fault instanceof Error ? (fault.message.split('\n')[0] ?? fault.name) : String(fault);
}
