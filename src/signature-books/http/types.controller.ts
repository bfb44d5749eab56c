import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { Creates, idParams } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { KeepTypes } from '../application/types/keep-types';
import { requestsRead, typesKeep } from '../signature-books.permissions';
import { typeBody, typeChange, type TypeList } from './routes.schema';

/** Types of documents: which registers number their acts, and which rules their requests follow. */
@Controller('document-types')
@Allow(typesKeep)
export class TypesController {
  constructor(private readonly types: KeepTypes) {}

  @Get()
  @Allow(requestsRead)
  async list(@CurrentActor() actor: Actor): Promise<TypeList> {
    const rows = await this.types.list(actor);
    return {
      items: rows.map(({ id, code, name, policy, registers }) => ({
        id,
        code,
        name,
        policy: { ...policy, registers: [...policy.registers] },
        registers,
      })),
    };
  }

  @Post()
  @Creates()
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: typeBody }) { code, ...wanted }: z.infer<typeof typeBody>,
  ): Promise<Result<{ id: string }>> {
    return this.types.create(actor, code, wanted);
  }

  @Put(':id')
  change(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: typeChange }) wanted: z.infer<typeof typeChange>,
  ): Promise<Result<{ id: string }>> {
    return this.types.change(actor, id, wanted);
  }
}
