import { LANGUAGES, type RefusalFactory } from '@libro-firma/kernel';
import { house } from '../../src/house';
import { httpRefusals } from '../../src/platform/http';
import { JobCatalogue } from '../../src/platform/queue/job-catalogue';
import { readPlatformSettings } from '../../src/platform/config';

const refusals: RefusalFactory[] = [
  httpRefusals,
  ...house.flatMap((module) => module.refusals ?? []),
].flatMap((definitions) => Object.values(definitions));

describe('the refusals of the house', () => {
  it('have a code each', () => {
    const codes = refusals.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    for (const code of codes) expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
  });

  it.each(refusals.map((factory) => [factory.code, factory] as const))(
    '%s says in both languages why',
    (_, factory) => {
      const { text, remedy } = factory.definition;
      for (const said of [text, ...(remedy ? [remedy] : [])]) {
        for (const language of LANGUAGES) expect(said[language].trim().length).toBeGreaterThan(5);
        const placeholders = (language: (typeof LANGUAGES)[number]) =>
          (said[language].match(/\{\w+\}/g) ?? []).sort();
        expect(placeholders('en')).toEqual(placeholders('it'));
      }
    },
  );
});

describe('the modules of the house', () => {
  it('are named once each', () => {
    const names = house.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('own their tables, jobs and settings alone', () => {
    const rows = house.flatMap((module) => module.rows ?? []);
    expect(new Set(rows).size).toBe(rows.length);
    expect(() => new JobCatalogue(house.flatMap((module) => module.jobs ?? []))).not.toThrow();
    const variables = [
      ...Object.keys(readPlatformSettings({ DATABASE_URL: 'postgres://a:b@c/d' })),
      ...house.flatMap((module) => module.settings ?? []).flatMap(({ shape }) => Object.keys(shape)),
    ];
    expect(variables.filter((name, index) => variables.indexOf(name) !== index)).toEqual([]);
  });

  it('describe every variable that they read', () => {
    for (const { shape } of house.flatMap((module) => module.settings ?? []))
      for (const [name, schema] of Object.entries(shape))
        expect([name, (schema.description ?? '').length > 10]).toEqual([name, true]);
  });

  it('name their jobs after themselves, and none is tried for ever', () => {
    for (const module of house)
      for (const job of module.jobs ?? []) {
        expect(job.name.startsWith(`${module.name}.`)).toBe(true);
        expect(job.retry.attempts).toBeLessThanOrEqual(20);
      }
  });

  it('say what happened in both languages', () => {
    for (const { texts } of house)
      for (const [key, text] of Object.entries(texts ?? {}))
        for (const language of LANGUAGES) expect([key, text[language].length > 2]).toEqual([key, true]);
  });
});
