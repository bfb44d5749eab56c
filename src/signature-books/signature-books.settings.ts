import { z } from 'zod';
import { defineSettings, type SettingsOf } from '../platform/config';
import { WANTED_SIGNATURES } from './domain/verdict-on-signature';

const seconds = z.coerce
  .number('expected a whole number of seconds')
  .int('expected a whole number of seconds');

export const signatureBooksSettings = defineSettings('signature-books', {
  GRACE_SECONDS: seconds
    .min(0, 'expected 0 or more')
    .max(3_600, 'expected at most 3600')
    .default(15)
    .describe('how long an endorsement or a return may be taken back; 0: not at all'),
  SIGNED_ELSEWHERE_MINUTES: z.coerce
    .number('expected a whole number of minutes')
    .int('expected a whole number of minutes')
    .min(1, 'expected 1 or more')
    .max(480, 'expected at most 480')
    .default(15)
    .describe('how long a file that somebody signs with another program is given to nobody else'),
  ACCEPTED_SIGNATURE: z
    .enum(WANTED_SIGNATURES)
    .optional()
    .describe(
      'what a signature must be for the route to go on, where the type of the act does not say: qualified by the trusted lists, or valid by whom the installation trusts; without it qualified, in a demo valid',
    ),
});

export type BookSettings = SettingsOf<typeof signatureBooksSettings>;
export const BOOK_SETTINGS = Symbol('signature books settings');
