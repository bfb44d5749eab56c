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
  finishAutomaticStep,
  showAnnulled,
  takeNumber,
} from '../../src/signature-books/domain/automatic-steps';
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
  undoSigned,
  withdrawQuestion,
} from '../../src/signature-books/domain/course-of-request';
import { Dossier } from '../../src/signature-books/domain/dossier';
import type {
  Authority,
  NumberPart,
  RequestPart,
  StepPart,
  TaskPart,
} from '../../src/signature-books/domain/dossier-parts';
import { checkRules, must, same } from './dossier-rules';
import { PROTOCOL, registersOwed, standingNumbers } from '../../src/signature-books/domain/registers-wanted';
import { taskStates } from '../../src/signature-books/domain/route.states';
import { isAutomatic } from '../../src/signature-books/domain/step-kinds';
import { PLAIN_POLICY } from '../../src/signature-books/domain/type-policy';

/** Plays the people and the system around one request, and remembers what must stay true. */
export class DossierOffice {
  now = new Date('2026-03-02T08:00:00Z');
  dossier: Dossier;
  ids = 0;
  committed = 0;
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
      numberWanted: false,
      registrationId: null,
      registrationNumber: null,
      registeredOn: null,
      annulledAt: null,
      annulmentClosedAt: null,
      edition: 1,
      returnReason: null,
      blockedCode: null,
      blockedSince: null,
      urgent: false,
    };
    let stage = 0;
    const steps = route.map((wanted, position): StepPart => {
      if (!wanted.joins) stage += 1;
      const people = wanted.people.map((index) => `person:${PEOPLE[index]}`);
      const addressees = isAutomatic(wanted.kind) ? [] : people;
      return {
        id: `step-${position}`,
        position,
        stage,
        kind: wanted.kind,
        level: wanted.kind === 'SIGN' ? 'DIGITAL' : 'AUTHENTICATED',
        state: 'WAITING',
        minimum: isAutomatic(wanted.kind) ? 0 : Math.max(1, addressees.length - wanted.slack),
        addressees,
        mandatory: wanted.strict ? addressees.slice(0, 1) : [],
        dueHours: 8,
        dueAt: null,
        register: wanted.kind === 'NUMBER' ? `register-${position}` : null,
        weight: wanted.kind === 'OPINION' ? 'OBLIGATORY' : null,
        outcome: null,
      };
    });
    const registers = [PROTOCOL, ...steps.flatMap((own) => own.register ?? [])];
    const policy = { ...request.policy, registers };
    this.dossier = this.open({ ...request, policy }, steps, [], []);
    enterRoute(this.dossier);
  }

  open(request: RequestPart, steps: StepPart[], tasks: TaskPart[], numbers: NumberPart[]): Dossier {
    const around = {
      now: this.now,
      newId: () => `task-${(this.ids += 1)}`,
      workingTimeAfter: (from: Date, hours: number) => new Date(from.getTime() + hours * 60 * MINUTE),
    };
    return new Dossier(request, steps, tasks, around, numbers);
  }

  /** Each command works on what the database would give back: a copy, so that what a rule forgot to note is lost. */
  do({ what, who, which, minutes }: Command): void {
    const { request, steps, tasks, numbers } = structuredClone({
      request: this.dossier.request,
      steps: this.dossier.steps,
      tasks: this.dossier.tasks,
      numbers: this.dossier.numbers,
    });
    const dossier = this.open(request, steps, tasks, numbers);
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
        for (const register of registersOwed(request, dossier.numbers)) intend(dossier, register, null);
        return null;
      },
      'step-number': () => {
        const step = dossier.steps.find((own) => own.kind === 'NUMBER' && own.state === 'OPEN');
        if (!step || dossier.numbers.some((own) => own.stepId === step.id)) return { ok: false };
        intend(dossier, step.register ?? PROTOCOL, step.id);
        return null;
      },
      number: () => {
        const asked = dossier.numbers.find((own) => own.registrationId === null);
        if (!asked) return { ok: false };
        const id = `registration-${(this.committed += 1)}`;
        return takeNumber(dossier, asked, { id, number: id, registeredOn: '2026-03-02' });
      },
      annul: () => {
        const [standing] = standingNumbers(request, dossier.numbers);
        return standing?.registrationId ? showAnnulled(dossier, standing.registrationId) : { ok: false };
      },
      'register-again': () => {
        const annulled = request.annulledAt ? request.registrationId : null;
        const own = dossier.numbers.find(({ registrationId }) => registrationId === annulled);
        if (!annulled || !own || dossier.numbers.some(({ againOf }) => againOf === annulled))
          return { ok: false };
        intend(dossier, own.register, null, annulled);
        return null;
      },
      perform: () => {
        const step = dossier.steps.find((own) => own.kind === 'SEGNATURA' && own.state === 'OPEN');
        return step ? finishAutomaticStep(dossier, step, { made: 1 }) : { ok: false };
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

  check(): void {
    checkRules(this.dossier, this.committed);
  }
}

/** The intent of a number, as it is written before the register is asked. */
function intend(
  dossier: Dossier,
  register: string,
  stepId: string | null,
  againOf: string | null = null,
): void {
  dossier.numbers.push({
    id: `number-${dossier.numbers.length}`,
    key: `${register} ${stepId} ${againOf} ${dossier.request.revision}`,
    revision: dossier.request.revision,
    register,
    stepId,
    againOf,
    registrationId: null,
    number: null,
    registeredOn: null,
    annulledAt: null,
    leftBecause: null,
  });
}
