import { join } from 'node:path';
import { exampleOfReadme } from '../../test/support/readme-example';
import { SettableClock, type Clock, type Result } from './index';

type Example = (state: string, clock: Clock) => Result<{ state: string; signedOn: string }>;

it('the example of the README signs a draft on the day that it is in Rome, and refuses what is signed', () => {
  const example = exampleOfReadme(join(__dirname, 'README.md')) as Example;
  // Half past eleven at night in UTC is the next day in Rome.
  const clock = new SettableClock(new Date('2026-11-24T23:30:00Z'));
  expect(example('DRAFT', clock)).toEqual({ ok: true, value: { state: 'SIGNED', signedOn: '2026-11-25' } });
  expect(example('PUBLISHED', clock)).toMatchObject({
    ok: false,
    refusal: { code: 'ACT_NOT_OPEN', text: { it: 'L’atto è PUBLISHED' } },
  });
});
