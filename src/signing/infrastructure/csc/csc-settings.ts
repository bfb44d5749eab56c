import { z } from 'zod';

/** A provider of remote signatures, as the settings name it. */
export const cscProvider = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    name: z.string().min(1).max(100),
    /** Base address, up to and with `/csc/v1`. */
    url: z.url({ protocol: /^https?$/ }),
    /** How this service proves who it is: `basic` by auth/login, `oauth2client` by client credentials, or by the connection. */
    authType: z.enum(['basic', 'oauth2client', 'external']),
    user: z.string().min(1).optional(),
    secret: z.string().min(1).optional(),
    /** Address of the token endpoint, where it is not `oauth2` of the provider's info with `/oauth2/token` behind. */
    tokenUrl: z.url().optional(),
    /** How the provider knows a person, `{taxCode}` standing for the tax code; absent: it lists by our own login. */
    userId: z.string().max(200).optional(),
    /** The least level of assurance that is taken (EN 419 241-1). */
    scal: z.enum(['1', '2']).default('2'),
    timeoutSeconds: z.number().int().min(1).max(120).default(30),
  })
  .strict()
  .refine(
    ({ authType, user, secret }) => authType === 'external' || (user !== undefined && secret !== undefined),
    'user and secret are missing',
  );

export type CscProvider = z.output<typeof cscProvider>;
