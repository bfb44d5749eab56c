import { resolve } from 'node:path';
import { z } from 'zod';
import { defineSettings, type SettingsOf } from '../platform/config';

export const signingSettings = defineSettings('signing', {
  SOFTWARE_KEYS: z
    .string()
    .transform((folder) => resolve(folder))
    .optional()
    .describe(
      'folder with PKCS#12 keys of demo signers, TAXCODE.p12 each; demo only; keys of DATA_DIR when absent',
    ),
});

export type SigningSettings = SettingsOf<typeof signingSettings>;

/** Folder of the demo keys. */
export function keyFolderOf(settings: SigningSettings, dataDir: string): string {
  return settings.SOFTWARE_KEYS ?? resolve(dataDir, 'keys');
}
