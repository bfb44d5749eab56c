import { resolve } from 'node:path';
import { z } from 'zod';
import { defineSettings, type SettingsOf } from '../platform/config';

export const organisationSettings = defineSettings('organisation', {
  DEMO_PASSWORD: z
    .string()
    .min(4, 'expected at least 4 characters')
    .default('demo')
    .describe('password of every demo login'),
  DEMO_PIN: z
    .string()
    .regex(/^[0-9]{4,16}$/, 'expected 4 to 16 digits')
    .default('24681357')
    .describe('code of every demo key; chosen when the demo is seeded'),
  SEAL_KEYS: z
    .string()
    .transform((folder) => resolve(folder))
    .optional()
    .describe(
      'mounted folder with the keys of seals, NAME.p12 each for the seal whose device is pkcs12:NAME; seals of DATA_DIR when absent',
    ),
  SEAL_PASSPHRASES: z
    .string()
    .transform((folder) => resolve(folder))
    .optional()
    .describe('mounted folder with the passphrases of these keys, NAME.pass each; SEAL_KEYS when absent'),
  PRIVACY_NOTICE_URL: z
    .url({ protocol: /^https$/, error: 'expected an https address' })
    .optional()
    .describe('where the body publishes its privacy notice; /privacy leads there'),
  ACCESSIBILITY_DECLARATION_URL: z
    .url({ protocol: /^https$/, error: 'expected an https address' })
    .optional()
    .describe('declaration of accessibility as published through AgID; /accessibility leads there'),
});

export type OrganisationSettings = SettingsOf<typeof organisationSettings>;
export const ORGANISATION_SETTINGS = Symbol('organisation settings');

export interface SealFolders {
  readonly keys: string;
  readonly passphrases: string;
}

/** Where the keys of seals lie, and what opens them. */
export function sealFoldersOf(settings: OrganisationSettings, dataDir: string): SealFolders {
  const keys = settings.SEAL_KEYS ?? resolve(dataDir, 'seals');
  return { keys, passphrases: settings.SEAL_PASSPHRASES ?? keys };
}
