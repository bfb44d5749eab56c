import { resolve } from 'node:path';
import { z } from 'zod';
import { defineSettings, flag, readSettings, type SettingsOf } from './settings';

const postgresUrl = z
  .string({ error: 'missing' })
  .regex(/^postgres(ql)?:\/\/.+\/.+/, 'expected postgres://login:password@host:port/database');

export const platformSettings = defineSettings('platform', {
  DATABASE_URL: postgresUrl.describe('PostgreSQL 15 or newer, login of the application'),
  DATABASE_OWNER_URL: postgresUrl
    .optional()
    .describe('login that owns the tables, used by migrate and seed only; DATABASE_URL when absent'),
  DATABASE_POOL: z.coerce
    .number({ error: 'expected a number' })
    .int()
    .min(2)
    .max(200)
    .default(20)
    .describe('connections of each process to the database'),
  QUEUE_URL: z
    .string()
    .regex(
      /^(postgres(ql)?|rediss?):\/\/.+/,
      'expected redis://host:port or postgres://login:password@host:port/database',
    )
    .optional()
    .describe('where the queue lives; the database NAME_queue beside DATABASE_URL when absent'),
  OBJECT_STORE: z
    .string()
    .regex(/^(file:\/\/\/|s3:\/\/).+/, 'expected file:///folder or s3://bucket?endpoint=…&region=…')
    .optional()
    .describe('where files live; the folder objects of DATA_DIR when absent'),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => resolve(folder))
    .describe('folder of this installation'),
  HOST: z.string().default('127.0.0.1').describe('address that the service listens on'),
  PORT: z.coerce
    .number({ error: 'expected a port number' })
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe('port that the service listens on'),
  PUBLIC_URL: z
    .url({ error: 'expected https://…' })
    .optional()
    .describe('address printed on copies; http://HOST:PORT when absent'),
  DEMO: flag(false).describe('demo body, demo logins, demo keys; never with real acts'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'expected fatal, error, warn, info, debug or silent',
    })
    .default('info')
    .describe('least severity that is logged'),
  WORKER_CONCURRENCY: z.coerce
    .number({ error: 'expected a number' })
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe('jobs that one worker does at the same time'),
  UPLOAD_MAX_BYTES: z.coerce
    .number({ error: 'expected a number of bytes' })
    .int()
    .min(1)
    .default(100 * 1024 * 1024)
    .describe('largest file that is taken in'),
  UPLOAD_MIN_BYTES_PER_SECOND: z.coerce
    .number({ error: 'expected a number of bytes' })
    .int()
    .min(1)
    .default(1024)
    .describe('a body that arrives more slowly than this is refused'),
  UPLOAD_MEASURED_SECONDS: z.coerce
    .number({ error: 'expected a number of seconds' })
    .int()
    .min(1)
    .max(600)
    .default(20)
    .describe('how long a body may be slower than that'),
});

export type PlatformSettings = SettingsOf<typeof platformSettings>;

export const PLATFORM_SETTINGS = Symbol('platform settings');

export function readPlatformSettings(environment: NodeJS.ProcessEnv = process.env): PlatformSettings {
  return readSettings(platformSettings, environment);
}

/** The queue's own database stands beside the legal one, on the same server (DESIGN: two databases). */
export function queueUrlOf(settings: PlatformSettings): string {
  if (settings.QUEUE_URL) return settings.QUEUE_URL;
  const url = new URL(settings.DATABASE_URL);
  url.pathname += '_queue';
  return url.toString();
}

export function objectStoreUrlOf(settings: PlatformSettings): string {
  return settings.OBJECT_STORE ?? `file://${settings.DATA_DIR}/objects`;
}
