import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { JOB_CATALOGUE, JobCatalogue } from '../../src/platform/queue/job-catalogue';
import { defineJob, type JobDefinition, RETRY } from '../../src/platform/queue/job-definition';
import { type JobProcessor, Processes } from '../../src/platform/queue/job-processor';
import { ProcessorRegistry } from '../../src/platform/queue/processor-registry';
import { oneLine, readBoot } from '../../src/boot';
import { WrongSetting } from '../../src/platform/config';
import { DiscoveryModule } from '@nestjs/core';

const job = defineJob({
  name: 'test.job',
  queue: 'office',
  on: ['thing.made'],
  effect: 'transaction',
  schema: z.object({}),
  retry: RETRY.brief,
});

@Processes(job)
class Processor implements JobProcessor {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

@Processes(job)
class AnotherProcessor extends Processor {}

@Processes({ ...job, name: 'test.unknown' })
class ProcessorOfNothing extends Processor {}

async function registryOf(jobs: readonly JobDefinition[], providers: readonly (new () => object)[]) {
  @Module({
    imports: [DiscoveryModule],
    providers: [
      ...providers,
      ProcessorRegistry,
      { provide: JOB_CATALOGUE, useValue: new JobCatalogue(jobs) },
    ],
  })
  class SomeModule {}
  const app: INestApplicationContext = await Test.createTestingModule({ imports: [SomeModule] }).compile();
  return app.get(ProcessorRegistry);
}

describe('a process does not start', () => {
  it.each<[string, JobDefinition, readonly (new () => object)[]]>([
    ['test.job has no processor', job, []],
    ['test.job has two processors', job, [Processor, AnotherProcessor]],
    ['processes test.unknown, which no module declares', job, [Processor, ProcessorOfNothing]],
    ['test.job has no retry policy', { ...job, retry: { attempts: 0, backoffMs: 1 } }, [Processor]],
    ['nothing ever starts test.job', { ...job, on: [] }, [Processor]],
  ])('when %s', async (fault, declared, providers) => {
    const registry = await registryOf([declared], providers);
    expect(() => registry.assertComplete()).toThrow(fault);
  });

  it('when two modules name their jobs alike', () => {
    expect(() => new JobCatalogue([job, job])).toThrow('two jobs are named test.job');
  });

  it('when a setting is wrong, and its reason has one line without the value', () => {
    const before = { ...process.env };
    process.env.DATABASE_URL = 'mysql://root:segreto@db/atti';
    try {
      expect(() => readBoot('api')).toThrow(WrongSetting);
      expect(() => readBoot('worker')).toThrow(/^DATABASE_URL: expected postgres/);
    } finally {
      process.env = before;
    }
  });
});

describe('the reason for which a process did not start', () => {
  it('is the first line of the fault, or of the first of several', () => {
    expect(oneLine(new Error('first\nsecond'))).toBe('first');
    expect(oneLine(new AggregateError([new Error('refused'), new Error('refused too')]))).toBe('refused');
    expect(oneLine('text')).toBe('text');
    expect(oneLine(new WrongSetting('PORT', 'expected a port number'))).toBe('PORT: expected a port number');
  });
});

describe('a complete process', () => {
  it('starts, and finds the processor of each job', async () => {
    const registry = await registryOf([job], [Processor]);
    registry.assertComplete();
    expect(registry.processor(job)).toBeInstanceOf(Processor);
  });
});
