import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import { accept, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { RefusedRequest } from '../../platform/http';
import {
  type Actor,
  Allow,
  AllowEverybody,
  CurrentActor,
  LOGGED_IN,
  SESSION_COOKIE,
  SESSION_HOURS,
  Sessions,
} from '../../platform/identity';
import { DescribeSession } from '../application/describe-session';
import { ListDemoLogins } from '../application/list-demo-logins';
import { LogIn } from '../application/log-in.use-case';
import { People } from '../application/people';
import { organisationRefusals } from '../domain/organisation.refusals';
import { loginRequest, type SessionView } from './organisation.schema';

@Controller()
export class SessionController {
  constructor(
    private readonly logIn: LogIn,
    private readonly describe: DescribeSession,
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly demoLogins: ListDemoLogins,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  @Get('session')
  @Allow(LOGGED_IN)
  present(@CurrentActor() actor: Actor): Promise<SessionView> {
    return this.describe.execute(actor);
  }

  @Post('session')
  @HttpCode(200)
  @UseGuards(ThrottlerGuard)
  @AllowEverybody()
  async open(
    @Body({ schema: loginRequest }) body: z.infer<typeof loginRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Result<SessionView>> {
    const outcome = await this.logIn.execute(body);
    if (!outcome.ok) return outcome;
    const actor = await this.people.actorOf(outcome.value.login);
    if (!actor) throw new RefusedRequest(organisationRefusals.NO_APPOINTMENT());
    reply.setCookie(SESSION_COOKIE, outcome.value.token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: this.settings.PUBLIC_URL?.startsWith('https:') ?? false,
      path: '/',
      maxAge: SESSION_HOURS * 3_600,
    });
    return accept(await this.describe.execute(actor));
  }

  @Delete('session')
  @HttpCode(204)
  @AllowEverybody()
  async close(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = request.cookies[SESSION_COOKIE];
    if (token) await this.sessions.close(token);
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Get('demo-logins')
  @AllowEverybody()
  demo() {
    return this.demoLogins.execute();
  }
}
