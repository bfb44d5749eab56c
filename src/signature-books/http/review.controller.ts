import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { accept, fillText, type Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { idParams, languageOf } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { CheckContent } from '../application/requests/check-content';
import { CompareRevisions } from '../application/requests/compare-revisions';
import { NOTICES } from '../domain/pre-checks';
import { requestsRead, requestsWrite } from '../signature-books.permissions';
import { type ChangesView, checkBody, type CheckView } from './review.schema';

/** What is read of an act before it is sent, and what is compared when it comes again. */
@Controller()
@Allow(requestsWrite)
export class ReviewController {
  constructor(
    private readonly checks: CheckContent,
    private readonly compare: CompareRevisions,
  ) {}

  @Post('content-checks')
  @HttpCode(200)
  async check(
    @CurrentActor() actor: Actor,
    @Body({ schema: checkBody }) body: z.infer<typeof checkBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<CheckView>> {
    const noticed = await this.checks.execute(actor, body);
    if (!noticed.ok) return noticed;
    const language = languageOf(request);
    return accept({
      notices: noticed.value.map(({ code, params }) => ({
        code,
        text: fillText(NOTICES[code].text, params)[language],
        remedy: NOTICES[code].remedy[language],
      })),
    });
  }

  @Get('signing-requests/:id/changes')
  @Allow(requestsRead)
  async changes(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<ChangesView>> {
    const compared = await this.compare.execute(actor, id);
    if (!compared.ok) return compared;
    const { files, ...revisions } = compared.value;
    return accept({
      ...revisions,
      files: files.map(({ fileName, role, comparison }) => ({
        fileName,
        role,
        outcome: comparison.outcome,
        changes: comparison.outcome === 'CHANGED' ? [...comparison.changes] : [],
      })),
    });
  }
}
