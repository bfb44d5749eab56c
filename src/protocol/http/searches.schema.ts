import { z } from 'zod';
import { idSchema } from '../../platform/http';
import { EXPORT_FORMATS } from '../domain/export-formats';
import { registrationListQuery } from './protocol.schema';

export const exportQuery = registrationListQuery
  .omit({ limit: true, cursor: true })
  .extend({ format: z.enum(EXPORT_FORMATS).default('csv') });

const savedFilter = z.record(
  z.enum([
    'search',
    'year',
    'number',
    'direction',
    'officeId',
    'classification',
    'means',
    'from',
    'to',
    'annulled',
  ]),
  z.union([z.string().max(200), z.number(), z.boolean()]),
);

export const saveSearchBody = z.object({
  name: z.string().trim().min(1).max(100),
  filter: z.partialRecord(savedFilter.keyType, savedFilter.valueType),
});
export const savedSearchList = z.object({
  items: z.array(
    z.object({ id: idSchema, name: z.string(), filter: z.record(z.string(), savedFilter.valueType) }),
  ),
});
export type SavedSearchList = z.infer<typeof savedSearchList>;
