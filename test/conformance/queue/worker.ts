import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { createLogger } from '../../../src/platform/observability/logger';
import { ProcessorRegistry } from '../../../src/platform/queue/processor-registry';
import { QueueWorkers } from '../../../src/platform/queue/queue-workers';
import { smallHouse } from './small-house';
import { things } from './things';

/** A worker in a process of its own, to be killed while it works. */
async function work(): Promise<void> {
  const app = await NestFactory.createApplicationContext(
    smallHouse({
      environment: process.env,
      logger: createLogger('info', 'worker'),
      modules: [things],
      process: 'worker',
    }),
    { logger: false, abortOnError: false },
  );
  app.get(ProcessorRegistry).assertComplete();
  await app.get(QueueWorkers).start();
  writeFileSync(process.env.READY_FILE ?? '', JSON.stringify({ pid: process.pid }));
}

work().catch((fault: unknown) => {
  process.stderr.write(`${String(fault)}\n`);
  process.exit(1);
});
