import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { accept, type Clock, legalYear, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { entryAfter, START_OF_STREAM } from '../../../platform/database/journal/new-entry';
import { DeliveryBook } from '../../../platform/database/outbox/delivery-book';
import { Relay } from '../../../platform/database/outbox/relay';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { startOf } from '../../domain/register-start/register-start';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { REGISTRATION_COMMITTED, REGISTRATION_STREAM } from '../../domain/registration-committed';
import type { RegisteredNumber } from '../../domain/registration';
import type { KnownRegistration, RegistrationEntry } from '../../domain/registration-entry';
import { type LastEntry, numberText } from '../../domain/registration-number';
import { appendParameters, type RegistrationBatch } from '../../infrastructure/append-statement';
import { type HeldRegister, RegisterStore } from '../../infrastructure/register-store';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../../protocol.settings';
import { answerOf, freshOf, knownOf } from './answers';
import { bindFresh, bindKnown, CannotBind } from './bind-numbers';
import { Coalescer } from './coalescer';
import { dealNumbers } from './deal-numbers';
import { type NumberingRequest, registerOf } from './numbering-request';
import { CLOCK_PATIENCE_MS, trustedInstant, wait } from './trusted-instant';

const LARGEST_BATCH = 512;
/** Small enough that the database has something to write while most of a batch is still being dealt. */
const PART = 16;
/** Beyond this, whoever asks is told to come back: nobody waits behind a queue without end. */
const MOST_WAITING = 20_000;
/** The one constraint that two registers share, so that the lock of neither guards it. */
const ONE_NUMBER_PER_KEY = 'registration_key_key';
/** SQLSTATE classes that speak of a row: wrong data, a broken constraint. */
const OF_A_ROW = /^2[23]/;

const NOT_TRUSTED = protocolRefusals.CLOCK_NOT_TRUSTED();
const NOTHING_BEFORE = accept(1);

type Answers = Result<RegisteredNumber>[];

/**
 * Deals the numbers of every register, in batches: one transaction, one commit, for all who ask while the one before is
 * on its way. No gap: a number exists only with its row, and the last row tells the next number under the lock of its
 * register. No double: the lock, the primary key, and the key of the request.
 */
@Injectable()
export class Numbering implements OnApplicationShutdown {
  private readonly coalescer = new Coalescer<NumberingRequest, Result<RegisteredNumber>>({
    run: (requests) => this.answerAll(requests),
    isOfOneItem,
    largestBatch: LARGEST_BATCH,
  });

  constructor(
    private readonly store: RegisterStore,
    private readonly deliveries: DeliveryBook,
    private readonly relay: Relay,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROTOCOL_SETTINGS) private readonly settings: ProtocolSettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async register(request: NumberingRequest): Promise<Result<RegisteredNumber>> {
    if (this.coalescer.waiting >= MOST_WAITING) return refuse(protocolRefusals.TOO_MANY_WAITING());
    const { bodyId, aooId, registerId } = registerOf(request);
    return this.coalescer.add(`${bodyId} ${aooId} ${registerId}`, request);
  }

  /** After the doors are shut: whoever was let in still gets a number. */
  async onApplicationShutdown(): Promise<void> {
    await this.coalescer.settled();
    await this.store.close();
  }

  private async answerAll(requests: readonly NumberingRequest[]): Promise<Answers> {
    try {
      return await this.withPatience(requests);
    } catch (fault) {
      // The same key was given a number in another register of the AOO meanwhile: read again, it is known now.
      if (textOf(fault, 'constraint') === ONE_NUMBER_PER_KEY) return this.withPatience(requests);
      throw fault;
    }
  }

  private async withPatience(requests: readonly NumberingRequest[]): Promise<Answers> {
    const end = performance.now() + CLOCK_PATIENCE_MS;
    for (;;) {
      const outcome = await this.attempt(requests, end - performance.now());
      if (!('behindMs' in outcome)) return outcome;
      await wait(outcome.behindMs);
    }
  }

  /** One transaction. A clock that comes right within `patienceMs` is waited for, without the lock. */
  private async attempt(
    requests: readonly NumberingRequest[],
    patienceMs: number,
  ): Promise<Answers | { readonly behindMs: number }> {
    const [first] = requests;
    if (!first) return [];
    const after = { wakeRelay: false };
    const outcome = await this.store.holding(registerOf(first), async (register) => {
      const { last, known: found } = await register.read(requests.map(({ command }) => command.key));
      const known = new Map(found.map((registration) => [registration.key, registration]));
      const fresh = freshOf(requests, known);
      if (fresh.length === 0) return answersFrom(await bindKnown(requests, known), known, NOT_TRUSTED);
      const instant = await trustedInstant(this.clock, {
        last,
        databaseNow: register.databaseNow,
        toleranceMs: this.settings.CLOCK_TOLERANCE_MS,
      });
      if ('behindMs' in instant) {
        if (instant.behindMs <= patienceMs) return instant;
        this.alarm(instant.behindMs);
        return answersFrom(requests, known, NOT_TRUSTED);
      }
      const start = last ? NOTHING_BEFORE : startOf(await register.start(legalYear(instant.at)));
      if (!start.ok) return answersFrom(requests, known, start.refusal);
      const at = { last, instant: instant.at, firstNumber: start.value };
      const entries = await this.dealAndAppend(register, await bindFresh(fresh, at), at, after);
      for (const entry of entries) known.set(entry.key, knownOf(entry));
      return answersFrom(await bindKnown(requests, known), known, NOT_TRUSTED);
    });
    if (after.wakeRelay) this.relay.wake();
    return outcome;
  }

  /** Once for each batch that gets no number: whoever watches the log opens the emergency register. */
  private alarm(apartMs: number): void {
    this.logger.error(
      { alarm: 'CLOCK_NOT_TRUSTED', apartMs },
      'the clock is not trusted: no number is given',
    );
  }

  /** In parts, one transaction: while the database writes one part, the hashes of the next are computed. */
  private async dealAndAppend(
    register: HeldRegister,
    requests: readonly NumberingRequest[],
    {
      last,
      ...at
    }: { readonly last: LastEntry | null; readonly instant: Date; readonly firstNumber: number },
    after: { wakeRelay: boolean },
  ): Promise<RegistrationEntry[]> {
    const dealt: RegistrationEntry[] = [];
    let written: Promise<void> = Promise.resolve();
    try {
      for (let begin = 0; begin < requests.length; begin += PART) {
        const part = requests.slice(begin, begin + PART);
        const batch = this.batchOf(part, dealNumbers(part, dealt.at(-1) ?? last, at));
        const parameters = appendParameters(batch);
        dealt.push(...batch.entries);
        after.wakeRelay ||= batch.deliveries.length > 0;
        await written;
        written = register.append(parameters);
      }
    } finally {
      await written; // also when a part could not be dealt: nobody ends the transaction while it is being written
    }
    return dealt;
  }

  private batchOf(
    requests: readonly NumberingRequest[],
    entries: readonly RegistrationEntry[],
  ): RegistrationBatch {
    const journal = entries.flatMap((entry, index) => {
      const request = requests[index];
      return request ? [journalEntry(request, entry)] : [];
    });
    return { entries, journal, deliveries: this.deliveries.owedFor(journal) };
  }
}

function journalEntry({ actor }: NumberingRequest, entry: RegistrationEntry) {
  const payload = {
    registrationId: entry.id,
    key: entry.key,
    number: numberText(entry.number),
    year: entry.year,
    registeredOn: entry.registeredOn,
    registerCode: entry.registerCode,
    aooId: entry.aooId,
  };
  const committed = {
    stream: REGISTRATION_STREAM,
    streamId: entry.id,
    type: REGISTRATION_COMMITTED,
    payload,
  };
  return entryAfter(START_OF_STREAM, actor, committed, entry.registeredAt);
}

/** What has no number by now is refused one. */
function answersFrom(
  requests: readonly NumberingRequest[],
  known: ReadonlyMap<string, KnownRegistration>,
  refusal: Refusal,
): Answers {
  return requests.map((request) => {
    const registration = known.get(request.command.key);
    return registration ? answerOf(request, registration) : refuse(refusal);
  });
}

function isOfOneItem(fault: unknown): boolean {
  return fault instanceof TypeError || fault instanceof CannotBind || OF_A_ROW.test(textOf(fault, 'code'));
}

/** What the database says of a fault; empty for any other. */
function textOf(fault: unknown, field: 'code' | 'constraint'): string {
  const said =
    fault instanceof Error ? (fault as { code?: unknown; constraint?: unknown })[field] : undefined;
  return typeof said === 'string' ? said : '';
}
