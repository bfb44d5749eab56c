import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RefusedRequest } from '../http/refused-request';
import type { Actor } from './actor';
import { ACTOR_DIRECTORY, type ActorDirectory } from './actor-directory';
import { AccessTokens } from './access-tokens';
import { ALLOWED, AT_THE_DESK, EVERYBODY, type RequestWithActor } from './allow';
import { identityRefusals } from './identity.refusals';
import type { PermissionDefinition } from './permission';
import { Sessions } from './sessions';

export const SESSION_COOKIE = 'libro_firma_session';
/** A page of another site cannot set this header without asking first, and is answered no. */
export const SAME_SITE_HEADER = 'x-requested-with';
const READS = ['GET', 'HEAD', 'OPTIONS'];
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** Deny by default: nobody passes whom the route does not name. */
@Injectable()
export class AuthorizationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly tokens: AccessTokens,
    @Inject(ACTOR_DIRECTORY) private readonly directory: ActorDirectory,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const allowed = this.reflector.getAllAndOverride<
      readonly PermissionDefinition[] | typeof EVERYBODY | undefined
    >(ALLOWED, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    const { authorization } = request.headers;
    // A browser adds a cookie by itself, never a bearer token: only with the first can another site speak for a person.
    if (
      !READS.includes(request.method) &&
      request.headers[SAME_SITE_HEADER] === undefined &&
      authorization === undefined
    )
      throw new RefusedRequest(identityRefusals.FOREIGN_ORIGIN());
    if (allowed === EVERYBODY) return true;
    const actor =
      authorization === undefined
        ? await this.actorAtTheDesk(request)
        : await this.actorOfToken(authorization, context);
    if (!actor) throw new RefusedRequest(identityRefusals.LOGIN_NEEDED());
    request.actor = actor;
    if (!allowed?.some((permission) => holds(actor, permission)))
      throw new RefusedRequest(identityRefusals.NOT_ALLOWED());
    return true;
  }

  private async actorAtTheDesk(request: RequestWithActor): Promise<Actor | null> {
    const token = request.cookies[SESSION_COOKIE];
    if (!token) return null;
    const login = await this.sessions.find(token);
    return login && this.directory.actorOf(login);
  }

  private async actorOfToken(authorization: string, context: ExecutionContext): Promise<Actor | null> {
    const [, token = ''] = BEARER.exec(authorization) ?? [];
    const login = await this.tokens.find(token);
    const actor = login && (await this.directory.actorOf(login));
    if (!actor) throw new RefusedRequest(identityRefusals.TOKEN_NOT_IN_FORCE());
    if (
      this.reflector.getAllAndOverride<boolean | undefined>(AT_THE_DESK, [
        context.getHandler(),
        context.getClass(),
      ])
    )
      throw new RefusedRequest(identityRefusals.ONLY_AT_THE_DESK());
    return actor;
  }
}

export function holds(actor: Pick<Actor, 'roles'>, permission: PermissionDefinition): boolean {
  return permission.roles.some((role) => role === '*' || actor.roles.includes(role));
}
