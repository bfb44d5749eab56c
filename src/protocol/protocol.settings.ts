import { resolve } from 'node:path';
import { z } from 'zod';
import { defineSettings, type SettingsOf } from '../platform/config';

export const protocolSettings = defineSettings('protocol', {
  NUMBERING_CONNECTIONS: z.coerce
    .number({ error: 'expected a number from 1 to 20' })
    .int()
    .min(1)
    .max(20)
    .default(2)
    .describe('database connections of each process that deal numbers and do nothing else'),
  CLOCK_TOLERANCE_MS: z.coerce
    .number({ error: 'expected a number of milliseconds from 100' })
    .int()
    .min(100)
    .default(2_000)
    .describe('how far the clocks of a process and of the database may be apart before no number is given'),
  DISPATCH_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'expected smtp://USER@HOST:PORT or smtps://…' })
    .optional()
    .describe('mail server for documents that leave; without it they wait on the clerk’s desk'),
  DISPATCH_SMTP_PASSWORD_FILE: z
    .string()
    .optional()
    .describe('mounted file with the password of DISPATCH_SMTP_URL’s user'),
  DISPATCH_FROM: z
    .email({ error: 'expected an e-mail address' })
    .optional()
    .describe('sender of documents that leave by mail; the mailbox of the AOO when absent'),
  INTAKE_FOLDER: z
    .string()
    .transform((folder) => resolve(folder))
    .optional()
    .describe(
      'folder whose subfolders BODY/AOO, by their codes, are watched for files that arrive; none when absent',
    ),
  CLAMD_URL: z
    .url({ protocol: /^tcp$/, error: 'expected tcp://host:port' })
    .optional()
    .describe(
      'ClamAV daemon that looks at each file that arrives; files are shown as not scanned when absent',
    ),
  REGISTER_IMPORT_MAX_BYTES: z.coerce
    .number({ error: 'expected a number of bytes' })
    .int()
    .min(1)
    .default(1024 * 1024 * 1024)
    .describe('largest CSV of an old register that is taken in'),
  REGISTER_TSA_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .optional()
    .describe('time-stamping authority (RFC 3161) that stamps the root of each day’s register'),
});

export type ProtocolSettings = SettingsOf<typeof protocolSettings>;
export const PROTOCOL_SETTINGS = Symbol('protocol settings');
