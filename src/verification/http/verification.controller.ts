import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createHash } from 'node:crypto';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { idParams, RefusedRequest } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { reportXml } from '../application/report-xml';
import { VerificationRuns } from '../application/verification-runs';
import { VerifyFile } from '../application/verify-file.use-case';
import { sentenceOf } from '../domain/verdict';
import { verificationRefusals } from '../domain/verification.refusals';
import { verificationAsk } from '../verification.permissions';
import type { VerificationView } from './verification.schema';
import { viewOf } from './verification.view';

const reportQuery = z.object({ format: z.enum(['json', 'xml']).default('json') });

@Controller('verifications')
@Allow(verificationAsk)
export class VerificationController {
  constructor(
    private readonly verify: VerifyFile,
    private readonly runs: VerificationRuns,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  /** The file is read from a temporary folder and not kept; what was found is. */
  @Post()
  @HttpCode(200)
  async create(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Result<VerificationView>> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) return refuse(verificationRefusals.NO_FILE());
    const folder = await mkdtemp(join(tmpdir(), 'libro-firma-verify-'));
    try {
      const path = join(folder, 'file');
      await pipeline(part.file, createWriteStream(path));
      const maximum = this.settings.UPLOAD_MAX_BYTES;
      if (part.file.truncated || part.file.bytesRead > maximum)
        return refuse(verificationRefusals.TOO_LARGE({ maximum: Math.floor(maximum / 1024 / 1024) }));
      const file = { fileName: part.filename, sha256: await sha256Of(path), size: part.file.bytesRead };
      return accept(viewOf(await this.verify.execute(actor, file, path)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  @Get(':id/report')
  async report(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Query({ schema: reportQuery }) { format }: z.infer<typeof reportQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const run = await this.runs.find(actor, id);
    if (!run.ok) throw new RefusedRequest(run.refusal);
    const body =
      format === 'xml'
        ? reportXml(run.value)
        : JSON.stringify({ ...run.value, summary: sentenceOf(run.value.report.conclusion) }, null, 2);
    await reply
      .header(
        'content-type',
        format === 'xml' ? 'application/xml; charset=utf-8' : 'application/json; charset=utf-8',
      )
      .header('content-disposition', `attachment; filename="verifica-${id}.${format}"`)
      .send(body);
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
