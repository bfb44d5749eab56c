import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from '../../../src/cli/main-job/api-client';
import type { DocumentView } from '../../../src/documents';
import type { DemoLogins } from '../../../src/organisation';
import type { RegistrationDetail } from '../../../src/protocol/http/protocol.schema';

export interface Acknowledged {
  readonly id: string;
  readonly number: string;
  readonly year: number;
}

/**
 * Clients of one clerk who register without end, by turns at each api process. What was not answered is asked again with
 * the same key; now and then what was answered is asked again too, and must get the number that it has.
 */
export class Clerks {
  readonly acknowledged: Acknowledged[] = [];
  answeredTwice = 0;
  private asking = 0;
  private stopped = false;
  private clients: Promise<void>[] = [];

  private constructor(
    private readonly desks: readonly ApiClient[],
    private readonly documentId: string,
  ) {}

  static async open(urls: readonly string[], folder: string): Promise<Clerks> {
    const [url = ''] = urls;
    const { items } = await new ApiClient(url).get<DemoLogins>('/demo-logins');
    const login = items.find(({ roles }) => roles.includes('protocol-operator'));
    if (!login) throw new Error('the demo has no protocol operator');
    const desk = new ApiClient(url);
    await desk.logIn(login.username, login.password);
    const file = join(folder, 'arrived.txt');
    writeFileSync(file, 'Istanza di accesso agli atti');
    const document = await desk.upload<DocumentView>('/documents?use=annex', file);
    return new Clerks(
      urls.map((each) => desk.at(each)),
      document.id,
    );
  }

  begin(count: number): void {
    this.clients = Array.from({ length: count }, (_, client) => this.register(client));
  }

  /** Lets nobody begin anew, and waits for those who still ask; how many got no answer. */
  async finish(patienceMs: number): Promise<number> {
    this.stopped = true;
    const patience = new Promise<void>((wake) => setTimeout(wake, patienceMs).unref());
    await Promise.race([Promise.allSettled(this.clients), patience]);
    return this.asking;
  }

  private async register(client: number): Promise<void> {
    for (let round = 0; !this.stopped; round += 1) {
      const desk = this.desks[(client + round) % this.desks.length];
      if (!desk) throw new Error('there is no api to ask');
      const key = randomUUID();
      this.asking += 1;
      const first = await this.ask(desk, client, key);
      this.acknowledged.push(first);
      if (round % 16 === 0) {
        const again = await this.ask(desk, client, key);
        if (again.number !== first.number || again.id !== first.id) this.answeredTwice += 1;
      }
      this.asking -= 1;
    }
  }

  private async ask(desk: ApiClient, client: number, key: string): Promise<Acknowledged> {
    for (;;) {
      try {
        const { id, number, year } = await desk.post<RegistrationDetail>(
          '/registrations',
          body(this.documentId, client),
          key,
        );
        return { id, number, year };
      } catch (fault) {
        process.stderr.write(`asked again: ${fault instanceof Error ? fault.message : String(fault)}\n`);
        await new Promise((wake) => setTimeout(wake, 250));
      }
    }
  }
}

function body(documentId: string, client: number) {
  return {
    subject: `Istanza del richiedente ${client}`,
    sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
    classificationCode: '1.1',
    documentId,
  };
}
