import { resolve } from 'node:path';
import { z } from 'zod';
import { defineSettings, type SettingsOf } from '../platform/config';
import { cscProvider } from './infrastructure/csc/csc-settings';

const deviceId = z.string().regex(/^[a-z0-9-]{1,40}$/);
const token = z
  .object({ id: deviceId, name: z.string().min(1).max(100), library: z.string().startsWith('/') })
  .strict();

/** A list as JSON, so that one variable names several devices. */
function jsonList<Schema extends z.ZodType>(item: Schema, expected: string) {
  return z
    .string()
    .transform((text, context) => {
      try {
        const read = z.array(item).max(20).safeParse(JSON.parse(text));
        if (read.success) return read.data;
      } catch {
        // Told below: the text itself may hold a secret.
      }
      context.addIssue({ code: 'custom', message: `expected ${expected}` });
      return z.NEVER;
    })
    .optional();
}

export const signingSettings = defineSettings('signing', {
  SOFTWARE_KEYS: z
    .string()
    .transform((folder) => resolve(folder))
    .optional()
    .describe(
      'folder with PKCS#12 keys of demo signers, TAXCODE.p12 each; demo only; keys of DATA_DIR when absent',
    ),
  SIGNING_PROVIDERS: jsonList(
    cscProvider,
    'a JSON list of {"id","name","url","authType":"basic", "oauth2client" or "external","user","secret"} and, where wanted, "tokenUrl","userId","scal","timeoutSeconds"',
  ).describe(
    'providers of remote signatures by the CSC API 1.0.4, as a JSON list; "userId" may hold {taxCode}, "scal" is "2" when absent',
  ),
  SIGNING_TSA_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .optional()
    .describe(
      'time-stamping authority (RFC 3161) of signatures: with it they are of level B-T; while it does not answer a document timestamp is appended later',
    ),
  SIGNING_TOKENS: jsonList(
    token,
    'a JSON list of {"id","name","library"}, the library an absolute path',
  ).describe('PKCS#11 libraries of tokens and HSMs that this server reaches, as a JSON list'),
});

export type SigningSettings = SettingsOf<typeof signingSettings>;
export const SIGNING_SETTINGS = Symbol('signing settings');

/** Folder of the demo keys. */
export function keyFolderOf(settings: SigningSettings, dataDir: string): string {
  return settings.SOFTWARE_KEYS ?? resolve(dataDir, 'keys');
}
