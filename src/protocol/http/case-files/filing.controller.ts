import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { idParams, readCursor, writeCursor } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { CaseFiles } from '../../application/case-files/case-files';
import { FileRegistrations } from '../../application/case-files/file-registrations.use-case';
import { FilingDesk } from '../../application/case-files/filing-desk';
import { protocolFile } from '../../protocol.permissions';
import { type CaseFileList, fileBody, type FilingPage, filingQuery, takeOutBody } from './case-files.schema';

type IdParams = z.infer<typeof idParams>;
type FileBody = z.infer<typeof fileBody>;

@Controller()
@Allow(protocolFile)
export class FilingController {
  constructor(
    private readonly desk: FilingDesk,
    private readonly files: FileRegistrations,
    private readonly caseFiles: CaseFiles,
  ) {}

  @Get('filing-desk')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: filingQuery }) { limit, cursor, officeId }: z.infer<typeof filingQuery>,
  ): Promise<FilingPage> {
    const after = readCursor(cursor)?.[0] ?? null;
    const { items, next } = await this.desk.list(actor, { limit, after, officeId: officeId ?? null });
    return { items, nextCursor: next && writeCursor([next]) };
  }

  @Get('registrations/:id/case-files')
  async ofRegistration(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<CaseFileList> {
    return { items: await this.caseFiles.ofRegistration(actor, id) };
  }

  @Post('filing-desk/yearly-series')
  async fileIntoSeries(
    @CurrentActor() actor: Actor,
    @Body({ schema: fileBody }) { registrationIds }: FileBody,
  ): Promise<Result<{ count: number }>> {
    const outcome = await this.files.fileIntoYearlySeries(actor, registrationIds);
    return outcome.ok ? accept({ count: registrationIds.length }) : outcome;
  }

  @Post('case-files/:id/content')
  async file(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: fileBody }) { registrationIds }: FileBody,
  ): Promise<Result<{ count: number }>> {
    const outcome = await this.files.file(actor, id, registrationIds);
    return outcome.ok ? accept({ count: registrationIds.length }) : outcome;
  }

  @Post('case-files/:id/take-out')
  async takeOut(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: takeOutBody }) { registrationId, reason }: z.infer<typeof takeOutBody>,
  ): Promise<Result<{ id: string }>> {
    const outcome = await this.files.takeOut(actor, id, registrationId, reason);
    return outcome.ok ? accept({ id }) : outcome;
  }
}
