import { resolve } from 'node:path';
import { z } from 'zod';
import { defineSettings, type SettingsOf } from '../platform/config';

export const verificationSettings = defineSettings('verification', {
  TRUST_DIR: z
    .string()
    .transform((folder) => resolve(folder))
    .optional()
    .describe(
      'folder with the certificates (DER, .der or .cer) that are trusted; trust of DATA_DIR when absent',
    ),
});

export type VerificationSettings = SettingsOf<typeof verificationSettings>;
export const VERIFICATION_SETTINGS = Symbol('verification settings');

/** Folder of the trust anchors. */
export function trustFolderOf(settings: VerificationSettings, dataDir: string): string {
  return settings.TRUST_DIR ?? resolve(dataDir, 'trust');
}
