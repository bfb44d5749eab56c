import { StateTable } from '@libro-firma/kernel';
import { OBJECT_STORE, type ObjectStore } from '../../src/platform/storage';
import { VerifyFile } from '../../src/verification';
import type { Application } from './application';
import { eventually } from './eventually';
import { A_RECIPIENT, Office } from './office';
import { type Answer, type Desk, logIn, PEOPLE } from './people';
import { onRequest, setPolicy } from './route';

/** One way through the house that proves some transitions: by whom they are for, and refused to somebody else. */
export interface Scenario {
  /** `table/action` of each transition that it proves. */
  readonly proves: readonly string[];
  readonly name: string;
  play(course: Course): Promise<void>;
}

export const REASON = 'Serve un chiarimento';
export const REGISTRATION = { classificationCode: '6.1', direction: 'OUTGOING', recipients: [A_RECIPIENT] };
const DAY_MS = 86_400_000;

/** Which rows of the state tables the house itself has taken, as the tables were asked. */
export class TakenTransitions {
  private readonly taken = new Set<string>();

  constructor() {
    const taken = this.taken;
    type Table = StateTable<string, string>;
    const next = Object.getOwnPropertyDescriptor(StateTable.prototype, 'next')?.value as (
      this: Table,
      ...asked: Parameters<Table['next']>
    ) => string | undefined;
    jest.spyOn(StateTable.prototype, 'next').mockImplementation(function (
      this: Table,
      state: string,
      action: string,
    ) {
      const to = next.call(this, state, action);
      if (to !== undefined) taken.add(`${this.name}/${action}`);
      return to;
    });
  }

  forget(): void {
    this.taken.clear();
  }

  has(transition: string): boolean {
    return this.taken.has(transition);
  }
}

/** The people of one scenario, and what they do most. */
export class Course {
  refusals = 0;

  private constructor(
    readonly app: Application,
    public office: Office,
    public stranger: Desk,
    public clerk: Desk,
    public keeper: Desk,
  ) {}

  static async open(app: Application): Promise<Course> {
    const office = await Office.open(app);
    const stranger = await logIn(app, PEOPLE.signerOfTaxes);
    const clerk = await logIn(app, PEOPLE.clerk);
    return new Course(app, office, stranger, clerk, await logIn(app, PEOPLE.recordsManager));
  }

  /** The wrong person is told so, and nothing else: a login is there, the power or the sight of it is not. */
  async refused(answering: Promise<Answer<unknown>>): Promise<void> {
    const { status } = await answering;
    expect([403, 404, 409, 422]).toContain(status);
    this.refusals += 1;
  }

  /** Logins end with the days that are let pass. */
  async daysPass(days: number): Promise<void> {
    this.app.clock.advance(days * DAY_MS);
    const again = await Course.open(this.app);
    Object.assign(this, { office: again.office, stranger: again.stranger });
    Object.assign(this, { clerk: again.clerk, keeper: again.keeper });
  }

  inDays(days: number): string {
    return new Date(this.app.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
  }

  async becomes(id: string, state: string): Promise<void> {
    await eventually(state, async () => (await this.office.read(id, this.keeper)).state === state);
  }

  /** For the length of `work` every act's verification says that its signature does not hold. */
  async whileNothingHolds(work: () => Promise<void>): Promise<void> {
    await this.app.stopWorkers();
    const worker = await this.app.startWorker();
    const verify = worker.get(VerifyFile);
    const whole = verify.executeStored.bind(verify);
    const spy = jest.spyOn(verify, 'executeStored').mockImplementation(async (actor, file) => {
      const store = worker.get<ObjectStore>(OBJECT_STORE);
      const bytes: Buffer[] = [];
      for await (const piece of await store.read(file.sha256)) bytes.push(piece as Buffer);
      const damaged = Buffer.concat(bytes);
      damaged[20] = damaged[20]! ^ 1; // one bit of what was signed
      return whole(actor, { ...file, sha256: (await store.put(damaged)).sha256 });
    });
    try {
      await work();
    } finally {
      spy.mockRestore();
    }
  }

  /** The whole entry, asked by a clerk and granted by the records manager with an act. */
  async annul(registrationId: string): Promise<void> {
    const { requestId } = await this.clerk.must<{ requestId: string }>(
      this.clerk.post(`registrations/${registrationId}/annulments`, { scope: 'WHOLE', reason: REASON }),
    );
    await this.keeper.must(
      this.keeper.post('annulments/decisions', {
        requestIds: [requestId],
        granted: true,
        actReference: 'Determina n. 7',
      }),
    );
    await this.app.drain();
  }

  /** Signed, with registration data that the protocol refuses: it waits on the clerk's desk. */
  async signedAndHeld(): Promise<string> {
    const request = await this.office.toSign();
    await this.app.superuser.query(
      `UPDATE signing_request SET registration = jsonb_set(registration, '{classificationCode}', '"99.9"') WHERE id = $1`,
      [request.id],
    );
    await this.office.sign(request);
    return request.id;
  }

  async onPolicy(part: object, work: () => Promise<void>): Promise<void> {
    await setPolicy(this.app, part);
    try {
      await work();
    } finally {
      const plain = { deadline: 'soft', unansweredReturns: false, mustRead: false, keepsEndorsements: false };
      await setPolicy(this.app, plain);
    }
  }

  async on(desk: Desk, id: string, act: string, body: object = {}): Promise<Answer<unknown>> {
    return onRequest(desk, await this.office.read(id, this.keeper), act, body);
  }
}
