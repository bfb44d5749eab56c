import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { idParams, languageOf, readCursor, writeCursor } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { ActOnTask } from '../application/tasks/act-on-task.use-case';
import { TellConsequences } from '../application/tasks/consequences';
import { ReaddressTask } from '../application/routes/readdress-task.use-case';
import { Queue } from '../application/tasks/queue';
import { QueueReasons } from '../application/tasks/queue-reasons';
import type { RequestDetails } from '../application/requests/request-detail';
import { tasksAct } from '../signature-books.permissions';
import {
  type ConsequencesView,
  endorseBody,
  markBody,
  openedBody,
  opinionBody,
  questionBody,
  returnBody,
  transferBody,
} from './acting.schema';
import { queueItemView } from './queue.view';
import { taskView } from './request.view';
import { type QueuePage, queueQuery } from './queue.schema';
import { reasonBody, type RequestDetail, versionBody } from './signature-books.schema';

type ActedTask = RequestDetails['steps'][number]['tasks'][number];
type TaskView = NonNullable<RequestDetail['myTask']>;
type Id = z.infer<typeof idParams>;

/** The desk of a person, and what he does with what lies on it. */
@Controller('tasks')
@Allow(tasksAct)
export class TasksController {
  constructor(
    private readonly queue: Queue,
    private readonly reasons: QueueReasons,
    private readonly act: ActOnTask,
    private readonly readdress: ReaddressTask,
    private readonly consequences: TellConsequences,
  ) {}

  @Get()
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
    const why = await this.reasons.of(actor, shown);
    return {
      items: shown.map((task) => queueItemView(task, why.get(task.taskId) ?? null, languageOf(request))),
      nextCursor:
        rows.length > query.limit && last
          ? writeCursor([String(last.urgent), last.sortKey, last.taskId])
          : null,
    };
  }

  @Get(':id/consequences')
  foresee(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
  ): Promise<Result<ConsequencesView>> {
    return this.consequences.execute(actor, id);
  }

  /** Visto, or that it was read. */
  @Post(':id/endorse')
  @HttpCode(200)
  async endorse(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: endorseBody }) body: z.infer<typeof endorseBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.decide(actor, id, body));
  }

  @Post(':id/opinion')
  @HttpCode(200)
  async giveOpinion(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: opinionBody }) { outcome, reasons, ...body }: z.infer<typeof opinionBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.decide(actor, id, { ...body, opinion: { outcome, reasons } }));
  }

  @Post(':id/return')
  @HttpCode(200)
  async returnRequest(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: returnBody }) body: z.infer<typeof returnBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.returnRequest(actor, id, body));
  }

  @Post(':id/take-back')
  @HttpCode(200)
  async takeBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.takeBack(actor, id, version));
  }

  @Put(':id/mark')
  async mark(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: markBody }) body: z.infer<typeof markBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.mark(actor, id, body));
  }

  @Post(':id/decline')
  @HttpCode(200)
  async decline(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reasonBody }) body: z.infer<typeof reasonBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.decline(actor, id, body));
  }

  @Post(':id/question')
  @HttpCode(200)
  async ask(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: questionBody }) body: z.infer<typeof questionBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.ask(actor, id, body));
  }

  @Post(':id/transfer')
  @HttpCode(200)
  async transfer(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: transferBody }) body: z.infer<typeof transferBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.readdress.transfer(actor, id, body));
  }

  @Post(':id/opened')
  @HttpCode(200)
  async opened(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: openedBody }) { sha256 }: z.infer<typeof openedBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.opened(actor, id, sha256));
  }

  @Post(':id/claim')
  @HttpCode(200)
  async claim(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.claim(actor, id, version));
  }

  @Post(':id/release')
  @HttpCode(200)
  async release(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versionBody }) { version }: z.infer<typeof versionBody>,
  ): Promise<Result<TaskView>> {
    return viewed(await this.act.release(actor, id, version));
  }
}

function viewed(outcome: Result<ActedTask>): Result<TaskView> {
  return outcome.ok ? accept(taskView(outcome.value, new Map())) : outcome;
}
