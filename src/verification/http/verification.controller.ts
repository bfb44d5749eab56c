import { Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Answers, AnswersAs, Creates, idParams, idSchema, streamSnapshots } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { type Answer, AskVerification } from '../application/ask-verification.use-case';
import { VerificationProgress } from '../application/verification-progress';
import { VerifyDocument } from '../application/verify-document.use-case';
import { verificationAsk } from '../verification.permissions';
import { FormFiles, inTemporaryFolder } from './received-files';
import {
  type VerificationProgressView,
  verificationProgressView,
  type VerificationView,
  verificationView,
} from './verification.schema';
import { progressViewOf, viewOf } from './verification.view';

const askQuery = z.object({
  /** A stored document instead of a file. */
  documentId: idSchema.optional(),
  /** The file is kept for a time, for its sender alone; without it, it is not. */
  keep: z.stringbool().default(false),
});

const WATCH_MS = 500;

@Controller('verifications')
@Allow(verificationAsk)
export class VerificationController {
  constructor(
    private readonly ask: AskVerification,
    private readonly document: VerifyDocument,
    private readonly progress: VerificationProgress,
    private readonly forms: FormFiles,
  ) {}

  /**
   * Verifies the part `file` of a form, and as `content` what it may have signed; or a stored document. A small file is
   * answered at once (200); a large one, or with `Prefer: respond-async`, later (202), at the address of `Location`.
   */
  @Post()
  @Creates()
  @Answers(HttpStatus.OK, verificationView, 'the result')
  @Answers(HttpStatus.ACCEPTED, verificationProgressView, 'in the queue, at the address of Location')
  async create(
    @CurrentActor() actor: Actor,
    @Query({ schema: askQuery }) { documentId, keep }: z.infer<typeof askQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Result<VerificationView | VerificationProgressView>> {
    const waits = !/\brespond-async\b/.test(String(request.headers.prefer ?? ''));
    if (documentId !== undefined) {
      const answer = await this.document.execute(actor, documentId, { waits });
      return answer.ok ? accept(answered(reply, answer.value)) : answer;
    }
    return inTemporaryFolder(async (folder) => {
      const received = await this.forms.receive(request, folder);
      if (!received.ok) return received;
      const asked = { ...received.value, origin: 'UPLOAD', keeps: keep } as const;
      return accept(answered(reply, await this.ask.execute(actor, asked, { waits })));
    });
  }

  /** How far it is, with the last result: a verification that is tried again gets a better one by itself. */
  @Get(':id')
  @Answers(HttpStatus.OK, verificationProgressView)
  async find(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<VerificationProgressView>> {
    const found = await this.progress.find(actor, id);
    return found ? accept(progressViewOf(found)) : refuse(this.progress.notFound());
  }

  @Get(':id/events')
  @AnswersAs(HttpStatus.OK, ['text/event-stream'], 'the progress each time it changes, until it is done')
  async watch(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await streamSnapshots(request, reply, {
      event: 'verification',
      everyMs: WATCH_MS,
      read: async () => {
        const found = await this.progress.find(actor, id);
        if (!found) return null;
        const data = progressViewOf(found);
        return { mark: `${data.state}-${data.tries}`, data };
      },
      isFinal: ({ state }) => state === 'DONE',
    });
  }
}

function answered(
  reply: FastifyReply,
  { run, request, proofs }: Answer,
): VerificationView | VerificationProgressView {
  if (run) {
    void reply.status(HttpStatus.OK);
    return viewOf(run, request, proofs);
  }
  if (!request) throw new Error('a verification was neither made nor queued');
  void reply.status(HttpStatus.ACCEPTED).header('location', `/api/v1/verifications/${request.id}`);
  return progressViewOf({ request, run: null, proofs });
}
