import { z } from 'zod';
import { idSchema, instantSchema } from '../../platform/http';

/** A year at most: whoever forgets a token is asked again. */
export const accessTokenRequest = z.object({
  name: z.string().trim().min(1).max(100),
  days: z.number().int().min(1).max(365),
});

export const madeAccessToken = z.object({ id: idSchema, token: z.string(), expiresAt: instantSchema });

export const accessTokenView = z.object({
  id: idSchema,
  name: z.string(),
  person: z.string(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  usedAt: instantSchema.nullable(),
});
export const accessTokenList = z.object({ items: z.array(accessTokenView) });

export type MadeAccessToken = z.infer<typeof madeAccessToken>;
export type AccessTokenList = z.infer<typeof accessTokenList>;
