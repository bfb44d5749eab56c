import fc from 'fast-check';
import { faultOfTime } from './life-of-task';

const opened = new Date('2026-11-20T10:00:00.750Z');
const now = new Date('2026-11-20T11:00:00Z');
const at = (text: string): Date => new Date(`2026-11-20T${text}Z`);
const fault = (signingTime: Date | null, stampedAt: Date[] = []): string | undefined =>
  faultOfTime({ signingTime, stampedAt }, opened, now)?.code;

describe('the time that a signature of a task states', () => {
  it.each<[string, string | undefined, Date | null, Date[]]>([
    ['within its life', undefined, at('10:30:00'), []],
    ['in the second in which the task came', undefined, at('10:00:00'), []],
    ['of a clock that is fast by minutes', undefined, at('11:04:00'), []],
    ['before the task was there', 'SIGNATURE_BOOKS_SIGNED_BEFORE_ITS_TIME', at('09:59:59'), []],
    ['still to come', 'SIGNATURE_BOOKS_SIGNED_IN_THE_FUTURE', at('11:06:00'), []],
    ['none at all', 'SIGNATURE_BOOKS_NO_SIGNING_TIME', null, []],
    ['only by a timestamp', undefined, null, [at('10:30:00')]],
    [
      'another one by its timestamp',
      'SIGNATURE_BOOKS_SIGNED_BEFORE_ITS_TIME',
      at('10:30:00'),
      [at('09:00:00')],
    ],
  ])('%s', (_name, expected, claimed, stamped) => {
    expect(fault(claimed, stamped)).toBe(expected);
  });

  it('is refused exactly outside of the life of its task', () => {
    const [from, to] = [Math.floor(opened.getTime() / 1000) * 1000, now.getTime() + 5 * 60_000];
    fc.assert(
      fc.property(fc.integer({ min: from - 10_000_000, max: to + 10_000_000 }), (instant) => {
        expect(fault(new Date(instant)) === undefined).toBe(instant >= from && instant <= to);
      }),
    );
  });
});
