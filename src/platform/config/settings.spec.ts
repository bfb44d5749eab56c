import { z } from 'zod';
import { platformSettings, readPlatformSettings } from './platform.settings';
import { defineSettings, flag, readSettings, WrongSetting } from './settings';

const DATABASE_URL = 'postgres://login:segreto@db.example:5432/atti';

describe('settings', () => {
  it('are read with their presets', () => {
    expect(readPlatformSettings({ DATABASE_URL })).toMatchObject({
      DATABASE_URL,
      PORT: 3000,
      DEMO: false,
      UPLOAD_MAX_BYTES: 104_857_600,
      LOG_LEVEL: 'info',
    });
  });

  it('count an empty variable as absent', () => {
    expect(readPlatformSettings({ DATABASE_URL, PORT: '', QUEUE_URL: '' })).toMatchObject({
      PORT: 3000,
      QUEUE_URL: undefined,
    });
    expect(() => readPlatformSettings({ DATABASE_URL: '' })).toThrow(/^DATABASE_URL: missing/);
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:segreto@db/atti'],
    ['DATABASE_OWNER_URL', 'segreto'],
    ['DATABASE_POOL', 'segreto'],
    ['DATABASE_POOL', '1'],
    ['QUEUE_URL', 'amqp://segreto'],
    ['OBJECT_STORE', 'ftp://segreto'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'segreto'],
    ['DEMO', 'segreto'],
    ['LOG_LEVEL', 'segreto'],
    ['WORKER_CONCURRENCY', '0'],
    ['UPLOAD_MAX_BYTES', 'segreto'],
  ])('stop the start when %s is wrong, with its name and without its value', (variable, value) => {
    let fault: unknown;
    try {
      readPlatformSettings({ DATABASE_URL, [variable]: value });
    } catch (caught) {
      fault = caught;
    }
    expect(fault).toBeInstanceOf(WrongSetting);
    expect(fault).toMatchObject({ variable });
    const { message } = fault as Error;
    expect(message.startsWith(`${variable}: `)).toBe(true);
    expect(message.length).toBeGreaterThan(variable.length + 10);
    expect(message).not.toContain('segreto');
    expect(message.split('\n')).toHaveLength(1);
  });

  it('have a description each, which the manual is made of', () => {
    for (const [name, schema] of Object.entries(platformSettings.shape))
      expect([name, schema.description ?? '']).not.toEqual([name, '']);
  });

  it('say what was expected of a flag', () => {
    const definition = defineSettings('test', { ON: flag(true), NAME: z.string().default('x') });
    expect(readSettings(definition, {})).toEqual({ ON: true, NAME: 'x' });
    expect(() => readSettings(definition, { ON: 'yes' })).toThrow('ON: expected true or false');
  });
});
