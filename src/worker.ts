import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { runProcess } from './boot';
import { ProcessorRegistry } from './platform/queue/processor-registry';
import { QueueWorkers } from './platform/queue/queue-workers';

/** The queue process: takes jobs and does them. Any number may run. */
void runProcess('worker', async ({ settings, logger }) => {
  const app = await NestFactory.createApplicationContext(
    AppModule.forProcess({ settings, logger, process: 'worker' }),
    {
      logger: false,
      abortOnError: false,
    },
  );
  app.get(ProcessorRegistry).assertComplete();
  await app.get(QueueWorkers).start();
  if (process.env.READY_FILE) writeFileSync(process.env.READY_FILE, JSON.stringify({ pid: process.pid }));
  logger.info('the worker takes jobs');
  return app;
});
