import { connect, createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { RescanFiles } from '../../../../src/protocol/application/arrivals/rescan-files.use-case';
import { useApplication } from '../../../support/application';
import { Clamd, EICAR } from '../../../support/clamd';
import { type Desk, logIn, PEOPLE } from '../../../support/people';
import { describeWith } from '../../../support/services';

jest.setTimeout(90_000);

/** The address at which the engine will be, once it is back. */
class Door {
  private constructor(
    readonly port: number,
    private readonly server: Server,
  ) {}

  static async reserve(target: () => number): Promise<Door> {
    const server = createServer((socket) => {
      const engine = connect(target(), '127.0.0.1');
      socket.pipe(engine).pipe(socket);
      for (const end of [socket, engine]) end.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const door = new Door(port, server);
    await door.shut();
    return door;
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  async shut(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describeWith(['database', 'program:clamd'], 'what came while the engine was away', () => {
  let clamd: Clamd;
  let door: Door;
  let clerk: Desk;
  const environment: Record<string, string> = {};
  beforeAll(async () => {
    clamd = await Clamd.start();
    door = await Door.reserve(() => Number(new URL(clamd.url).port));
    environment.CLAMD_URL = `tcp://127.0.0.1:${door.port}`;
  }, 60_000);
  const app = useApplication({ worker: false, environment });
  afterAll(async () => {
    await door.shut();
    await clamd.stop();
  });

  async function registered(bytes: Buffer): Promise<string> {
    const { id: documentId } = await clerk.must<{ id: string }>(
      clerk.upload('documents?use=annex', { fileName: 'allegato.bin', bytes }),
    );
    const { id } = await clerk.must<{ id: string }>(
      clerk.post('registrations', {
        subject: 'Istanza',
        sender: { kind: 'ANONYMOUS' },
        classificationCode: '6.1',
        documentId,
      }),
    );
    return id;
  }

  it('is registered, looked at when the engine is back, and shut where it is infected', async () => {
    clerk = await logIn(app(), PEOPLE.clerk);
    const [infected, clean] = [await registered(EICAR), await registered(Buffer.from('Istanza di accesso'))];
    const open = async (id: string) => (await clerk.get(`registrations/${id}/files/0/content`)).status;
    expect(await open(infected)).toBe(200); // nobody knows yet
    const rescan = () => app().api.get(RescanFiles).execute();
    expect(await rescan()).toBe(0);
    await door.open();
    expect(await rescan()).toBe(2);
    expect(await rescan()).toBe(0);
    expect(await open(infected)).toBeGreaterThanOrEqual(400);
    expect(await open(clean)).toBe(200);
  });
});
