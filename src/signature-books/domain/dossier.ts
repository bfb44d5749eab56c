import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { personOfAddressee } from './addressee';
import type { Authority, NumberPart, RequestPart, StepPart, TaskPart } from './dossier-parts';
import { registersOf, registersOwed, standingNumbers } from './registers-wanted';
import { type RequestAction, requestStates } from './request.states';
import { OPEN_TASK_STATES, type StepAction, stepStates, type TaskAction, taskStates } from './route.states';
import { signatureBooksRefusals as refusals } from './signature-books.refusals';
import { isAutomatic } from './step-kinds';

export interface DossierEvent {
  readonly type: string;
  readonly payload: Readonly<Record<string, EventValue>>;
  /** By what right, when it was not the actor's own plain one. */
  readonly authority?: Authority;
}
type EventValue =
  string | number | boolean | null | readonly EventValue[] | { readonly [key: string]: EventValue };

/** What rules need from outside: the time, new ids and the body's working calendar. */
export interface Surroundings {
  readonly now: Date;
  newId(): string;
  /** `hours` working hours after `from`. */
  workingTimeAfter(from: Date, hours: number): Date;
}

/**
 * A request with the route and tasks of its present revision, as one thing that rules change and whose changes are
 * written together. It reads no clock, database or directory: who asks for a change has judged the power of the person.
 */
export class Dossier {
  readonly events: DossierEvent[] = [];
  readonly changedSteps = new Set<StepPart>();
  readonly changedTasks = new Set<TaskPart>();
  readonly addedTasks: TaskPart[] = [];
  readonly changedNumbers = new Set<NumberPart>();

  constructor(
    readonly request: RequestPart,
    readonly steps: StepPart[],
    readonly tasks: TaskPart[],
    readonly around: Surroundings,
    readonly numbers: NumberPart[] = [],
  ) {}

  get isInRoute(): boolean {
    return this.request.state === 'IN_ROUTE';
  }

  note(event: DossierEvent): void {
    this.events.push(event);
  }

  /** Changes the request's state by the table, with its event; refused where the table does not allow it. */
  moveRequest(action: RequestAction, event: DossierEvent): Result<true> {
    const state = requestStates.next(this.request.state, action);
    if (!state) return refuse(this.notNow());
    this.request.state = state;
    this.note(event);
    return accept(true);
  }

  moveStep(step: StepPart, action: StepAction): void {
    const state = stepStates.next(step.state, action);
    if (!state) throw new Error(`step ${step.id} is ${step.state}: ${action} is not possible`);
    step.state = state;
    this.changedSteps.add(step);
  }

  moveTask(task: TaskPart, action: TaskAction, patch: Partial<TaskPart> = {}): Result<TaskPart> {
    const state = taskStates.next(task.state, action);
    if (!state) return refuse(refusals.NOT_ALLOWED_NOW({ state: task.state }));
    const ends = taskStates.isFinal(state) ? { doneAt: this.around.now } : {};
    const undoUntil = state === 'DECIDED' ? task.undoUntil : null;
    Object.assign(task, { undoUntil }, ends, patch, { state, version: task.version + 1 });
    this.changedTasks.add(task);
    return accept(task);
  }

  notNow(): Refusal {
    return refusals.NOT_ALLOWED_NOW({ state: this.request.state });
  }

  openTasks(stepIds?: readonly string[]): TaskPart[] {
    return this.tasks.filter(
      (task) => OPEN_TASK_STATES.includes(task.state) && (stepIds?.includes(task.stepId) ?? true),
    );
  }

  stepOf(task: Pick<TaskPart, 'stepId'>): StepPart {
    const step = this.steps.find((candidate) => candidate.id === task.stepId);
    if (!step) throw new Error(`step ${task.stepId} is not in this revision`);
    return step;
  }

  hasSignatures(): boolean {
    return this.tasks.some((task) => task.kind === 'SIGN' && task.state === 'DONE' && task.decision === null);
  }

  /** A decision that may still be taken back keeps the others from deciding something else meanwhile. */
  pendingReturn(): TaskPart | null {
    return this.tasks.find((task) => task.state === 'DECIDED' && task.decision?.action === 'RETURN') ?? null;
  }

  /** Opens what is next, as often as a stage turns out to be complete; at the end of the route the request is signed. */
  advance(): void {
    for (;;) {
      const unfinished = this.steps.filter((step) => !stepStates.isFinal(step.state));
      const stage = Math.min(...unfinished.map((step) => step.stage));
      const ofStage = unfinished.filter((step) => step.stage === stage);
      if (ofStage.some((step) => step.state === 'OPEN')) return;
      if (ofStage.length === 0) {
        const numbering = registersOf(this.request).length > 0 ? 'PROTOCOL' : 'NONE';
        this.moveRequest('complete-route', { type: 'signing-request.signed', payload: { numbering } });
        if (numbering === 'PROTOCOL') this.registerWhenNumbered();
        return;
      }
      for (const step of ofStage) this.openStep(step);
    }
  }

