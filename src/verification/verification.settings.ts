import { resolve } from 'node:path';
import { z } from 'zod';
import { defineSettings, flag, type SettingsOf } from '../platform/config';

export const verificationSettings = defineSettings('verification', {
  TRUST_DIR: z
    .string()
    .transform((folder) => resolve(folder))
    .optional()
    .describe(
      'folder with the certificates (DER, .der or .cer) that are trusted; trust of DATA_DIR when absent',
    ),
  VERIFY_ONLINE: flag(true).describe(
    'whether OCSP and CRL services are asked about certificates whose chain is trusted, and for issuers that a file left out; false: what files hold must do',
  ),
  VERIFY_ONLINE_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(5_000)
    .describe('longest wait for one such service, in milliseconds'),
  VERIFY_INNER_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((host) => host.trim() || []))
    .describe(
      'hosts with port, separated by commas, that may be asked although they are on the inner network',
    ),
  VERIFY_AT_ONCE_BYTES: z.coerce
    .number({ error: 'expected a number of bytes' })
    .int()
    .min(0)
    .default(10 * 1024 * 1024)
    .describe(
      'largest file that is verified while its sender waits; larger ones are answered later, from the queue',
    ),
  VERIFY_BATCH_BYTES: z.coerce
    .number({ error: 'expected a number of bytes' })
    .int()
    .min(1024)
    .default(2 * 1024 * 1024 * 1024)
    .describe('all the files of one batch together; more are refused'),
  VERIFY_KEEP_DAYS: z.coerce
    .number({ error: 'expected a number of days' })
    .int()
    .min(1)
    .max(3650)
    .default(30)
    .describe('how long a verified file is kept for who asked that it be kept; without asking it is not'),
  TRUSTED_LISTS_JOURNAL: z
    .string()
    .transform((file) => resolve(file))
    .optional()
    .describe(
      'file with the certificates (PEM or DER) that the Official Journal of the EU names for the list of lists; without it no list is fetched',
    ),
  TRUSTED_LISTS_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .default('https://ec.europa.eu/tools/lotl/eu-lotl.xml')
    .describe('address of the list of lists'),
  TRUSTED_LISTS_TERRITORIES: z
    .string()
    .regex(/^[A-Z]{2}(,[A-Z]{2})*$/, 'expected country codes separated by commas, such as IT,SM')
    .default('IT')
    .transform((list) => list.split(','))
    .describe('countries whose trusted lists are fetched, as the lists name them (EL for Greece)'),
  TRUSTED_LISTS_EVERY_HOURS: z.coerce
    .number({ error: 'expected a number of hours' })
    .min(1)
    .max(24 * 7)
    .default(6)
    .describe('how often the trusted lists are asked whether they changed'),
});

export type VerificationSettings = SettingsOf<typeof verificationSettings>;
export const VERIFICATION_SETTINGS = Symbol('verification settings');

/** Folder of the trust anchors. */
export function trustFolderOf(settings: VerificationSettings, dataDir: string): string {
  return settings.TRUST_DIR ?? resolve(dataDir, 'trust');
}
