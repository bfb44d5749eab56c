import { z } from 'zod';
import { idSchema } from '../../platform/http';

export const numbersLeftView = z.object({
  items: z.array(
    z.object({
      registrationId: idSchema,
      requestId: idSchema,
      subject: z.string(),
      register: z.string(),
      /** True for the protocol's, which is annulled by an act; a repertory's keeps its outcome beside it. */
      isProtocol: z.boolean(),
      number: z.string(),
      registeredOn: z.iso.date(),
      outcome: z.string(),
      revision: z.number().int(),
    }),
  ),
});
export type NumbersLeftView = z.infer<typeof numbersLeftView>;
