import type { Actor } from './actor';

/** Tells who a person is today; given by the module that knows the organisation. */
export interface ActorDirectory {
  /** Null for somebody who has no appointment in force, or is not known. */
  actorOf(login: { personId: string; bodyId: string }): Promise<Actor | null>;
}

export const ACTOR_DIRECTORY = Symbol('actor directory');
