import {
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Answers, AnswersAs, Creates, idParams, RefusedRequest, streamSnapshots } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { AskBatch } from '../application/batches/ask-batch.use-case';
import { type Batch, VerificationBatches } from '../application/batches/verification-batches';
import { verificationAsk } from '../verification.permissions';
import { VERIFICATION_SETTINGS, type VerificationSettings } from '../verification.settings';
import { BatchLines } from './batch-lines';
import { type BatchView, batchView } from './batch.schema';
import { batchHeadOf, markOf, markOfBatch } from './batch.view';
import { arrivalsOf } from './received-files';

const batchQuery = z.object({
  /** The files are kept for a time, for their sender alone; without it, they are not. */
  keep: z.stringbool().default(false),
});
const tableQuery = z.object({ language: z.enum(['it', 'en']).default('it') });

type Id = z.infer<typeof idParams>;

const WATCH_MS = 500;

/** Many files in one go: each is verified from the queue, and its verdict is shown as soon as it is there. */
@Controller('verification-batches')
@Allow(verificationAsk)
export class VerificationBatchController {
  constructor(
    private readonly ask: AskBatch,
    private readonly batches: VerificationBatches,
    private readonly lines: BatchLines,
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
    @Inject(VERIFICATION_SETTINGS) private readonly settings: VerificationSettings,
  ) {}

  /** Takes up to 500 files; a file that cannot be taken is a line with its reason, and does not stop the others. */
  @Post()
  @Creates()
  @HttpCode(HttpStatus.ACCEPTED)
  @Answers(HttpStatus.ACCEPTED, batchView)
  async create(
    @CurrentActor() actor: Actor,
    @Query({ schema: batchQuery }) { keep }: z.infer<typeof batchQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Result<BatchView>> {
    const limits = { file: this.platform.UPLOAD_MAX_BYTES, batch: this.settings.VERIFY_BATCH_BYTES };
    const asked = await this.ask.execute(actor, arrivalsOf(request, limits), { keeps: keep });
    if (!asked.ok) return asked;
    void reply.header('location', `/api/v1/verification-batches/${asked.value}`);
    return this.find(actor, { id: asked.value });
  }

  @Get(':id')
  @Answers(HttpStatus.OK, batchView)
  async find(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
  ): Promise<Result<BatchView>> {
    const batch = await this.batches.find(actor, id);
    return batch.ok ? accept(await this.viewOf(actor, batch.value)) : batch;
  }

  /** The first event has every line; each later one has those that changed. Whoever comes back needs no history. */
  @Get(':id/events')
  @AnswersAs(HttpStatus.OK, ['text/event-stream'])
  async watch(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sent = new Set<string>();
    await streamSnapshots(request, reply, {
      event: 'batch',
      everyMs: WATCH_MS,
      read: async () => {
        const batch = await this.batches.find(actor, id);
        if (!batch.ok) return null;
        const isFirst = sent.size === 0;
        const changed = batch.value.pieces.filter((piece) => !sent.has(markOf(piece)));
        for (const piece of changed) sent.add(markOf(piece));
        const refused = isFirst ? batch.value.row.refused : [];
        const items = await this.lines.of(actor, { pieces: changed, refused });
        return { mark: markOfBatch(batch.value), data: { ...batchHeadOf(batch.value), items } };
      },
      isFinal: ({ isDone }) => isDone,
    });
  }

  /** One row for each file, as far as it is. */
  @Get(':id/table')
  @AnswersAs(HttpStatus.OK, ['text/csv'])
  async table(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Query({ schema: tableQuery }) { language }: z.infer<typeof tableQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const batch = await this.batches.find(actor, id);
    if (!batch.ok) throw new RefusedRequest(batch.refusal);
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="verifiche.csv"')
      .send(await this.lines.csv(actor, batch.value, language));
  }

  /** What waits for a service that did not answer is tried now. */
  @Post(':id/retries')
  @HttpCode(HttpStatus.ACCEPTED)
  @Answers(HttpStatus.ACCEPTED, batchView)
  async retry(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
  ): Promise<Result<BatchView>> {
    const hastened = await this.batches.hasten(actor, id);
    return hastened.ok ? this.find(actor, { id }) : hastened;
  }

  /** Files that were kept are kept no longer. */
  @Delete(':id/files')
  @HttpCode(HttpStatus.NO_CONTENT)
  forget(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: Id): Promise<Result<undefined>> {
    return this.batches.forget(actor, id);
  }

  private async viewOf(actor: Actor, batch: Batch): Promise<BatchView> {
    const { pieces, row } = batch;
    return { ...batchHeadOf(batch), items: await this.lines.of(actor, { pieces, refused: row.refused }) };
  }
}
