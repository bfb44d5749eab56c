import { type Command, MARKS, MINUTE, PEOPLE, type WantedStep } from './dossier-commands';
import {
  addressAnew,
  claim,
  decide,
  decline,
  markTask,
  release,
  returnRequest,
  settleDecisions,
  takeBack,
  transfer,
} from '../../src/signature-books/domain/acts-on-task';
import {
  answer,
  countSignature,
  enterRoute,
  expire,
  extend,
  giveUpQuestion,
  lapse,
  recall,
  suspend,
  takeNumber,
  undoSigned,
  withdrawQuestion,
} from '../../src/signature-books/domain/course-of-request';
import { Dossier } from '../../src/signature-books/domain/dossier';
import type {
  Authority,
  RequestPart,
  StepPart,
  TaskPart,
} from '../../src/signature-books/domain/dossier-parts';
import {
  requestStates,
  RESTING_STATES,
  SIGNED_STATES,
} from '../../src/signature-books/domain/request.states';
import { stepStates, taskStates } from '../../src/signature-books/domain/route.states';
import { PLAIN_POLICY } from '../../src/signature-books/domain/type-policy';

/** jest's own matchers cost more than the rules that are tried here. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function same(left: unknown, right: unknown): void {
  const [one, other] = [JSON.stringify(left), JSON.stringify(right)];
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

/** Plays the people and the system around one request, and remembers what must stay true. */
export class DossierOffice {
  now = new Date('2026-03-02T08:00:00Z');
  dossier: Dossier;
  ids = 0;
  numbers = 0;
  readonly ended = new Map<string, string>();
  readonly entries: string[] = [];

  constructor(route: readonly WantedStep[], hard: boolean) {
    const request: RequestPart = {
      id: 'request',
      state: 'CHECKING',
      revision: 1,
      requesterId: 'anna',
      withProtocol: true,
      policy: { ...PLAIN_POLICY, deadline: hard ? 'hard' : 'soft' },
      question: null,
      suspendedAt: null,
      expiresAt: new Date(this.now.getTime() + 2_000 * MINUTE),
      numberingAsked: false,
      registrationId: null,
      returnReason: null,
      blockedCode: null,
      blockedSince: null,
      urgent: false,
    };
    let stage = 0;
    const steps = route.map((wanted, position): StepPart => {
      if (!wanted.joins) stage += 1;
      const addressees = wanted.people.map((index) => `person:${PEOPLE[index]}`);
      return {
        id: `step-${position}`,
        position,
        stage,
        kind: wanted.kind,
        level: wanted.kind === 'SIGN' ? 'DIGITAL' : 'AUTHENTICATED',
        state: 'WAITING',
        minimum: Math.max(1, addressees.length - wanted.slack),
        addressees,
        mandatory: wanted.strict ? addressees.slice(0, 1) : [],
        dueHours: 8,
        dueAt: null,
      };
    });
    this.dossier = this.open(request, steps, []);
    enterRoute(this.dossier);
  }

  open(request: RequestPart, steps: StepPart[], tasks: TaskPart[]): Dossier {
    return new Dossier(request, steps, tasks, {
      now: this.now,
      newId: () => `task-${(this.ids += 1)}`,
      workingTimeAfter: (from, hours) => new Date(from.getTime() + hours * 60 * MINUTE),
    });
  }

  /** Each command works on what the database would give back: a copy, so that what a rule forgot to note is lost. */
  do({ what, who, which, minutes }: Command): void {
    const { request, steps, tasks } = structuredClone({
      request: this.dossier.request,
      steps: this.dossier.steps,
      tasks: this.dossier.tasks,
    });
    const dossier = this.open(request, steps, tasks);
    const person = PEOPLE[who] ?? 'anna';
    const mine = dossier.openTasks().filter((task) => task.addressee === `person:${person}`);
    const task = mine[which % Math.max(1, mine.length)];
    const any = dossier.openTasks()[which % Math.max(1, dossier.openTasks().length)];
    if (what === 'wait') this.now = new Date(this.now.getTime() + minutes * MINUTE);
    if (what === 'crash') return; // what was not committed is gone; the copy is thrown away
    const outcome = this.perform(dossier, what, person, { task, any, minutes });
    if (outcome && !outcome.ok) return; // rolled back
    this.commit(dossier);
  }

