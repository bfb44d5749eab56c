import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { idParams, RefusedRequest } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { REPORT_FORMATS, Reports } from '../application/report-formats';
import { VerificationRuns } from '../application/verification-runs';
import { VerifyFile } from '../application/verify-file.use-case';
import { verificationRefusals } from '../domain/verification.refusals';
import { verificationAsk } from '../verification.permissions';
import { inTemporaryFolder, receive, type ReceivedFile } from './received-files';
import type { VerificationView } from './verification.schema';
import { viewOf } from './verification.view';

const reportQuery = z.object({
  format: z.enum(REPORT_FORMATS).default('json'),
  language: z.enum(['it', 'en']).default('it'),
});

/** A signature, and what it may have signed where that stands outside: parts named `content`. */
const MAX_PARTS = 20;

@Controller('verifications')
@Allow(verificationAsk)
export class VerificationController {
  constructor(
    private readonly verify: VerifyFile,
    private readonly runs: VerificationRuns,
    private readonly reports: Reports,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  /** The file is read from a temporary folder and not kept; what was found is. */
  @Post()
  @HttpCode(200)
  create(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<Result<VerificationView>> {
    return inTemporaryFolder(async (folder) => {
      const received = await this.receiveAll(request, folder);
      if (!received.ok) return received;
      const { file, contents } = received.value;
      return accept(viewOf(await this.verify.execute(actor, file, file.path, contents)));
    });
  }

  /** The same file again, with what was trusted then: the verdict must be the same. */
  @Post(':id/repetitions')
  @HttpCode(200)
  repeat(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
  ): Promise<Result<VerificationView>> {
    return inTemporaryFolder(async (folder) => {
      const run = await this.runs.find(actor, id);
      if (!run.ok) return run;
      const received = await this.receiveAll(request, folder);
      if (!received.ok) return received;
      const { file, contents } = received.value;
      if (file.sha256 !== run.value.sha256) return refuse(verificationRefusals.OTHER_FILE());
      return accept(viewOf(await this.verify.repeat(actor, run.value, file.path, contents)));
    });
  }

  @Get(':id/report')
  async report(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
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

  private async receiveAll(
    request: FastifyRequest,
    folder: string,
  ): Promise<Result<{ readonly file: ReceivedFile; readonly contents: readonly ReceivedFile[] }>> {
    if (!request.isMultipart()) return refuse(verificationRefusals.NO_FILE());
    const maximum = this.settings.UPLOAD_MAX_BYTES;
    const contents: ReceivedFile[] = [];
    let file: ReceivedFile | undefined;
    let place = 0;
    for await (const part of request.files({ limits: { files: MAX_PARTS, fileSize: maximum + 1 } })) {
      const received = await receive(part, folder, (place += 1), maximum);
      if (!received.ok) return received;
      if (part.fieldname === 'content') contents.push(received.value);
      else file ??= received.value;
    }
    return file ? accept({ file, contents }) : refuse(verificationRefusals.NO_FILE());
  }
}
