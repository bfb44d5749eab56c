import { z } from 'zod';
import { idSchema, instantSchema } from '../../platform/http';
import { DIRECTIONS } from '../domain/registration';

const text = (most: number) => z.string().trim().min(1).max(most);

export const stationBody = z.object({ prefix: z.string().regex(/^[A-Z0-9]{1,8}$/), name: text(200) });
export const stationList = z.object({
  items: z.array(z.object({ id: idSchema, prefix: z.string(), name: z.string() })),
});
export type StationList = z.infer<typeof stationList>;

export const openingBody = z.object({
  cause: text(1_000),
  actReference: text(500),
  openedAt: instantSchema,
  /** At most 24 hours later (art. 63 par. 2). */
  until: instantSchema,
});
export const periodBody = z.object({ actReference: text(500), until: instantSchema });
export const closingBody = z.object({ closedAt: instantSchema });

export const openingList = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      cause: z.string(),
      openedAt: instantSchema,
      closedAt: instantSchema.nullable(),
      acts: z.array(z.object({ actReference: z.string(), until: instantSchema })),
      /** Operations that were imported (art. 63 par. 3). */
      operations: z.number().int(),
    }),
  ),
});
export type OpeningList = z.infer<typeof openingList>;

/** The file that a form exports, as it is: its signature is over the very text of `payload`. */
export const importBody = z.object({
  payload: z.string().min(2).max(20_000_000),
  signature: z.base64().max(200),
});

export const emergencyFile = z.object({
  form: z.literal('emergency-register/1'),
  formId: idSchema,
  station: z.string().max(8),
  opening: z.object({
    cause: text(1_000),
    actReference: text(500),
    openedAt: instantSchema,
    closedAt: instantSchema,
  }),
  entries: z
    .array(
      z.object({
        number: z.number().int().min(1).max(999_999_999),
        at: instantSchema,
        direction: z.enum(DIRECTIONS),
        subject: text(4_000),
        counterpart: text(300),
        classificationCode: text(40),
        sheets: z.number().int().min(1).max(100_000).nullable(),
        place: text(300),
      }),
    )
    .min(1)
    .max(20_000),
});

export const importReport = z.object({
  station: z.string(),
  registered: z
    .array(
      z.object({
        emergencyNumber: z.string(),
        emergencyAt: z.string(),
        number: z.string(),
        year: z.number().int(),
        registrationId: idSchema,
      }),
    )
    .readonly(),
  missing: z.array(z.number().int()).readonly(),
  perDay: z.record(z.string(), z.number().int()),
});
export const importReports = z.object({
  items: z.array(z.object({ id: idSchema, endedAt: instantSchema, report: importReport })),
});
export type ImportReportView = z.infer<typeof importReport>;
export type ImportReports = z.infer<typeof importReports>;
