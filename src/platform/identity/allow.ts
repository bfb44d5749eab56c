import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor';
import type { PermissionDefinition } from './permission';

export const ALLOWED = Symbol('allowed');
export const EVERYBODY = 'everybody';

/** Declares who may use a route. A route that declares nothing refuses to boot. */
export const Allow = (...permissions: PermissionDefinition[]) => SetMetadata(ALLOWED, permissions);

/** Declares that a route is open to whoever comes, without a login. */
export const AllowEverybody = () => SetMetadata(ALLOWED, EVERYBODY);

export const AT_THE_DESK = Symbol('at the desk');

/** Keeps a route from programs: what it does, a person does, logged in himself. */
export const AtTheDesk = () => SetMetadata(AT_THE_DESK, true);

export interface RequestWithActor extends FastifyRequest {
  actor?: Actor;
}

/** The person at the desk, as found by the guard. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!actor) throw new Error('a route without a login asks who is logged in');
  return actor;
});