  private perform(
    dossier: Dossier,
    what: string,
    person: string,
    { task, any, minutes }: { task: TaskPart | undefined; any: TaskPart | undefined; minutes: number },
  ): { ok: boolean } | null {
    const authority: Authority = {
      personId: person,
      kind: 'APPOINTMENT',
      id: null,
      act: 'decreto',
      onBehalfOf: null,
      capacity: null,
    };
    const graceMs = minutes % 2 === 0 ? 0 : 10 * MINUTE;
    const deciding = { authority, graceMs, note: 'nota' };
    const { request } = dossier;
    const onTask: Record<string, (own: TaskPart) => { ok: boolean }> = {
      endorse: (own) => decide(dossier, own, { ...deciding, sha256: '' }),
      opinion: (own) =>
        decide(dossier, own, { ...deciding, sha256: '', opinion: { outcome: 'CONTRARY', reasons: 'no' } }),
      return: (own) => returnRequest(dossier, own, { ...deciding, reasonCode: null }),
      mark: (own) => markTask(dossier, own, MARKS[minutes % MARKS.length] ?? null, 'perché'),
      unmark: (own) => markTask(dossier, own, null, null),
      claim: (own) => claim(dossier, own, person),
      release: (own) => release(dossier, own, person),
      decline: (own) => decline(dossier, own, authority, 'non mio'),
      sign: (own) => {
        if (own.kind !== 'SIGN' || request.state !== 'IN_ROUTE' || dossier.pendingReturn())
          return { ok: false };
        return dossier.moveTask(own, 'begin-signing');
      },
      'take-back': (own) => takeBack(dossier, own, person),
      suspend: (own) =>
        suspend(
          dossier,
          {
            taskId: own.id,
            askerId: person,
            addresseeId: 'anna',
            text: 'perché?',
            askedAt: this.now.toISOString(),
            dueOn: null,
          },
          authority,
        ),
    };
    const forTask = onTask[what];
    if (forTask) return task ? forTask(task) : { ok: false };
    const signing = dossier.openTasks().find((candidate) => candidate.state === 'SIGNING');
    const others: Record<string, () => { ok: boolean } | null> = {
      transfer: () =>
        any
          ? transfer(dossier, any, { addressee: `person:${person}`, reason: 'ferie', byId: person })
          : { ok: false },
      'stop-signing': () => (signing ? dossier.moveTask(signing, 'stop-signing') : { ok: false }),
      'finish-signing': () =>
        signing
          ? countSignature(dossier, signing, authority, { batchId: null, valueAt: null })
          : { ok: false },
      settle: () => (settleDecisions(dossier), null),
      answer: () => answer(dossier, person, 'così'),
      'withdraw-question': () => withdrawQuestion(dossier, person),
      'give-up': () => giveUpQuestion(dossier),
      recall: () => (signing ? { ok: false } : recall(dossier, 'errore', false)),
      'order-recall': () => (signing ? { ok: false } : recall(dossier, 'errore', true)),
      'undo-signed': () => undoSigned(dossier, 'recall-signed', 'errore'),
      'send-back': () => undoSigned(dossier, 'send-back', 'dati errati'),
      'address-anew': () => {
        const over = dossier.tasks.find(({ state }) => state === 'DECLINED_NOT_MINE' || state === 'LAPSED');
        return over
          ? addressAnew(dossier, over, { addressee: `person:${person}`, reason: 'ferie' })
          : { ok: false };
      },
      expire: () => (signing ? { ok: false } : expire(dossier)),
      extend: () => extend(dossier, new Date(this.now.getTime() + minutes * MINUTE), 'serve tempo'),
      lapse: () => (any ? lapse(dossier, any, null) : { ok: false }),
      'ask-number': () => {
        if (request.state !== 'SIGNED') return { ok: false };
        request.numberingAsked = true;
        return null;
      },
      number: () => {
        if (!request.numberingAsked) return { ok: false };
        const moved = takeNumber(dossier, { id: 'n', number: '1', registeredOn: '2026-03-02', subject: '' });
        if (moved.ok) this.numbers += 1;
        return moved;
      },
      deliver: () => dossier.moveRequest('deliver', { type: 'delivered', payload: {} }),
      archive: () => dossier.moveRequest('archive', { type: 'archived', payload: {} }),
      cancel: () => dossier.moveRequest('cancel', { type: 'cancelled', payload: {} }),
    };
    return others[what]?.() ?? null;
  }

