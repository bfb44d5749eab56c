import { Injectable } from '@nestjs/common';
import { accept, newId, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { placeOfNumber } from '../../domain/number-in-act';
import { PROTOCOL } from '../../domain/registers-wanted';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { TypePolicy } from '../../domain/type-policy';
import { DocumentTypeRow } from '../../infrastructure/type.rows';

export interface WantedType {
  readonly name: string;
  readonly policy: TypePolicy;
}

/** The kinds of acts of an AOO. What is on its way keeps the rules that it started with. */
@Injectable()
export class KeepTypes {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly journal: Journal,
  ) {}

  async list(actor: Actor): Promise<(DocumentTypeRow & { readonly registers: string[] })[]> {
    return this.database.transaction(actor, async () => {
      const names = await this.structure.registerNames(actor.aooId);
      const rows = await this.database
        .rows(DocumentTypeRow)
        .find({ where: { aooId: actor.aooId }, order: { name: 'ASC', id: 'ASC' } });
      return rows.map((row) => ({
        ...row,
        registers: row.policy.registers.map((register) => names.get(register) ?? register),
      }));
    });
  }

  async create(actor: Actor, code: string, wanted: WantedType): Promise<Result<{ id: string }>> {
    return this.database.transaction(actor, async () => {
      const refused = await this.faultOf(actor, wanted.policy);
      if (refused) return refused;
      const rows = this.database.rows(DocumentTypeRow);
      if (await rows.existsBy({ aooId: actor.aooId, code })) return refuse(refusals.TYPE_CODE_TAKEN());
      const row = { id: newId(), bodyId: actor.bodyId, aooId: actor.aooId, code, ...wanted };
      await rows.insert(row);
      return accept(await this.write(actor, row.id, wanted));
    });
  }

  async change(actor: Actor, id: string, wanted: WantedType): Promise<Result<{ id: string }>> {
    return this.database.transaction(actor, async () => {
      const refused = await this.faultOf(actor, wanted.policy);
      if (refused) return refused;
      const { name, policy } = wanted;
      const changed = await this.database
        .rows(DocumentTypeRow)
        .update({ id, aooId: actor.aooId }, { name, policy });
      return changed.affected === 1
        ? accept(await this.write(actor, id, wanted))
        : refuse(refusals.NO_SUCH_TYPE());
    });
  }

  private async faultOf(actor: Actor, policy: TypePolicy) {
    const { registers, order } = policy;
    if (order === 'B' && (registers.length !== 1 || !placeOfNumber(policy)))
      return refuse(refusals.NUMBER_IN_ACT_INCOMPLETE());
    for (const register of registers)
      if (register !== PROTOCOL && !(await this.structure.register(actor.aooId, register)))
        return refuse(refusals.NO_SUCH_REGISTER());
    return null;
  }

  private async write(actor: Actor, id: string, { name, policy }: WantedType): Promise<{ id: string }> {
    await this.journal.append(actor, {
      stream: 'document-type',
      streamId: id,
      type: 'document-type.written',
      payload: { name, policy: policy as never },
    });
    return { id };
  }
}
