import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { languageOf, streamSnapshots } from '../../platform/http';
import { type Actor, Allow, CurrentActor, LOGGED_IN } from '../../platform/identity';
import { DocumentTypes } from '../application/types/document-types';
import { ExecuteMarks } from '../application/tasks/execute-marks.use-case';
import { Queue } from '../application/tasks/queue';
import { Database } from '../../platform/database/database';
import { tasksAct } from '../signature-books.permissions';
import type { ExecutionView, ReturnReasonsView } from './acting.schema';
import { openBatchBody } from './batch.schema';
import type { QueueSummary } from './queue.schema';

const SUMMARY_MS = 3_000;

/** Figures of a person's desk, and the one execution of all that he has marked. */
@Controller()
@Allow(tasksAct)
export class DeskController {
  constructor(
    private readonly database: Database,
    private readonly queue: Queue,
    private readonly marks: ExecuteMarks,
    private readonly types: DocumentTypes,
  ) {}

  @Get('tasks/summary')
  @Allow(LOGGED_IN)
  summary(@CurrentActor() actor: Actor): Promise<QueueSummary> {
    return this.summaryOf(actor);
  }

  @Post('tasks/execute-marks')
  @HttpCode(200)
  async execute(
    @CurrentActor() actor: Actor,
    @Body({ schema: openBatchBody }) { items }: z.infer<typeof openBatchBody>,
    @Req() request: FastifyRequest,
  ): Promise<ExecutionView> {
    const language = languageOf(request);
    const { outcomes, batchId } = await this.marks.execute(actor, items);
    return {
      batchId,
      outcomes: outcomes.map(({ taskId, done, refusal }) => ({
        taskId,
        done,
        refusal: refusal && {
          code: refusal.code,
          text: refusal.text[language],
          remedy: refusal.remedy?.[language] ?? null,
        },
      })),
    };
  }

  @Get('return-reasons')
  async returnReasons(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<ReturnReasonsView> {
    const rows = await this.database.transaction(actor, () => this.types.returnReasons());
    const isItalian = languageOf(request) === 'it';
    return { items: rows.map(({ code, textIt, textEn }) => ({ code, text: isItalian ? textIt : textEn })) };
  }

  /** Figures of the shell, for as long as a page is open. */
  @Get('events')
  @Allow(LOGGED_IN)
  async events(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await streamSnapshots(request, reply, {
      event: 'summary',
      everyMs: SUMMARY_MS,
      read: async () => {
        const data = await this.summaryOf(actor);
        return { mark: Buffer.from(JSON.stringify(data)).toString('base64url'), data };
      },
    });
  }

  private async summaryOf(actor: Actor): Promise<QueueSummary> {
    const figures = await this.queue.figures(actor);
    return { ...figures, codesNeeded: [...figures.codesNeeded] };
  }
}
