import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, OutsideApi, type PublicPage, sendPublicPage } from '../../platform/http';
import { AllowEverybody } from '../../platform/identity';
import { ORGANISATION_SETTINGS, type OrganisationSettings } from '../organisation.settings';
import { ACCESSIBILITY_NOTICE, PRIVACY_NOTICE } from './legal-notices';

/**
 * The two pages that the footer owes (GDPR art. 13; L. 4/2004 art. 3-quater). The body's own notice wins; without one,
 * what is true of the software itself is told, and that the rest is still missing.
 */
@Controller()
@OutsideApi()
@AllowEverybody()
export class LegalNoticesController {
  constructor(@Inject(ORGANISATION_SETTINGS) private readonly settings: OrganisationSettings) {}

  @Get('privacy')
  async privacy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await answer(reply, this.settings.PRIVACY_NOTICE_URL, PRIVACY_NOTICE[languageOf(request)]);
  }

  @Get('accessibility')
  async accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await answer(
      reply,
      this.settings.ACCESSIBILITY_DECLARATION_URL,
      ACCESSIBILITY_NOTICE[languageOf(request)],
    );
  }
}

async function answer(reply: FastifyReply, published: string | undefined, page: PublicPage): Promise<void> {
  await (published ? reply.redirect(published, 302) : sendPublicPage(reply, 200, page));
}
