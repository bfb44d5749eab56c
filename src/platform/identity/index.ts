export * from './actor';
export * from './actor-directory';
export * from './allow';
export { AuthorizationGuard, holds, SESSION_COOKIE } from './authorization.guard';
export { identityRefusals } from './identity.refusals';
export * from './permission';
export { SessionRow } from './session.row';
export { SESSION_HOURS, Sessions } from './sessions';
