import { fork } from 'node:child_process';
import { mustAccept } from '@libro-firma/kernel';
import { Register } from '../../src/protocol';
import { aCommand, type Office, openOffice } from '../../test/integration/protocol/office';
import type { TestDatabase } from '../../test/support/database';
import { type Measured, underLoad } from './load';

interface Order {
  readonly database: Omit<TestDatabase, 'drop'>;
  readonly name: string;
  readonly clients: number;
  readonly seconds: number;
}

/** Asks the use case for number after number, each under a key of its own. */
export function ask(office: Office, name: string) {
  const register = office.app.get(Register);
  return async (client: number, round: number): Promise<void> => {
    const key = `${name} ${client} ${round}`;
    mustAccept(await register.execute(office.actor, aCommand(office.actor, key)));
  };
}

/** The same load from several processes of the service at once; the times told are those of the slowest. */
export async function fromProcesses(count: number, order: Order): Promise<Measured> {
  const children = Array.from({ length: count }, (_, index) => {
    const child = fork(__filename, { execArgv: [] });
    child.send({ ...order, name: `${order.name} ${index}` });
    return child;
  });
  const told = await Promise.all(
    children.map(
      (child) =>
        new Promise<Measured>((resolve, reject) => {
          child.once('message', (measured) => resolve(measured as Measured));
          child.once('exit', (code) => {
            if (code !== 0) reject(new Error(`a process of the bench ended with ${code ?? 'a signal'}`));
          });
        }),
    ),
  );
  return {
    throughput: told.reduce((sum, { throughput }) => sum + throughput, 0),
    p50: Math.max(...told.map(({ p50 }) => p50)),
    p99: Math.max(...told.map(({ p99 }) => p99)),
  };
}

async function serve({ database, name, clients, seconds }: Order): Promise<void> {
  const office = await openOffice({ ...database, drop: () => Promise.resolve() });
  await underLoad({ clients, seconds: 1 }, ask(office, `${name} warm`)); // the compiler's time is no figure
  process.send?.(await underLoad({ clients, seconds }, ask(office, name)));
  await office.close();
  process.disconnect();
}

if (require.main === module) process.once('message', (order) => void serve(order as Order));
