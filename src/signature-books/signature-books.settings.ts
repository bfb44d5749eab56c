import { z } from 'zod';
import { defineSettings, type SettingsOf } from '../platform/config';

const seconds = z.coerce
  .number('expected a whole number of seconds')
  .int('expected a whole number of seconds');

export const signatureBooksSettings = defineSettings('signature-books', {
  GRACE_SECONDS: seconds
    .min(0, 'expected 0 or more')
    .max(3_600, 'expected at most 3600')
    .default(15)
    .describe('how long an endorsement or a return may be taken back; 0: not at all'),
});

export type BookSettings = SettingsOf<typeof signatureBooksSettings>;
export const BOOK_SETTINGS = Symbol('signature books settings');