  /** Counts what was done in a step; satisfied, it withdraws what is left in it and the route goes on. */
  count(step: StepPart): void {
    if (step.state !== 'OPEN') return;
    const done = this.tasks.filter((task) => task.stepId === step.id && task.state === 'DONE');
    const isPresent = (key: string): boolean => done.some((task) => task.addressee === key);
    if (done.length < step.minimum || !step.mandatory.every(isPresent)) {
      this.lookForHolders();
      return;
    }
    this.moveStep(step, 'satisfy');
    this.withdraw([step.id], 'quorum');
    this.advance();
  }

  /** T27: every register that the act is to stand in has given its number; also when the route took them on its way. */
  registerWhenNumbered(): void {
    if (registersOwed(this.request, this.numbers).length > 0) return;
    const { registrationId, registrationNumber: number, registeredOn, requesterId } = this.request;
    this.moveRequest('register', {
      type: 'signing-request.registered',
      payload: { registrationId, number, registeredOn, requesterId },
    });
  }

  /** Closes the route: what is open is withdrawn, what was to come does not come. */
  close(reason: string): void {
    const open = this.steps.filter((step) => step.state === 'WAITING' || step.state === 'OPEN');
    for (const step of open) this.moveStep(step, 'close');
    this.withdraw(
      open.map((step) => step.id),
      reason,
    );
    this.leaveNumbers(reason);
    this.unblock();
  }

  /** A number that was taken stays with what was numbered: never reused, and only a person annuls it. */
  private leaveNumbers(reason: string): void {
    for (const left of standingNumbers(this.request, this.numbers)) this.leaveNumber(left, reason);
    Object.assign(this.request, { registrationId: null, registrationNumber: null, registeredOn: null });
  }

  leaveNumber(left: NumberPart, reason: string): void {
    left.leftBecause = reason;
    this.changedNumbers.add(left);
    this.note({
      type: 'signing-request.number-left',
      payload: { registrationId: left.registrationId, number: left.number, register: left.register, reason },
    });
  }

  addTask(step: StepPart, addressee: string): TaskPart {
    const { now } = this.around;
    if (isAutomatic(step.kind)) throw new Error(`step ${step.id} asks nobody`);
    const task: TaskPart = {
      id: this.around.newId(),
      stepId: step.id,
      kind: step.kind,
      addressee,
      holderId: personOfAddressee(addressee),
      actedBy: null,
      power: null,
      state: 'PENDING',
      version: 0,
      capacity: null,
      note: null,
      decision: null,
      undoUntil: null,
      leaseUntil: null,
      leaseHolderId: null,
      readBy: [],
      urgent: this.request.urgent,
      dueAt: step.dueAt,
      openedAt: now,
      doneAt: null,
    };
    this.tasks.push(task);
    this.addedTasks.push(task);
    return task;
  }

  block(code: string): void {
    if (this.request.blockedCode === code) return;
    Object.assign(this.request, { blockedCode: code, blockedSince: this.around.now });
    this.note({ type: 'signing-request.blocked', payload: { code } });
  }

  /** The obstacle is gone; whether somebody can act in each open step is another question. */
  unblock(): void {
    Object.assign(this.request, { blockedCode: null, blockedSince: null });
    this.lookForHolders();
  }

  /** What is done and what is open must be able to satisfy each open step; otherwise somebody addresses it anew. */
  lookForHolders(): void {
    const lacks = this.steps.some(
      (step) => step.state === 'OPEN' && !isAutomatic(step.kind) && !this.canBeSatisfied(step),
    );
    if (lacks) this.block('NO_HOLDER');
    else if (this.request.blockedCode === 'NO_HOLDER') this.unblock();
  }

  private canBeSatisfied(step: StepPart): boolean {
    const counted = this.tasks.filter(
      (task) => task.stepId === step.id && (task.state === 'DONE' || OPEN_TASK_STATES.includes(task.state)),
    );
    const isThere = (key: string): boolean => counted.some((task) => task.addressee === key);
    return counted.length >= step.minimum && step.mandatory.every(isThere);
  }

  private openStep(step: StepPart): void {
    this.moveStep(step, 'open');
    const { now } = this.around;
    step.dueAt = step.dueHours === null ? null : this.around.workingTimeAfter(now, step.dueHours);
    if (isAutomatic(step.kind)) {
      this.note({
        type: 'signing-request.automatic-step-due',
        payload: { stepId: step.id, kind: step.kind },
      });
      return;
    }
    for (const addressee of step.addressees) this.addTask(step, addressee);
    this.note({
      type: 'signing-request.step-opened',
      payload: { stepId: step.id, kind: step.kind, addressees: step.addressees, urgent: this.request.urgent },
    });
  }

  private withdraw(stepIds: readonly string[], reason: string): void {
    for (const task of this.openTasks(stepIds)) {
      const note = task.state === 'DECIDED' ? task.note : reason;
      const moved = this.moveTask(task, 'withdraw', { note });
      if (!moved.ok) throw new Error(`task ${task.id} is ${task.state} and cannot be withdrawn`);
    }
  }
}
