import { z } from 'zod';

/**
 * What a provider answers (Cloud Signature Consortium API v1.0.4.0, 2019-06). Where version 1.0.3.0 differs, its form is
 * taken too: `multisign` as a boolean, `SCAL` as a number. Unknown members are passed over, as §8 asks.
 */
const bounded = z.string().max(4_096);
const base64 = z.string().max(64 * 1024);

export const infoAnswer = z.object({
  specs: bounded,
  name: bounded,
  authType: z.array(bounded).max(20),
  oauth2: bounded.optional(),
  methods: z.array(bounded).max(100),
});

export const tokenAnswer = z.object({
  access_token: bounded,
  expires_in: z.coerce.number().int().min(0).optional(),
});

export const listAnswer = z.object({
  credentialIDs: z.array(bounded).max(1_000),
  nextPageToken: bounded.nullish(),
});

const presence = z.enum(['true', 'false', 'optional']).or(z.boolean().transform(String));

export const credentialAnswer = z.object({
  key: z.object({
    status: z.enum(['enabled', 'disabled']),
    algo: z.array(bounded).min(1).max(50),
    len: z.coerce.number().int(),
  }),
  cert: z.object({
    status: z.enum(['valid', 'expired', 'revoked', 'suspended']).nullish(),
    certificates: z.array(base64).min(1).max(20),
  }),
  authMode: z.string().max(40),
  SCAL: z
    .enum(['1', '2'])
    .or(z.literal([1, 2]).transform(String))
    .default('1'),
  PIN: z.object({ presence }).nullish(),
  OTP: z.object({ presence, type: z.enum(['offline', 'online']).nullish() }).nullish(),
  multisign: z.number().int().min(1).or(z.boolean()),
});

export const authorisationAnswer = z.object({
  SAD: z.string().max(64 * 1024),
  expiresIn: z.coerce.number().int().min(0).nullish(),
});

export const signaturesAnswer = z.object({ signatures: z.array(base64).max(10_000) });

/** §8.3: the name of the error, and words that a person may read. */
export const errorAnswer = z.object({ error: bounded, error_description: z.string().max(10_000).optional() });

export type CscInfo = z.infer<typeof infoAnswer>;
export type CscCredential = z.infer<typeof credentialAnswer>;
export type CscError = z.infer<typeof errorAnswer>;
