import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { type Result } from '@libro-firma/kernel';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, readCursor, RefusedRequest, writeCursor } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { CaseFileMetadata } from '../../application/case-files/case-file-metadata';
import { CaseFiles } from '../../application/case-files/case-files';
import { KeepCaseFile } from '../../application/case-files/keep-case-file.use-case';
import { protocolFile, protocolManage } from '../../protocol.permissions';
import { withoutEmpty } from '../command-of';
import {
  type CaseFileDetail,
  type CaseFilePage,
  caseFileQuery,
  changeCaseFileBody,
  openCaseFileBody,
  reopenBody,
  versionBody,
} from './case-files.schema';

type IdParams = z.infer<typeof idParams>;
type Shown = Promise<Result<CaseFileDetail>>;
type Facts = Pick<z.infer<typeof changeCaseFileBody>, 'holder' | 'participants' | 'procedure'>;

@Controller('case-files')
@Allow(protocolFile)
export class CaseFilesController {
  constructor(
    private readonly files: CaseFiles,
    private readonly keep: KeepCaseFile,
    private readonly describe: CaseFileMetadata,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: caseFileQuery }) query: z.infer<typeof caseFileQuery>,
  ): Promise<CaseFilePage> {
    const { limit, cursor, ...filter } = query;
    const before = readCursor(cursor)?.[0] ?? null;
    const { items, next } = await this.files.list(actor, filter, { limit, before });
    return { items, nextCursor: next && writeCursor([next]) };
  }

  @Get(':id')
  find(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: IdParams): Shown {
    return this.files.find(actor, id);
  }

  @Get(':id/metadata')
  async metadata(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const made = await this.describe.xml(actor, id);
    if (!made.ok) throw new RefusedRequest(made.refusal);
    await reply
      .header('content-type', 'application/xml; charset=utf-8')
      .header('content-disposition', `attachment; filename="${made.value.fileName}"`)
      .header('cache-control', 'private, no-cache')
      .send(made.value.xml);
  }

  @Post()
  @Creates()
  async open(
    @CurrentActor() actor: Actor,
    @Body({ schema: openCaseFileBody }) body: z.infer<typeof openCaseFileBody>,
  ): Shown {
    const outcome = await this.keep.open(actor, { ...body, ...factsOf(body) });
    return outcome.ok ? this.files.find(actor, outcome.value.id) : outcome;
  }

  @Put(':id')
  change(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: changeCaseFileBody }) { version, ...facts }: z.infer<typeof changeCaseFileBody>,
  ): Shown {
    return this.shown(actor, id, this.keep.change(actor, id, version, { ...facts, ...factsOf(facts) }));
  }

  @Post(':id/close')
  close(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
  ): Shown {
    return this.shown(actor, id, this.keep.close(actor, id, version));
  }

  @Post(':id/reopen')
  @Allow(protocolManage)
  reopen(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: reopenBody }) { version, reason }: z.infer<typeof reopenBody>,
  ): Shown {
    return this.shown(actor, id, this.keep.reopen(actor, id, version, reason));
  }

  private async shown(actor: Actor, id: string, working: Promise<Result<null>>): Shown {
    const outcome = await working;
    return outcome.ok ? this.files.find(actor, id) : outcome;
  }
}

/** What was left out says nothing, and is not stored as undefined. */
function factsOf({ holder, participants, procedure }: Facts) {
  return {
    holder: holder && withoutEmpty(holder),
    participants: participants.map((participant) => withoutEmpty(participant)),
    procedure: procedure && {
      ...withoutEmpty(procedure),
      phases: procedure.phases.map((phase) => withoutEmpty(phase)),
    },
  };
}
