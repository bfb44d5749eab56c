import { Injectable } from '@nestjs/common';
import { accept, newId, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { REGISTER_OPENED, REGISTER_START_STREAM } from '../../domain/register-start/register-import';
import { registerStartRefusals } from '../../domain/register-start/register-start.refusals';
import type { RegisterKey } from '../../domain/registration-entry';
import { lockOf } from '../../infrastructure/register-lock';
import { RegisterOpeningRow } from '../../infrastructure/register-start/register-start.rows';
import { RegistrationRow } from '../../infrastructure/registration.row';

export interface Opening {
  readonly year: number;
  readonly firstNumber: number;
  readonly actReference: string;
  readonly actDate: string;
  readonly decidedAt: Date;
}

/** A register that has no number yet: found, and held as the numbers themselves hold it. Inside a unit of work. */
@Injectable()
export class RegisterPlace {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly journal: Journal,
  ) {}

  /** The register of the actor's AOO; its protocol when none is named. */
  async find(
    { bodyId, aooId }: Actor,
    registerId?: string,
  ): Promise<Result<RegisterKey & { readonly code: string; readonly name: string }>> {
    const register = registerId
      ? await this.structure.register(aooId, registerId)
      : await this.structure.protocolRegister(aooId);
    if (!register) return refuse(protocolRefusals.REGISTER_UNKNOWN());
    return accept({ bodyId, aooId, registerId: register.id, code: register.code, name: register.name });
  }

  /** Takes the lock under which numbers are given: what is found now stays so until the commit. */
  async holdUnnumbered(key: RegisterKey): Promise<Result<null>> {
    await this.database.query('SELECT pg_advisory_xact_lock($1)', [String(lockOf(key))]);
    return (await this.hasNumbers(key)) ? refuse(registerStartRefusals.REGISTER_HAS_NUMBERS()) : accept(null);
  }

  async hasNumbers({ bodyId, aooId, registerId }: RegisterKey): Promise<boolean> {
    return this.database.rows(RegistrationRow).existsBy({ bodyId, aooId, registerId });
  }

  async highestImported({ registerId }: RegisterKey, year: number): Promise<number | null> {
    const [found] = await this.database.query<{ highest: number | null }>(
      'SELECT max(number) AS highest FROM imported_registration WHERE register_id = $1 AND year = $2',
      [registerId, year],
    );
    return found?.highest ?? null;
  }

  async lastOpening({ registerId }: RegisterKey): Promise<RegisterOpeningRow | null> {
    return this.database
      .rows(RegisterOpeningRow)
      .findOne({ where: { registerId }, order: { sequence: 'DESC' } });
  }

  /** Beside the openings before it; the caller holds the register. */
  async open(actor: Actor, key: RegisterKey, opening: Opening): Promise<void> {
    const before = await this.lastOpening(key);
    const id = newId();
    await this.database.rows(RegisterOpeningRow).insert({
      id,
      ...key,
      sequence: (before?.sequence ?? 0) + 1,
      ...opening,
      decidedBy: actor.personId ?? '',
    });
    const { year, firstNumber, actReference, actDate } = opening;
    await this.journal.append(actor, {
      stream: REGISTER_START_STREAM,
      streamId: id,
      type: REGISTER_OPENED,
      payload: { registerId: key.registerId, year, firstNumber, actReference, actDate },
    });
  }
}
