import { once } from 'node:events';
import { connect } from 'node:net';
import { Global, Injectable, Module } from '@nestjs/common';
import { newId } from '@libro-firma/kernel';
import { z } from 'zod';
import { Database } from '../../../src/platform/database/database';
import { ACTOR_DIRECTORY } from '../../../src/platform/identity';
import type { ModuleDefinition } from '../../../src/platform/module-definition';
import { defineJob, type JobDefinition } from '../../../src/platform/queue/job-definition';
import {
  type JobProcessor,
  type JournalEvent,
  PermanentFault,
  Processes,
  type ScheduledProcessor,
} from '../../../src/platform/queue/job-processor';

export const BACKOFF_MS = 100;

const ofThing = z.object({ thing: z.uuid(), isBroken: z.boolean().optional() });
const retry = { attempts: 5, backoffMs: BACKOFF_MS };

const consumer = (name: string, on: string): JobDefinition<z.infer<typeof ofThing>> =>
  defineJob({
    name: `workshop.${name}`,
    queue: 'office',
    on: [on],
    effect: 'transaction',
    schema: ofThing,
    retry,
  });

const makeJob = consumer('make', 'thing.made');
const firstJob = consumer('first-consumer', 'thing.shared');
const secondJob = consumer('second-consumer', 'thing.shared');
const stubbornJob = consumer('stubborn', 'thing.stubborn');
const impossibleJob = consumer('impossible', 'thing.impossible');
/** Of those that one job carries for several things. */
export const TOGETHER = 10;
const packJob = { ...consumer('pack', 'thing.packed'), together: TOGETHER };
const carryJob = { ...consumer('carry', 'thing.carried'), together: TOGETHER, effect: 'idempotent' as const };
const tickJob = defineJob({
  name: 'workshop.tick',
  queue: 'archive',
  on: [],
  everyMs: 200,
  effect: 'idempotent',
  schema: z.object({}),
  retry,
});

/** What the processors of this process have seen, which is no effect: it is not undone with a transaction. */
export const seen = { tries: new Map<string, number[]>(), ticks: 0 };

type Event = JournalEvent<z.infer<typeof ofThing>>;

/** Writes one row for each time that it is done; the table stands beside those of the house. */
@Injectable()
class Effects {
  constructor(private readonly database: Database) {}

  async of({ data }: Event, consumerName: string): Promise<void> {
    const tries = seen.tries.get(data.thing) ?? [];
    seen.tries.set(data.thing, [...tries, Date.now()]);
    await this.database.query('INSERT INTO workshop_effect (id, thing, consumer) VALUES ($1, $2, $3)', [
      newId(),
      data.thing,
      consumerName,
    ]);
  }
}

@Injectable()
@Processes(makeJob)
class Make implements JobProcessor {
  constructor(private readonly effects: Effects) {}

  async handle(event: Event): Promise<void> {
    await this.effects.of(event, makeJob.name);
    if (process.env.DOOR) await once(connect(Number(process.env.DOOR), '127.0.0.1'), 'close');
  }
}

@Injectable()
@Processes(firstJob)
class First implements JobProcessor {
  constructor(private readonly effects: Effects) {}

  handle(event: Event): Promise<void> {
    return this.effects.of(event, firstJob.name);
  }
}

@Injectable()
@Processes(secondJob)
class Second implements JobProcessor {
  constructor(private readonly effects: Effects) {}

  handle(event: Event): Promise<void> {
    return this.effects.of(event, secondJob.name);
  }
}

@Injectable()
@Processes(stubbornJob)
class Stubborn implements JobProcessor {
  constructor(private readonly effects: Effects) {}

  /** Succeeds the third time; the effects of the two before must be gone. */
  async handle(event: Event): Promise<void> {
    await this.effects.of(event, stubbornJob.name);
    if ((seen.tries.get(event.data.thing)?.length ?? 0) < 3) throw new Error('not yet');
  }
}

@Injectable()
@Processes(impossibleJob)
class Impossible implements JobProcessor {
  constructor(private readonly effects: Effects) {}

  async handle(event: Event): Promise<void> {
    await this.effects.of(event, impossibleJob.name);
    throw new PermanentFault('this will never work');
  }
}

@Injectable()
@Processes(packJob)
class Pack implements JobProcessor {
  constructor(private readonly effects: Effects) {}

  async handle(event: Event): Promise<void> {
    await this.effects.of(event, packJob.name);
    if (event.data.isBroken) throw new PermanentFault('it is broken');
  }
}

@Injectable()
@Processes(carryJob)
class Carry implements JobProcessor {
  constructor(
    private readonly effects: Effects,
    private readonly database: Database,
  ) {}

  handle(event: Event): Promise<void> {
    return this.database.transaction({ bodyId: null, personId: null }, async () => {
      await this.effects.of(event, carryJob.name);
      if (event.data.isBroken) throw new PermanentFault('it is broken');
    });
  }
}

@Injectable()
@Processes(tickJob)
class Tick implements ScheduledProcessor {
  run(): Promise<void> {
    seen.ticks += 1;
    return Promise.resolve();
  }
}

/** Nobody logs in here. */
const nobody = { provide: ACTOR_DIRECTORY, useValue: { actorOf: () => Promise.resolve(null) } };

@Global()
@Module({
  providers: [Effects, Make, First, Second, Stubborn, Impossible, Pack, Carry, Tick, nobody],
  exports: [nobody],
})
class ThingsModule {}

/** A module of no office: jobs of each kind over a table of its own. */
export const things: ModuleDefinition = {
  name: 'things',
  nest: ThingsModule,
  jobs: [makeJob, firstJob, secondJob, stubbornJob, impossibleJob, packJob, carryJob, tickJob],
};
