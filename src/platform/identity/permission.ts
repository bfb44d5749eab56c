/** A power over a route. Modules name roles as plain strings: the platform does not know what they mean. */
export interface PermissionDefinition {
  readonly name: string;
  readonly roles: readonly string[];
}

/** Declares that whoever holds one of `roles` may do `name`, such as `protocol.register`. */
export function definePermission<const Name extends string>(name: Name, roles: readonly string[]) {
  return { name, roles } satisfies PermissionDefinition;
}

/** Granted to every person who is logged in. */
export const LOGGED_IN = definePermission('platform.logged-in', ['*']);
