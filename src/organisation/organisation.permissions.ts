import { definePermission } from '../platform/identity';

/** Sees which programs have a token in anybody's name, and ends them; never the tokens themselves. */
export const accessTokensOversee = definePermission('organisation.oversee-access-tokens', ['administrator']);
