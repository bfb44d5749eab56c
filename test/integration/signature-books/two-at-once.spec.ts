import type { RequestDetail } from '../../../src/signature-books';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { type Answer, type Desk, logIn, PEOPLE, PIN } from '../../support/people';
import { onRequest, onTask, personId, delegateToday } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(300_000);

const REASON = 'Serve un chiarimento';

/** What somebody does with the same act at the same instant, and how the act shows that it took effect. */
interface Act {
  perform(request: RequestDetail): Promise<Answer<unknown>>;
  tookEffect(after: RequestDetail): boolean;
}

describeWith('database', 'two people who act on one document at the same instant', () => {
  const app = useApplication();
  let office: Office;
  let delegate: Desk;

  beforeAll(async () => {
    office = await Office.open(app());
    delegate = await logIn(app(), PEOPLE.signerOfTaxes);
    await delegateToday(office, PEOPLE.signerOfTaxes);
  });

  /** Opened and authorised at once; the answer that counts is that of whichever was refused. */
  async function sign(desk: Desk, request: RequestDetail): Promise<Answer<unknown>> {
    const opened = await desk.post<{ id: string }>('signing-batches', { items: office.choose(request) });
    if (opened.status >= 400) return opened;
    const authorised = await desk.post(`signing-batches/${opened.body.id}/authorise`, { pin: PIN });
    await office.signaturesEnd(opened.body.id);
    if (authorised.status >= 400) return authorised;
    const batch = await desk.get<{ items: { state: string }[] }>(`signing-batches/${opened.body.id}`);
    return batch.body.items.every(({ state }) => state === 'OK') ? batch : { ...batch, status: 409 };
  }

  const signedBy = (name: string) => (after: RequestDetail) =>
    after.files[0]!.signatures === 1 && after.steps[1]!.tasks.some(({ actedBy }) => actedBy === name);
  const returnedBy = (name: string) => (after: RequestDetail) =>
    after.state === 'RETURNED' && after.steps[1]!.tasks.some(({ actedBy }) => actedBy === name);
  const giveBack = { reason: REASON, immediate: true };

  const ACTS: Readonly<Record<string, Act>> = {
    sign: { perform: (request) => sign(office.signer, request), tookEffect: signedBy('Maria Rossi') },
    'sign as delegate': {
      perform: (request) => sign(delegate, request),
      tookEffect: signedBy('Rosalia Messina'),
    },
    return: {
      perform: (request) => onTask(office.signer, request, 'return', giveBack),
      tookEffect: returnedBy('Maria Rossi'),
    },
    'return as delegate': {
      perform: (request) => onTask(delegate, request, 'return', giveBack),
      tookEffect: returnedBy('Rosalia Messina'),
    },
    ask: {
      perform: (request) => onTask(office.signer, request, 'question', { question: 'Perché?' }),
      tookEffect: ({ state }) => state === 'SUSPENDED',
    },
    decline: {
      perform: (request) => onTask(office.signer, request, 'decline', { reason: REASON }),
      tookEffect: ({ steps }) => steps[1]!.tasks.some(({ state }) => state === 'DECLINED_NOT_MINE'),
    },
    transfer: {
      perform: (request) =>
        onTask(office.drafter, request, 'transfer', {
          to: { kind: 'person', personId: signerOfTaxesId },
          reason: REASON,
        }),
      tookEffect: ({ steps }) => steps[1]!.tasks.some(({ holderId }) => holderId === signerOfTaxesId),
    },
    recall: {
      perform: (request) => onRequest(office.drafter, request, 'recall', { reason: REASON }),
      tookEffect: ({ state }) => state === 'RECALLED',
    },
  };
  let signerOfTaxesId = '';
  beforeAll(async () => {
    signerOfTaxesId = await personId(app(), PEOPLE.signerOfTaxes);
  });

  const names = Object.keys(ACTS);
  const pairs = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const));

  it.each(pairs)(
    '%s and %s: one wins, the other is told, and there is no third state',
    async (one, other) => {
      const request = await office.toSign();
      const [left, right] = [ACTS[one]!, ACTS[other]!];
      const answers = await Promise.all([left.perform(request), right.perform(request)]);
      await app().drain();
      const after = await office.read(request.id);
      const statuses = answers.map(({ status }) => status);
      const refused = answers.filter(({ status }) => status >= 400);
      expect([statuses, refused.length]).toEqual([statuses, 1]);
      expect([404, 409, 422]).toContain(refused[0]!.status); // 404: it is on his desk no more
      const effects = [...new Set([left, right])].filter((act) => act.tookEffect(after));
      expect([after.state, effects.length]).toEqual([after.state, 1]);
      if (left !== right) expect(effects[0]).toBe(statuses[0]! < 400 ? left : right);
    },
  );
});
