import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import {
  type DuplicateReason,
  type LikelyDuplicate,
  SUBJECT_DAYS,
  SUBJECT_LIKENESS,
  subjectKey,
  type Traces,
} from '../../domain/duplicates/likeness';
import type { Correspondent, Direction } from '../../domain/registration';
import { Registrations } from '../registrations';
import { traceOf } from './trace-of';

/** As many as a person looks at; the strongest first. */
const SHOWN = 10;
/** Traces are written within the second; the newest entries are compared themselves, so that none is missed. */
const NEWEST = 200;
const DAY_MS = 24 * 60 * 60 * 1_000;

interface Newest {
  readonly id: string;
  readonly key: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: Correspondent | null;
  readonly recipients: readonly Correspondent[];
  readonly messageId: string | null;
  readonly senderReference: string | null;
  readonly hashes: readonly string[];
}

/**
 * Looks in the register for what is about to be registered: the same bytes, the same message, the sender's own number
 * again, or nearly the same subject. An entry that the reader may not open is never among them (DESIGN, invariant 8).
 */
@Injectable()
export class FindDuplicates {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, traces: Traces): Promise<LikelyDuplicate[]> {
    return this.database.transaction(actor, async () => {
      const found = new Map<string, Set<DuplicateReason>>();
      const note = (id: string, reason: DuplicateReason) =>
        found.set(id, (found.get(id) ?? new Set()).add(reason));
      await this.lookInTraces(actor, traces, note);
      await this.lookAtNewest(actor, traces, note);
      const likely = [...found].map(([registrationId, reasons]) => ({
        registrationId,
        reasons: [...reasons],
      }));
      const visible = await this.registrations.openable(
        actor,
        likely.map(({ registrationId }) => registrationId),
      );
      return likely
        .filter(({ registrationId }) => visible.has(registrationId))
        .sort((left, right) => weightOf(right) - weightOf(left))
        .slice(0, SHOWN);
    });
  }

  private async lookInTraces(
    { aooId }: Actor,
    { hashes, messageId, counterpartKey, referenceKey, subject }: Traces,
    note: (id: string, reason: DuplicateReason) => void,
  ): Promise<void> {
    for (const { id } of await this.ids('SELECT id FROM registrations_with_files($1, $2)', [aooId, hashes]))
      note(id, 'SAME_FILE');
    if (messageId !== null)
      for (const { id } of await this.ids(
        'SELECT registration_id AS id FROM registration_trace WHERE aoo_id = $1 AND message_id = $2 LIMIT 50',
        [aooId, messageId],
      ))
        note(id, 'SAME_MESSAGE');
    if (counterpartKey !== null && referenceKey !== null)
      for (const { id } of await this.ids(
        `SELECT registration_id AS id FROM registration_trace
          WHERE aoo_id = $1 AND counterpart_key = $2 AND reference_key = $3 LIMIT 50`,
        [aooId, counterpartKey, referenceKey],
      ))
        note(id, 'SAME_REFERENCE');
    const since = legalDate(new Date(this.clock.now().getTime() - SUBJECT_DAYS * DAY_MS));
    const like = await this.database.query<{ id: string; counterpart_key: string | null; likeness: number }>(
      'SELECT id, counterpart_key, likeness FROM registrations_like($1, $2, $3, $4)',
      [aooId, subject, since, SUBJECT_LIKENESS.sameCounterpart],
    );
    for (const { id, counterpart_key: other, likeness } of like)
      if (likeness >= SUBJECT_LIKENESS.alone || (other !== null && other === counterpartKey))
        note(id, 'LIKE_SUBJECT');
  }

  private async lookAtNewest(
    { bodyId, aooId }: Actor,
    traces: Traces,
    note: (id: string, reason: DuplicateReason) => void,
  ): Promise<void> {
    const newest = await this.database.query<Newest>(
      `SELECT entry.id, entry.key, entry.direction, entry.subject, entry.sender, entry.recipients,
              entry.message_id AS "messageId", entry.sender_reference AS "senderReference",
              ARRAY(SELECT encode(file.hash, 'hex') FROM registration_file file
                     WHERE file.registration_id = entry.id AND file.hash IS NOT NULL) AS hashes
         FROM register CROSS JOIN LATERAL (
                SELECT * FROM registration latest
                 WHERE latest.body_id = $1 AND latest.aoo_id = $2 AND latest.register_id = register.id
                 ORDER BY latest.year DESC, latest.number DESC LIMIT ${NEWEST}) entry
        WHERE register.body_id = $1 AND register.aoo_id = $2`,
      [bodyId, aooId],
    );
    for (const entry of newest) {
      const other = traceOf(entry, entry.hashes);
      if (traces.hashes.some((hash) => other.hashes.includes(hash))) note(entry.id, 'SAME_FILE');
      if (traces.messageId !== null && traces.messageId === other.messageId) note(entry.id, 'SAME_MESSAGE');
      if (
        traces.counterpartKey !== null &&
        traces.referenceKey !== null &&
        traces.counterpartKey === other.counterpartKey &&
        traces.referenceKey === other.referenceKey
      )
        note(entry.id, 'SAME_REFERENCE');
      if (traces.subject !== '' && traces.subject === subjectKey(entry.subject))
        note(entry.id, 'LIKE_SUBJECT');
    }
  }

  private ids(sql: string, values: readonly unknown[]): Promise<{ id: string }[]> {
    return this.database.query<{ id: string }>(sql, values);
  }
}

function weightOf({ reasons }: LikelyDuplicate): number {
  return reasons.reduce((sum, reason) => sum + (reason === 'LIKE_SUBJECT' ? 1 : 10), 0);
}
