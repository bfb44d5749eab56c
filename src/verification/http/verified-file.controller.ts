import { Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { accept, legalDate, refuse, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Answers, AnswersAs, idParams, RefusedRequest, sendObject } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { KeptFiles } from '../application/kept-files';
import { RepeatVerification } from '../application/repeat-verification.use-case';
import { REPORT_FORMATS, Reports } from '../application/report-formats';
import { VerificationProgress } from '../application/verification-progress';
import { VerificationRuns } from '../application/verification-runs';
import { verificationRefusals } from '../domain/verification.refusals';
import { verificationAsk } from '../verification.permissions';
import { FormFiles, inTemporaryFolder } from './received-files';
import { type RepetitionView, repetitionView, type ValidAtView, validAtView } from './verification.schema';
import { repetitionViewOf, validAtViewOf } from './verification.view';

const reportQuery = z.object({
  format: z.enum(REPORT_FORMATS).default('json'),
  language: z.enum(['it', 'en']).default('it'),
});

const dayQuery = z.object({
  /** Legal day in Europe/Rome; the question is for its end. */
  day: z.iso.date(),
});

type Id = z.infer<typeof idParams>;

/** What one may do with a verification that was made. */
@Controller('verifications/:id')
@Allow(verificationAsk)
export class VerifiedFileController {
  constructor(
    private readonly progress: VerificationProgress,
    private readonly runs: VerificationRuns,
    private readonly reports: Reports,
    private readonly kept: KeptFiles,
    private readonly again: RepeatVerification,
    private readonly forms: FormFiles,
  ) {}

  @Get('report')
  @AnswersAs(HttpStatus.OK, ['application/json', 'text/plain', 'application/pdf', 'application/xml'])
  async report(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Query({ schema: reportQuery }) { format, language }: z.infer<typeof reportQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const run = await this.runs.find(actor, id);
    if (!run.ok) throw new RefusedRequest(run.refusal);
    const report = await this.reports.write(actor, run.value, format, language);
    if (!report.ok) throw new RefusedRequest(report.refusal);
    const { mediaType, ending, body, seal } = report.value;
    if (seal) void reply.header('x-seal', seal.ok ? seal.value : seal.refusal.code);
    await reply
      .header('content-type', mediaType)
      .header('content-disposition', `attachment; filename="verifica-${id}.${ending}"`)
      .send(body);
  }

  /** Whether its signatures were valid on a day, and on what proof that rests. */
  @Get('valid-at')
  @Answers(HttpStatus.OK, validAtView)
  async validAt(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Query({ schema: dayQuery }) { day }: z.infer<typeof dayQuery>,
  ): Promise<Result<ValidAtView>> {
    const found = await this.progress.find(actor, id);
    if (!found?.run) return refuse(this.progress.notFound());
    const last = legalDate(found.run.verifiedAt);
    if (day > last) return refuse(verificationRefusals.DAY_TOO_LATE({ day: last }));
    return accept(validAtViewOf(found.run, found.proofs, day));
  }

  /** The same file again, on the grounds of then: sent once more, or the one that was kept. Tells whether it says the same. */
  @Post('repetitions')
  @Answers(HttpStatus.OK, repetitionView)
  @HttpCode(200)
  repeat(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Req() request: FastifyRequest,
  ): Promise<Result<RepetitionView>> {
    return inTemporaryFolder(async (folder) => {
      const run = await this.runs.find(actor, id);
      if (!run.ok) return run;
      if (!request.isMultipart()) {
        const repeated = await this.again.withKeptFile(actor, run.value);
        return repeated.ok ? accept(repetitionViewOf(id, repeated.value)) : repeated;
      }
      const received = await this.forms.receive(request, folder);
      if (!received.ok) return received;
      const { file, contents } = received.value;
      const repeated = await this.again.execute(actor, run.value, file, contents);
      return repeated.ok ? accept(repetitionViewOf(id, repeated.value)) : repeated;
    });
  }

  /** The file, as long as it is kept; it never runs in our origin, whatever it is. */
  @Get('file')
  @AnswersAs(HttpStatus.OK, ['application/octet-stream'])
  async file(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.kept.find(actor, id);
    if (!file.ok) throw new RefusedRequest(file.refusal);
    await sendObject(request, reply, this.kept.store, {
      ...file.value,
      mediaType: 'application/octet-stream',
      disposition: 'attachment',
    });
  }

  /** The file is not to be kept any longer. */
  @Delete('file')
  @HttpCode(204)
  async forget(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
  ): Promise<Result<undefined>> {
    return this.kept.forget(actor, id);
  }
}
