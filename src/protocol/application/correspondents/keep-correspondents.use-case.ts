import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import { IsNull } from 'typeorm';
import { isTaxCode, withoutOmocodia } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { isBodyTaxCode } from '../../domain/body-tax-code';
import { correspondentsRefusals } from '../../domain/correspondents/correspondents.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import type { Correspondent } from '../../domain/registration';
import {
  CorrespondentRow,
  CorrespondentVersionRow,
} from '../../infrastructure/correspondents/correspondent.rows';
import { columnsOf } from './correspondent-of-row';

const NEW = 'Inserito in rubrica';
const FROM_REGISTER = 'Da una registrazione';

/** Writes, corrects and merges correspondents. Registrations keep what they said; the history keeps what was known. */
@Injectable()
export class KeepCorrespondents {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async add(actor: Actor, known: Correspondent): Promise<Result<{ readonly id: string }>> {
    const wrong = wrongCode(known);
    if (wrong) return refuse(wrong);
    return this.database.transaction(actor, async () => {
      await this.lock(actor);
      const same = await this.withCodeOf(actor, known);
      if (same) return refuse(correspondentsRefusals.KNOWN({ name: same.name }));
      return accept({ id: await this.insert(actor, known, NEW) });
    });
  }

  async correct(
    actor: Actor,
    id: string,
    { known, version, reason }: { known: Correspondent; version: number; reason: string },
  ): Promise<Result<{ readonly id: string }>> {
    const wrong = wrongCode(known);
    if (wrong) return refuse(wrong);
    return this.database.transaction(actor, async () => {
      await this.lock(actor);
      const row = await this.database.rows(CorrespondentRow).findOneBy({ id, aooId: actor.aooId });
      if (!row) return refuse(correspondentsRefusals.NOT_FOUND());
      if (row.mergedInto !== null) return refuse(correspondentsRefusals.MERGED());
      const same = await this.withCodeOf(actor, known);
      if (same && same.id !== id) return refuse(correspondentsRefusals.KNOWN({ name: same.name }));
      const outcome = await this.database
        .rows(CorrespondentRow)
        .update({ id, version }, { ...columnsOf(known), version: version + 1 });
      if (outcome.affected !== 1) return refuse(correspondentsRefusals.CHANGED_MEANWHILE());
      await this.keepVersion(actor, id, { version: version + 1, known, reason });
      return accept({ id });
    });
  }

  /** Those that have one code become one; the others stay readable under it. */
  async merge(
    actor: Actor,
    keptId: string,
    mergedIds: readonly string[],
    reason: string,
  ): Promise<Result<{ readonly id: string }>> {
    return this.database.transaction(actor, async () => {
      await this.lock(actor);
      const rows = await this.database
        .rows(CorrespondentRow)
        .createQueryBuilder('known')
        .whereInIds([keptId, ...mergedIds])
        .andWhere('known.aooId = :aooId', { aooId: actor.aooId })
        .getMany();
      const kept = rows.find(({ id }) => id === keptId);
      const merged = rows.filter(({ id }) => id !== keptId);
      if (!kept || merged.length === 0 || merged.length !== new Set(mergedIds).size)
        return refuse(correspondentsRefusals.NOT_FOUND());
      if (rows.some(({ mergedInto }) => mergedInto !== null)) return refuse(correspondentsRefusals.MERGED());
      if (!merged.every((row) => haveOneCode(kept, row)))
        return refuse(correspondentsRefusals.CODES_DIFFER());
      for (const row of merged) {
        const version = row.version + 1;
        await this.database.rows(CorrespondentRow).update({ id: row.id }, { mergedInto: keptId, version });
        // Whatever was merged into it before goes along: one step leads to the one that remains.
        await this.database.rows(CorrespondentRow).update({ mergedInto: row.id }, { mergedInto: keptId });
        const { kind, name, familyName, taxCode } = row;
        await this.keepVersion(actor, row.id, {
          version,
          known: { kind, name, ...(familyName && { familyName }), ...(taxCode && { taxCode }) },
          reason: `Unito a un altro: ${reason}`,
        });
      }
      return accept({ id: keptId });
    });
  }

  /**
   * Whoever is in a registration that is not reserved is known from then on; who is known already stays as known.
   * Doing it twice changes nothing.
   */
  async remember(actor: Actor, correspondents: readonly Correspondent[]): Promise<void> {
    const named = correspondents.filter(({ kind }) => kind !== 'ANONYMOUS' && kind !== 'ILLEGIBLE');
    if (named.length === 0) return;
    await this.database.transaction(actor, async () => {
      await this.lock(actor);
      for (const known of named)
        if (!(await this.withCodeOf(actor, known)) && !(await this.withNameOf(actor, known)))
          await this.insert(actor, known, FROM_REGISTER);
    });
  }

  private async lock({ aooId }: Actor): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(7281952, hashtext($1))', [aooId]);
  }

  private async withCodeOf({ aooId }: Actor, known: Correspondent): Promise<CorrespondentRow | null> {
    const { taxCode, ipaCode } = known;
    const rows = this.database.rows(CorrespondentRow);
    const mergedInto = IsNull();
    if (taxCode !== undefined) {
      const same = await rows.findOneBy({ aooId, taxKey: withoutOmocodia(taxCode), mergedInto });
      if (same) return same;
    }
    // Two AOOs of one body are two correspondents.
    return ipaCode === undefined
      ? null
      : rows.findOneBy({
          aooId,
          ipaKey: ipaCode.toLowerCase(),
          aooCode: known.aooCode ?? IsNull(),
          mergedInto,
        });
  }

  /** Without a code, one who is called the same in the same kind is taken for the same, to be only proposed. */
  private async withNameOf({ aooId }: Actor, known: Correspondent): Promise<CorrespondentRow | null> {
    if (known.taxCode !== undefined || known.ipaCode !== undefined) return null;
    const { kind, words } = columnsOf(known);
    return this.database.rows(CorrespondentRow).findOneBy({ aooId, name: known.name, kind, words });
  }

  private async insert(actor: Actor, known: Correspondent, reason: string): Promise<string> {
    const id = newId();
    const { bodyId, aooId } = actor;
    await this.database
      .rows(CorrespondentRow)
      .insert({ id, bodyId, aooId, ...columnsOf(known), version: 1, mergedInto: null });
    await this.keepVersion(actor, id, { version: 1, known, reason });
    return id;
  }

  private async keepVersion(
    { bodyId, personId }: Actor,
    correspondentId: string,
    { version, known, reason }: { version: number; known: Correspondent; reason: string },
  ): Promise<void> {
    await this.database.rows(CorrespondentVersionRow).insert({
      correspondentId,
      version,
      bodyId,
      known,
      reason,
      changedBy: personId,
      changedAt: this.clock.now(),
    });
  }
}

function haveOneCode(left: CorrespondentRow, right: CorrespondentRow): boolean {
  if (left.taxKey !== null && right.taxKey !== null) return left.taxKey === right.taxKey;
  return left.ipaKey !== null && left.ipaKey === right.ipaKey;
}

function wrongCode({ kind, name, taxCode }: Correspondent): Refusal | null {
  if (taxCode === undefined || isBodyTaxCode(taxCode)) return null;
  return kind !== 'PUBLIC_BODY' && isTaxCode(taxCode) ? null : protocolRefusals.TAX_CODE_WRONG({ name });
}
