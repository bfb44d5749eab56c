import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { type PreparedPades, preparedPadesToJson } from '@libro-firma/signature';
import { In } from 'typeorm';
import { Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { RegisterCommand } from '../../../protocol';
import { takeNumber } from '../../domain/automatic-steps';
import type { NumberPart } from '../../domain/dossier-parts';
import { leaveUnsigned, placeOfNumber } from '../../domain/number-in-act';
import { PROTOCOL, registersOf, standingNumbers } from '../../domain/registers-wanted';
import { type SigningBatchRow, SigningItemRow } from '../../infrastructure/batch.rows';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import { RequestNumberRow } from '../../infrastructure/number.row';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import { NumberIntents } from './number-intents';
import type { Printed } from '../signatures/prepare-file';

/** A number that is to be taken for a signature, and what is drawn with it. */
export interface NumberToTake {
  readonly intentId: string;
  readonly command: RegisterCommand;
  readonly printed: Omit<Printed, 'number' | 'registeredOn'>;
}

interface Committed {
  readonly registrationId: string;
  readonly number: string;
  readonly registeredOn: string;
}

/** Numbers that acts print in their last signature (order B), each within the unit of work of the caller. */
@Injectable()
export class PrintedNumbers {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    private readonly intents: NumberIntents,
    private readonly structure: Structure,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same room and as many characters as the number will have. */
  async trialOf(requestId: string): Promise<Printed> {
    const row = await this.database.rows(SigningRequestRow).findOneByOrFail({ id: requestId });
    return { ...(await this.fieldOf(row)), number: '0000000', registeredOn: legalDate(this.clock.now()) };
  }

  /**
   * Under the lock of the request. Null: a number of today waits already for exactly this file and certificate, and the
   * item has its bytes again. One that waits for other bytes is left to whoever annuls.
   */
  async toTake(actor: Actor, item: SigningItemRow, batch: SigningBatchRow): Promise<NumberToTake | null> {
    const open = await this.dossiers.lock(item.requestId);
    const task = open?.tasks.find((own) => own.id === item.taskId);
    if (!open || !task) throw new Error(`request ${item.requestId} is not there`);
    const ofStep = open.dossier.numbers.filter(
      (own) => own.stepId === task.stepId && own.revision === open.row.revision && !own.leftBecause,
    );
    const standing = standingNumbers(open.row, ofStep);
    const usable = await this.usable(standing, item, batch);
    leaveUnsigned(
      open.dossier,
      standing.filter((own) => own.id !== usable?.id),
    );
    if (usable?.printed) await this.give(item, usable.id, usable.printed.prepared);
    const wanted = usable ? null : await this.want(open, task.stepId);
    await this.dossiers.save(actor, open);
    return wanted;
  }

  /** The register has committed it: the act bears it, and the item has the bytes that print it. */
  async taken(
    system: Actor,
    item: SigningItemRow,
    intentId: string,
    made: { readonly committed: Committed; readonly prepared: PreparedPades },
  ): Promise<void> {
    const open = await this.dossiers.lock(item.requestId);
    const asked = open?.dossier.numbers.find((own) => own.id === intentId);
    if (!open || !asked) throw new Error(`number ${intentId} was not asked for`);
    const { registrationId, number, registeredOn } = made.committed;
    // Its event may have come before us: then it is there already.
    takeNumber(open.dossier, asked, { id: registrationId, number, registeredOn });
    await this.dossiers.save(system, open);
    const prepared = preparedPadesToJson(made.prepared);
    const { certificateSha256 } = prepared;
    await this.database
      .rows(RequestNumberRow)
      .update({ id: intentId }, { printed: { baseSha256: item.baseSha256, certificateSha256, prepared } });
    if (!asked.leftBecause) await this.give(item, intentId, prepared);
  }

  /** The entry of a number that was given. */
  async registrationOf(numberId: string): Promise<string | null> {
    const number = await this.database.rows(RequestNumberRow).findOneBy({ id: numberId });
    return number?.registrationId ?? null;
  }

  /** The number that the item prints, which no signature will complete any more. */
  async leave(system: Actor, item: SigningItemRow): Promise<void> {
    const open = await this.dossiers.lock(item.requestId);
    const printed = open?.dossier.numbers.filter((own) => own.id === item.numberId && !own.leftBecause);
    if (!open || !printed) return;
    leaveUnsigned(open.dossier, printed);
    await this.dossiers.save(system, open);
  }

  private async usable(
    standing: readonly NumberPart[],
    item: SigningItemRow,
    batch: SigningBatchRow,
  ): Promise<RequestNumberRow | null> {
    const today = legalDate(this.clock.now());
    const rows = await this.database
      .rows(RequestNumberRow)
      .findBy({ id: In(standing.filter((own) => own.registeredOn === today).map(({ id }) => id)) });
    const certificate = item.prepared?.certificateSha256;
    const fitting = rows.find(
      ({ printed }) => printed?.baseSha256 === item.baseSha256 && printed.certificateSha256 === certificate,
    );
    if (!fitting || batch.bodyId !== fitting.bodyId) return null;
    // A value was made over it once: whatever became of that signature, these bytes are not signed again.
    const isSpent = await this.database
      .rows(SigningItemRow)
      .createQueryBuilder('item')
      .where('item.number_id = :id AND item.signature_value IS NOT NULL', { id: fitting.id })
      .getExists();
    return isSpent ? null : fitting;
  }

  private async want(open: OpenDossier, stepId: string): Promise<NumberToTake> {
    const { row, dossier } = open;
    const [register = PROTOCOL] = registersOf(row);
    const attempt = dossier.numbers.filter(
      (own) => own.stepId === stepId && own.revision === row.revision && own.leftBecause !== null,
    ).length;
    const intent = await this.intents.write(open, { register, stepId, againOf: null, attempt });
    const command = await this.intents.command(row, intent);
    return { intentId: intent.id, command: { ...command, isOpen: true }, printed: await this.fieldOf(row) };
  }

  private async fieldOf(row: SigningRequestRow): Promise<NumberToTake['printed']> {
    const place = placeOfNumber(row.policy);
    if (!place) throw new Error(`request ${row.id} is numbered after it is signed`);
    const names = await this.structure.registerNames(row.aooId);
    return { place, register: names.get(registersOf(row)[0] ?? PROTOCOL) ?? '' };
  }

  private async give(
    item: SigningItemRow,
    numberId: string,
    prepared: NonNullable<SigningItemRow['prepared']>,
  ): Promise<void> {
    await this.database.rows(SigningItemRow).update({ id: item.id, state: 'QUEUED' }, { prepared, numberId });
    Object.assign(item, { prepared, numberId });
  }
}
