import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowEverybody } from '../identity/allow';
import { PUBLIC_STYLE, PUBLIC_STYLE_PATH } from './public-page';
import { OutsideApi } from './outside-api';

/** The style of the pages that need no script: a file, since their policy allows no inline style. */
@Controller()
@OutsideApi()
@AllowEverybody()
export class PublicStyleController {
  @Get(PUBLIC_STYLE_PATH)
  async style(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(PUBLIC_STYLE);
  }
}
