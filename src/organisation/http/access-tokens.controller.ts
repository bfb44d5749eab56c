import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { idParams } from '../../platform/http';
import { type Actor, Allow, AtTheDesk, CurrentActor, LOGGED_IN } from '../../platform/identity';
import { AccessTokenDesk } from '../application/access-token-desk';
import { accessTokensOversee } from '../organisation.permissions';
import { type AccessTokenList, accessTokenRequest, type MadeAccessToken } from './access-tokens.schema';

/** What is made here is shown once; no answer is kept, so a repeat makes another, which can be revoked. */
@Controller('access-tokens')
@Allow(LOGGED_IN)
@AtTheDesk()
export class AccessTokensController {
  constructor(private readonly desk: AccessTokenDesk) {}

  @Get()
  async own(@CurrentActor() actor: Actor): Promise<AccessTokenList> {
    return { items: await this.desk.list(actor, false) };
  }

  @Get('of-everybody')
  @Allow(accessTokensOversee)
  async ofEverybody(@CurrentActor() actor: Actor): Promise<AccessTokenList> {
    return { items: await this.desk.list(actor, true) };
  }

  @Post()
  make(
    @CurrentActor() actor: Actor,
    @Body({ schema: accessTokenRequest }) body: z.infer<typeof accessTokenRequest>,
  ): Promise<Result<MadeAccessToken>> {
    return this.desk.make(actor, body);
  }

  @Delete(':id')
  revoke(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<{ id: string }>> {
    return this.desk.revoke(actor, id, false);
  }

  @Delete('of-everybody/:id')
  @Allow(accessTokensOversee)
  revokeOfAnybody(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<{ id: string }>> {
    return this.desk.revoke(actor, id, true);
  }
}
