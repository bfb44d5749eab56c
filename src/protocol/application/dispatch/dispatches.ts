import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { clerkActions } from '../../domain/dispatch';
import { isAnnulled } from '../../domain/annulment';
import { MAIL_CARRIER, type MailCarrier } from '../../domain/mail-carrier.port';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { mayOpen } from '../../domain/reader';
import { numberText } from '../../domain/registration-number';
import { correspondentName } from '../../domain/search-words';
import { DispatchAttemptRow, DispatchRow } from '../../infrastructure/dispatch/dispatch.rows';
import { SegnaturaSealRow } from '../../infrastructure/exchange.rows';
import { readerOf } from '../reader-of';
import { Registrations } from '../registrations';

const MOST = 200;

/** What a dispatch waits for: the seal, the mail server, its copy on paper, or a clerk. */
export type WaitsFor = 'SEAL' | 'MAIL' | 'COPY' | 'CLERK' | null;

@Injectable()
export class Dispatches {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    @Inject(MAIL_CARRIER) private readonly carrier: MailCarrier,
  ) {}

  /** Those of a registration, with what was done about each. */
  async of(
    actor: Actor,
    registrationId: string,
  ): Promise<Result<{ items: ReturnType<Dispatches['view']>[] }>> {
    return this.database.transaction(actor, async () => {
      if (!(await this.registrations.entryFor(actor, registrationId)))
        return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const rows = await this.database
        .rows(DispatchRow)
        .find({ where: { registrationId }, order: { recipientPosition: 'ASC', createdAt: 'ASC' } });
      const isSealed = await this.database.rows(SegnaturaSealRow).existsBy({ registrationId });
      const items = [];
      for (const row of rows) {
        const attempts = await this.database
          .rows(DispatchAttemptRow)
          .find({ where: { dispatchId: row.id }, order: { sequence: 'ASC' } });
        items.push(this.view(row, isSealed, attempts));
      }
      return accept({ items });
    });
  }

  /** True when every way that was opened has arrived, those apart that were withdrawn; inside the caller's unit of work. */
  async haveArrived(registrationId: string): Promise<boolean> {
    const states = (await this.database.rows(DispatchRow).findBy({ registrationId }))
      .map(({ state }) => state)
      .filter((state) => state !== 'WITHDRAWN');
    return states.length > 0 && states.every((state) => state === 'DELIVERED');
  }

  /** What waits on the desk of the AOO's clerks: what they send themselves, and what failed. */
  async desk(actor: Actor) {
    return this.database.transaction(actor, async () => {
      const rows = await this.database
        .rows(DispatchRow)
        .createQueryBuilder('dispatch')
        .where(`dispatch.aooId = :aooId AND dispatch.state IN ('TO_SEND', 'FAILED')`, { aooId: actor.aooId })
        .orderBy('dispatch.createdAt', 'ASC')
        .addOrderBy('dispatch.id', 'ASC')
        .limit(MOST)
        .getMany();
      const entries = new Map(
        (await this.registrations.entriesOf(rows.map(({ registrationId }) => registrationId))).map(
          (entry) => [entry.id, entry],
        ),
      );
      const sealed = new Set(await this.sealedOf([...entries.keys()]));
      const items = rows.flatMap((row) => {
        const entry = entries.get(row.registrationId);
        if (!entry || !mayOpen(readerOf(actor), entry)) return [];
        const view = this.view(row, sealed.has(row.registrationId), []);
        const { year, subject, annulments } = entry;
        return [
          { ...view, number: numberText(entry.number), year, subject, annulled: isAnnulled(annulments) },
        ];
      });
      return { items };
    });
  }

  private async sealedOf(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT registration_id AS id FROM segnatura_seal WHERE registration_id = ANY($1)',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  private view(row: DispatchRow, isSealed: boolean, attempts: readonly DispatchAttemptRow[]) {
    return {
      id: row.id,
      registrationId: row.registrationId,
      recipient: correspondentName(row.recipient),
      channel: row.channel,
      address: row.address,
      state: row.state,
      code: row.code,
      version: row.version,
      waitsFor: this.waitsFor(row, isSealed),
      printCopy: row.printCopy,
      actions: [...clerkActions(row.state)],
      overruled: row.overruled,
      nextTryAt: row.nextTryAt?.toISOString() ?? null,
      updatedAt: row.updatedAt.toISOString(),
      attempts: attempts.map(({ step, code, detail, at }) => ({ step, code, detail, at: at.toISOString() })),
    };
  }

  private waitsFor(
    { state, channel, printCopy }: Pick<DispatchRow, 'state' | 'channel' | 'printCopy'>,
    isSealed: boolean,
  ): WaitsFor {
    if (state === 'FAILED') return 'CLERK';
    if (state !== 'TO_SEND') return null;
    if (printCopy === 'DUE') return 'COPY';
    if (channel !== 'MAIL' && channel !== 'PEC') return 'CLERK';
    if (!isSealed) return 'SEAL';
    return channel === 'MAIL' && this.carrier.isOpen ? 'MAIL' : 'CLERK';
  }
}
