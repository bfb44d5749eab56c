import { z } from 'zod';
import { idSchema, instantSchema } from '../../platform/http';

export const receiptBody = z.object({ endsOn: z.iso.date().nullable().default(null) });
export const receiptParams = z.object({ id: idSchema, receiptId: idSchema });

/** TO_SEAL while the seal of the AOO is away: the receipt is made by itself when it is back. */
export const madeReceipt = z.object({ id: idSchema, state: z.enum(['SEALED', 'TO_SEAL']) });
export const receiptList = z.object({
  items: z.array(madeReceipt.extend({ endsOn: z.iso.date().nullable(), askedAt: instantSchema })),
});
export type MadeReceipt = z.infer<typeof madeReceipt>;
export type ReceiptList = z.infer<typeof receiptList>;
