import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, RefusedRequest, sendObject } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { CopyDesk } from '../../application/paper/copy-desk';
import { JoinCopy } from '../../application/paper/join-copy.use-case';
import { RegisteredFiles } from '../../application/paper/registered-files';
import { protocolRead, protocolRegister } from '../../protocol.permissions';
import { type CopyList, joinCopyBody, registeredFileParams } from './paper.schema';

@Controller()
export class PaperController {
  constructor(
    private readonly join: JoinCopy,
    private readonly desk: CopyDesk,
    private readonly files: RegisteredFiles,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  @Post('image-copies')
  @Creates()
  @Allow(protocolRegister)
  joinCopy(
    @CurrentActor() actor: Actor,
    @Body({ schema: joinCopyBody }) { attested: _attested, ...copy }: z.infer<typeof joinCopyBody>,
  ): Promise<Result<{ registrationId: string }>> {
    return this.join.execute(actor, copy);
  }

  @Get('registrations/:id/image-copies')
  @Allow(protocolRead)
  async copies(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<CopyList>> {
    const outcome = await this.desk.list(actor, id);
    if (!outcome.ok) return outcome;
    const items = outcome.value.map((row) => ({
      id: row.id,
      position: row.position,
      fileName: row.fileName,
      sha256: row.sha256.toString('hex'),
      attestation: row.attestation,
      attestedAt: row.attestedAt.toISOString(),
    }));
    return accept({ items });
  }

  @Get('registrations/:id/files/:position/content')
  @Allow(protocolRead)
  async content(
    @CurrentActor() actor: Actor,
    @Param({ schema: registeredFileParams }) { id, position }: z.infer<typeof registeredFileParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const outcome = await this.files.fileFor(actor, id, position);
    if (!outcome.ok) throw new RefusedRequest(outcome.refusal);
    await sendObject(request, reply, this.store, { ...outcome.value, disposition: 'inline' });
  }
}
