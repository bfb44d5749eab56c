import * as fc from 'fast-check';
import {
  isNationalHoliday,
  isWorkingDay,
  nextWorkingInstant,
  OFFICE_HOURS,
  workingTimeAfter,
} from './working-time';

const week = { ...OFFICE_HOURS, ownHolidays: new Set(['2026-07-15']) };

describe('working time', () => {
  it.each(['2024-04-01', '2025-04-21', '2026-04-06', '2027-03-29', '2038-04-26'])(
    'rests on the Monday of Easter %s',
    (day) => {
      expect(isNationalHoliday(day)).toBe(true);
    },
  );

  it('rests on 4 October from 2026 and not before', () => {
    expect([isNationalHoliday('2025-10-04'), isNationalHoliday('2027-10-04')]).toEqual([false, true]);
  });

  it('rests on the patron of the body', () => {
    expect(isWorkingDay('2026-07-15', week)).toBe(false);
  });

  it.each([
    ['within a day', '2026-03-02T08:00:00Z', 4, '2026-03-02T12:00:00.000Z'],
    ['from Friday evening to Monday', '2026-03-06T20:00:00Z', 1, '2026-03-09T08:00:00.000Z'],
    ['over a weekend', '2026-03-06T16:00:00Z', 2, '2026-03-09T08:00:00.000Z'],
    ['over the change to summer time', '2026-03-27T16:00:00Z', 2, '2026-03-30T07:00:00.000Z'],
    ['over the patron', '2026-07-14T15:00:00Z', 2, '2026-07-16T07:00:00.000Z'],
    ['over Christmas', '2026-12-24T16:30:00Z', 1, '2026-12-28T07:30:00.000Z'],
  ])('passes %s', (_, from, hours, until) => {
    expect(workingTimeAfter(new Date(from), hours, week).toISOString()).toBe(until);
  });

  it('never ends outside the hours of a working day, and adds up', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (from, one, other) => {
          const together = workingTimeAfter(from, one + other, week);
          const inTurn = workingTimeAfter(workingTimeAfter(from, one, week), other, week);
          return together.getTime() === inTurn.getTime() && nextWorkingInstant(together, week) >= together;
        },
      ),
    );
  });
});
