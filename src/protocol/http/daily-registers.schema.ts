import { z } from 'zod';
import { idSchema, instantSchema, pageOf } from '../../platform/http';

export const contentQuery = z.object({ format: z.enum(['json', 'pdf', 'xml']).default('pdf') });

const dailyRegisterView = z.object({
  id: idSchema,
  day: z.iso.date(),
  identifier: z.string(),
  firstNumber: z.string().nullable(),
  lastNumber: z.string().nullable(),
  count: z.number().int(),
  dueOn: z.iso.date(),
  closedAt: instantSchema,
  /** Closed after the working day by whose end it had to be ready. */
  late: z.boolean(),
  stamped: z.boolean(),
  /** With the body's seal: until then it is not ready for preservation. */
  sealed: z.boolean(),
});
export const dailyRegisterPage = pageOf(dailyRegisterView);
export type DailyRegisterPage = z.infer<typeof dailyRegisterPage>;
