import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OutsideApi, sendPublicPage } from '../../platform/http';
import { AllowEverybody } from '../../platform/identity';
import { Copies } from '../application/copies';
import { type CopyAnswer, copyPage } from './public-copy.page';
import { Visitors } from './visitors';

const codeParams = z.object({ code: z.string() });
const codeQuery = z.object({ code: z.string().optional() });

/** What whoever holds a copy sees: whether its code exists and what it stands for (CAD art. 23-ter, c. 5). */
@Controller()
@OutsideApi()
@AllowEverybody()
export class PublicCopyController {
  private readonly visitors = new Visitors();

  constructor(private readonly copies: Copies) {}

  @Get('c')
  async typed(
    @Query({ schema: codeQuery }) { code }: z.infer<typeof codeQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await (code === undefined ? send(reply, 200, 'ASKED') : this.answer(code, request, reply));
  }

  @Get('c/:code')
  async scanned(
    @Param({ schema: codeParams }) { code }: z.infer<typeof codeParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(code, request, reply);
  }

  private async answer(code: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!this.visitors.mayAsk(request.ip)) {
      await send(reply.header('retry-after', '60'), 429, 'TOO_MANY');
      return;
    }
    const copy = await this.copies.ofCode(code);
    await send(reply, copy ? 200 : 404, copy ?? 'UNKNOWN');
  }
}

async function send(reply: FastifyReply, status: number, answer: CopyAnswer): Promise<void> {
  await sendPublicPage(reply, status, copyPage(answer));
}
