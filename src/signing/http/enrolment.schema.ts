import { z } from 'zod';
import { instantSchema } from '../../platform/http';

const deviceId = z.string().regex(/^[a-z0-9-]{1,40}$/);
const credentialId = z.string().min(1).max(4_096);
const refusalView = z.object({ code: z.string(), text: z.string(), remedy: z.string().nullable() });

/** Codes travel only here and in the body that authorises a batch: to the process that uses them. */
export const codesBody = z.object({
  pin: z.string().min(1).max(64).optional(),
  otp: z.string().min(1).max(64).optional(),
});

export const askedCodesView = z.object({ pin: z.boolean(), otp: z.enum(['NONE', 'GENERATED', 'SENT']) });

export const chosenCredentialBody = z.object({ deviceId, credentialId });
export const enrolBody = chosenCredentialBody.extend(codesBody.shape);

export const enrolmentView = z.object({
  current: z
    .object({
      deviceId: z.string(),
      deviceName: z.string(),
      holder: z.string(),
      issuer: z.string(),
      validTo: instantSchema,
      since: instantSchema,
      /** What the watch found wrong, or null. */
      problem: refusalView.nullable(),
    })
    .nullable(),
});

export const devicesView = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['SOFTWARE', 'PKCS11', 'CSC']),
      name: z.string(),
      refusal: refusalView.nullable(),
      credentials: z.array(
        z.object({
          id: z.string(),
          holder: z.string(),
          issuer: z.string(),
          validTo: instantSchema,
          demo: z.boolean(),
          asks: askedCodesView,
          signaturesPerCode: z.number().int(),
          refusal: refusalView.nullable(),
        }),
      ),
    }),
  ),
});

export type EnrolmentView = z.infer<typeof enrolmentView>;
export type DevicesView = z.infer<typeof devicesView>;
