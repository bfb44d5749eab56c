import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { Relay } from '../../src/platform/database/outbox/relay';
import { JobPublisher } from '../../src/platform/queue/job-publisher';
import { eventually } from '../support/eventually';
import { describeOnBothQueues, type QueueKind } from '../support/queues';
import { ServiceProcess } from '../support/service-process';
import { TOGETHER } from './queue/things';
import { Workshop } from './queue/workshop';

jest.setTimeout(120_000);

describeOnBothQueues('the queue', (kind: QueueKind) => {
  let workshop: Workshop;

  beforeAll(async () => {
    workshop = await Workshop.open(kind);
  });
  afterAll(() => workshop.close());
  afterEach(() => workshop.stopWorkers());

  it('does what is owed, once, and settles it with its effect', async () => {
    await workshop.startWorker();
    const thing = await workshop.order('thing.made');
    await workshop.settled(thing);
    expect(await workshop.effectsOf(thing)).toBe(1);
  });

  it('gives each of an entry’s consumers its own delivery', async () => {
    await workshop.startWorker();
    const thing = await workshop.order('thing.shared');
    await workshop.settled(thing);
    expect(await workshop.consumersOf(thing)).toEqual([
      'workshop.first-consumer',
      'workshop.second-consumer',
    ]);
    expect(await workshop.effectsOf(thing)).toBe(2);
  });

  it('wakes the relay after the commit: nobody has to look for it', async () => {
    const worker = await workshop.startWorker();
    // The worker's own look at the table is stopped; only the process that wrote the entry can have published it.
    await worker.get(Relay).stop();
    const thing = await workshop.order('thing.made');
    await workshop.settled(thing);
    expect(await workshop.publicationsOf(thing)).toBe(1);
  });

  it('has one effect however often a job is repeated, by however many workers', async () => {
    const thing = await workshop.order('thing.made');
    const deliveries = await workshop.deliveriesOf(thing);
    const repeated = Array.from({ length: 40 }, (_, index) =>
      deliveries.map((delivery) => ({ ...delivery, publications: index })),
    ).flat();
    await workshop.api.get(JobPublisher).publish(repeated);
    await Promise.all([workshop.startWorker(), workshop.startWorker(), workshop.startWorker()]);
    await workshop.settled(thing);
    await workshop.idle();
    expect(await workshop.effectsOf(thing)).toBe(1);
  });

  it('does many things with several workers, each once', async () => {
    await Promise.all([workshop.startWorker(), workshop.startWorker()]);
    const things = await Promise.all(Array.from({ length: 60 }, () => workshop.order('thing.made')));
    for (const thing of things) await workshop.settled(thing);
    for (const thing of things) expect(await workshop.effectsOf(thing)).toBe(1);
  });

  it('tries again after a fault, later each time, and leaves nothing of the tries that failed', async () => {
    await workshop.startWorker();
    const thing = await workshop.order('thing.stubborn');
    await workshop.settled(thing);
    expect(await workshop.effectsOf(thing)).toBe(1);
    const tries = workshop.triesOf(thing);
    expect(tries).toHaveLength(3);
    const waits = [tries[1]! - tries[0]!, tries[2]! - tries[1]!];
    expect(waits[0]).toBeGreaterThanOrEqual(Workshop.BACKOFF_MS);
    expect(waits[1]).toBeGreaterThanOrEqual(Workshop.BACKOFF_MS * 2);
  });

  it('stops at once at a fault that no try can mend, and still owes the delivery', async () => {
    await workshop.startWorker();
    const thing = await workshop.order('thing.impossible');
    await eventually('the job failed', async () =>
      (await workshop.failed()).some((id) => id.startsWith(thing)),
    );
    await workshop.idle();
    expect(workshop.triesOf(thing)).toHaveLength(1);
    expect(await workshop.isSettled(thing)).toBe(false);
    expect(await workshop.effectsOf(thing)).toBe(0);
  });

  it('cannot read an entry that is not as its schema says, and says so once', async () => {
    await workshop.startWorker();
    const thing = await workshop.order('thing.made', { thing: 'not an id' });
    await eventually('the fault logged', () =>
      Promise.resolve(workshop.log.some((line) => line.includes('cannot read thing.made'))),
    );
    await workshop.idle();
    expect(await workshop.isSettled(thing)).toBe(false);
  });

  it('carries many small deliveries in few jobs, each with its effect once', async () => {
    await workshop.startWorker();
    const packed = await workshop.orderAll(
      'thing.packed',
      Array.from({ length: TOGETHER * 2 + 1 }, () => ({})),
    );
    for (const thing of packed) await workshop.settled(thing);
    for (const thing of packed) expect(await workshop.effectsOf(thing)).toBe(1);
    expect(await workshop.transactionsOf(packed)).toBe(3);
  });

  it.each(['thing.packed', 'thing.carried'])(
    'does the others of a job when one can never be done, and still owes that one (%s)',
    async (type) => {
      await workshop.startWorker();
      const payloads = Array.from({ length: TOGETHER }, (_, index) => ({ isBroken: index === 3 }));
      const all = await workshop.orderAll(type, payloads);
      const [broken] = all.splice(3, 1) as [string];
      for (const thing of all) await workshop.settled(thing);
      await eventually('the job failed', async () => (await workshop.failed()).includes(broken));
      await workshop.idle();
      for (const thing of all) expect(await workshop.effectsOf(thing)).toBe(1);
      expect(await workshop.isSettled(broken)).toBe(false);
      expect(await workshop.effectsOf(broken)).toBe(0);
    },
  );

  it('loses nothing when the queue loses everything: what is not settled is published again', async () => {
    const thing = await workshop.order('thing.made');
    await eventually('published', async () => (await workshop.publicationsOf(thing)) === 1);
    await workshop.queue.flush();
    await workshop.makeOverdue(thing);
    await workshop.startWorker();
    await workshop.settled(thing);
    expect(await workshop.effectsOf(thing)).toBe(1);
    expect(await workshop.publicationsOf(thing)).toBe(2);
  });

  it('publishes nothing twice while its first publication is young', async () => {
    const thing = await workshop.order('thing.made');
    await eventually('published', async () => (await workshop.publicationsOf(thing)) === 1);
    const relay = workshop.api.get(Relay);
    for (let times = 0; times < 3; times += 1) {
      relay.wake();
      await relay.settled();
    }
    expect(await workshop.publicationsOf(thing)).toBe(1);
    await workshop.startWorker();
    await workshop.settled(thing);
  });

  it('runs a job at intervals, in one worker at a time and not in each', async () => {
    await Promise.all([workshop.startWorker(), workshop.startWorker()]);
    const before = workshop.ticks();
    await eventually('three ticks', () => Promise.resolve(workshop.ticks() >= before + 3));
    expect(await workshop.schedulers()).toEqual(['workshop-tick']);
  });

  it('takes over the job of a worker that was killed while doing it', async () => {
    const door = await aDoor();
    const worker = await ServiceProcess.start('test/conformance/queue/worker.ts', {
      ...workshop.environment,
      DOOR: String(door.port),
    });
    try {
      const thing = await workshop.order('thing.made');
      // The worker is inside its transaction now and waits at the door, which never opens for it.
      await door.knocked;
      await worker.kill();
      expect(await workshop.isSettled(thing)).toBe(false);
      await workshop.startWorker();
      await workshop.settled(thing);
      expect(await workshop.effectsOf(thing)).toBe(1);
    } finally {
      await worker.kill();
      door.close();
    }
  });
});

/** A place where somebody knocks and is kept waiting. */
async function aDoor(): Promise<{ port: number; knocked: Promise<unknown>; close(): void }> {
  const server: Server = createServer();
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
  });
  const knocked = once(server, 'connection');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  return {
    port: address.port,
    knocked,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
