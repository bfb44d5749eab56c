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
