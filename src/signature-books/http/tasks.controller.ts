import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { accept, type Language, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { idParams, languageOf, readCursor, streamSnapshots, writeCursor } from '../../platform/http';
import { type Actor, Allow, CurrentActor, LOGGED_IN } from '../../platform/identity';
import { ActOnTask } from '../application/act-on-task.use-case';
import { Queue, type QueuedTask } from '../application/queue';
import type { RequestDetails } from '../application/request-detail';
import { tasksAct } from '../signature-books.permissions';
import { signatureBooksTexts } from '../signature-books.texts';
import { taskView } from './request.view';
import {
  endorseBody,
  markBody,
  type QueueItem,
  type QueuePage,
  queueQuery,
  type QueueSummary,
  reasonBody,
  type RequestDetail,
} from './signature-books.schema';

type ActedTask = RequestDetails['steps'][number]['tasks'][number];
type TaskView = NonNullable<RequestDetail['myTask']>;
const SUMMARY_MS = 3_000;
const codeNeeded = signatureBooksTexts['blocked.CODE_NEEDED'];

@Controller()
@Allow(tasksAct)
export class TasksController {
  constructor(
    private readonly queue: Queue,
    private readonly act: ActOnTask,
  ) {}

  @Get('tasks')
  async page(
    @CurrentActor() actor: Actor,
    @Query({ schema: queueQuery }) query: z.infer<typeof queueQuery>,
    @Req() request: FastifyRequest,
  ): Promise<QueuePage> {
    const [urgent, at, id] = readCursor(query.cursor) ?? [];
    const after =
      urgent !== undefined && at !== undefined && id !== undefined ? ([urgent, at, id] as const) : null;
    const rows = await this.queue.page(actor, { ...query, limit: query.limit + 1, after });
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: shown.map((task) => itemView(task, languageOf(request))),
      nextCursor:
        rows.length > query.limit && last
          ? writeCursor([String(last.urgent), last.sortKey, last.taskId])
          : null,
    };
  }

  @Get('tasks/summary')
  @Allow(LOGGED_IN)
  summary(@CurrentActor() actor: Actor): Promise<QueueSummary> {
    return this.summaryOf(actor);
  }

  @Post('tasks/:id/endorse')
  @HttpCode(200)
  async endorse(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: endorseBody }) body: z.infer<typeof endorseBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.endorse(actor, id, body));
  }

  @Post('tasks/:id/return')
  @HttpCode(200)
  async returnRequest(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: reasonBody }) body: z.infer<typeof reasonBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.returnRequest(actor, id, body));
  }

  @Put('tasks/:id/mark')
  async mark(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: markBody }) body: z.infer<typeof markBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.mark(actor, id, body));
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

function viewed(outcome: Result<ActedTask>): Result<TaskView> {
  return outcome.ok ? accept(taskView(outcome.value, new Map())) : outcome;
}

function itemView(task: QueuedTask, language: Language): QueueItem {
  const { fileId, fileName, sha256, pageCount, sortKey: _sortKey, openedAt, needsCode, ...rest } = task;
  return {
    ...rest,
    openedAt: openedAt.toISOString(),
    main: { fileId, fileName, sha256, pageCount },
    blocked: needsCode
      ? { code: 'CODE_NEEDED', text: codeNeeded[language], since: openedAt.toISOString() }
      : null,
  };
}