  private commit(dossier: Dossier): void {
    const before = new Map(this.dossier.tasks.map((task) => [task.id, task]));
    for (const task of dossier.tasks) {
      const earlier = before.get(task.id);
      const isNoted = dossier.changedTasks.has(task) || dossier.addedTasks.includes(task);
      if (!isNoted) same(task, earlier);
      if (earlier && taskStates.isFinal(earlier.state)) same(task.state, earlier.state);
    }
    for (const [index, own] of dossier.steps.entries())
      if (!dossier.changedSteps.has(own)) same(own, this.dossier.steps[index]);
    if (dossier.request.state !== this.dossier.request.state) must(dossier.events.length > 0, 'no event');
    this.entries.push(...dossier.events.map((event) => event.type));
    this.dossier = dossier;
  }

  /** What must hold after whatever was done. */
  check(): void {
    const { request, steps, tasks } = this.dossier;
    const open = this.dossier.openTasks();
    const isUnderWay = request.state === 'IN_ROUTE' || request.state === 'SUSPENDED';
    if (!isUnderWay)
      must(open.length + steps.filter((own) => own.state === 'OPEN').length === 0, 'open outside the route');
    for (const task of open) same(this.dossier.stepOf(task).state, 'OPEN');
    for (const task of tasks) same(task.doneAt !== null, taskStates.isFinal(task.state));
    for (const task of tasks) same(task.undoUntil !== null, task.state === 'DECIDED');
    // Two leases of one task cannot be: it has one holder. Only a held task has one that counts.
    for (const task of open) if (task.state === 'HELD') must(task.leaseHolderId !== null, 'held by nobody');
    const isNumbered =
      (['REGISTERED', 'DELIVERED'] as string[]).includes(request.state) || request.state === 'ARCHIVED';
    same(this.numbers, isNumbered ? 1 : 0);
    same(request.question !== null, request.state === 'SUSPENDED');
    if ((SIGNED_STATES as readonly string[]).includes(request.state))
      for (const own of steps) same(stepStates.isFinal(own.state) && own.state !== 'CLOSED', true);
    this.checkOrder();
    this.checkWayOut();
  }

  /** No step is open while one of an earlier stage is not finished; a satisfied one has what it asked for. */
  private checkOrder(): void {
    const { steps, tasks } = this.dossier;
    for (const own of steps) {
      if (own.state === 'WAITING' || own.state === 'CLOSED') continue;
      for (const earlier of steps.filter((other) => other.stage < own.stage))
        must(['SATISFIED', 'SKIPPED'].includes(earlier.state), 'out of order');
      const done = tasks.filter((task) => task.stepId === own.id && task.state === 'DONE');
      const mandatory = own.mandatory.every((key) => done.some((task) => task.addressee === key));
      if (own.state === 'SATISFIED') must(done.length >= own.minimum && mandatory, 'satisfied too early');
    }
  }

  /** From every state that is not final a person leads out: by his task, his question, or as drafter or clerk. */
  private checkWayOut(): void {
    const { request } = this.dossier;
    if (RESTING_STATES.includes(request.state)) return;
    const byPeople = [
      'start',
      'revise',
      'cancel',
      'recall',
      'answer',
      'withdraw-question',
      'return',
      'withdraw-from-checks',
      'recall-signed',
      'send-back',
      'register',
      'archive',
    ];
    same(
      requestStates.actionsFrom(request.state).some((action) => byPeople.includes(action)),
      true,
    );
    if (request.state !== 'IN_ROUTE') return;
    // In the route somebody is asked, or it stands as blocked on the desk of who addresses it anew.
    const isAsked = this.dossier.openTasks().length > 0;
    same(isAsked || request.blockedCode === 'NO_HOLDER', true);
  }
}
