import { Body, Controller, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Refusal } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { idSchema, RefusedRequest } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { VerificationRuns } from '../application/verification-runs';
import { VerifyFile } from '../application/verify-file.use-case';
import { verificationRefusals } from '../domain/verification.refusals';
import { verificationAsk } from '../verification.permissions';
import { inTemporaryFolder, receive } from './received-files';
import { verdictsCsv } from './verdicts-csv';
import type { VerificationView } from './verification.schema';
import { viewOf } from './verification.view';

export const MAX_BATCH_FILES = 500;

const batchQuery = z.object({
  format: z.enum(['json', 'csv']).default('json'),
  language: z.enum(['it', 'en']).default('it'),
});

const tableBody = z.object({
  ids: z.array(idSchema).min(1).max(MAX_BATCH_FILES),
  language: z.enum(['it', 'en']).default('it'),
});

@Controller('verification-batches')
@Allow(verificationAsk)
export class VerificationBatchController {
  constructor(
    private readonly verify: VerifyFile,
    private readonly runs: VerificationRuns,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  /** Each file is verified as it comes and then removed; only one of them lies on the disk at a time. */
  @Post()
  @HttpCode(200)
  async create(
    @CurrentActor() actor: Actor,
    @Query({ schema: batchQuery }) query: z.infer<typeof batchQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const views = await this.verifyAll(actor, request);
    if (views.length === 0) throw new RefusedRequest(verificationRefusals.NO_FILE());
    if (query.format === 'json') {
      await reply.send({ items: views });
      return;
    }
    await sendTable(reply, verdictsCsv(views, query.language));
  }

  /** The table of verifications that were made already. */
  @Post('tables')
  @HttpCode(200)
  async table(
    @CurrentActor() actor: Actor,
    @Body({ schema: tableBody }) { ids, language }: z.infer<typeof tableBody>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const views: VerificationView[] = [];
    for (const id of ids) {
      const run = await this.runs.find(actor, id);
      if (!run.ok) throw refused(run.refusal);
      views.push(viewOf(run.value, null));
    }
    await sendTable(reply, verdictsCsv(views, language));
  }

  private async verifyAll(actor: Actor, request: FastifyRequest): Promise<VerificationView[]> {
    if (!request.isMultipart()) return [];
    const maximum = this.settings.UPLOAD_MAX_BYTES;
    const views: VerificationView[] = [];
    const limits = { files: MAX_BATCH_FILES + 1, fileSize: maximum + 1, parts: MAX_BATCH_FILES + 10 };
    for await (const part of request.files({ limits })) {
      if (views.length >= MAX_BATCH_FILES)
        throw refused(verificationRefusals.TOO_MANY_FILES({ maximum: MAX_BATCH_FILES }));
      const view = await inTemporaryFolder(async (folder) => {
        const file = await receive(part, folder, 0, maximum);
        if (!file.ok) return file;
        return {
          ok: true,
          value: viewOf(await this.verify.execute(actor, file.value, file.value.path), null),
        } as const;
      });
      if (!view.ok) throw refused(view.refusal);
      views.push(view.value);
    }
    return views;
  }
}

async function sendTable(reply: FastifyReply, csv: string): Promise<void> {
  await reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="verifiche.csv"')
    .send(csv);
}

function refused(refusal: Refusal): RefusedRequest {
  return new RefusedRequest(refusal);
}
