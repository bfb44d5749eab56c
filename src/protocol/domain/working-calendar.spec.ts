import { isNationalHoliday, nextWorkingDay } from './working-calendar';

describe('the working calendar', () => {
  it('has the thirteen national holidays of 2026, Easter Monday and 4 October among them', () => {
    const days = Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(2026, 0, day + 1)).toISOString().slice(0, 10),
    ).filter(isNationalHoliday);
    expect(days).toEqual([
      '2026-01-01',
      '2026-01-06',
      '2026-04-06',
      '2026-04-25',
      '2026-05-01',
      '2026-06-02',
      '2026-08-15',
      '2026-10-04',
      '2026-11-01',
      '2026-12-08',
      '2026-12-25',
      '2026-12-26',
    ]);
    expect(isNationalHoliday('2025-10-04')).toBe(false);
  });

  it.each([
    ['2024', '2024-04-01'],
    ['2025', '2025-04-21'],
    ['2027', '2027-03-29'],
    ['2038', '2038-04-26'],
  ])('knows Easter Monday of %s', (_year, day) => expect(isNationalHoliday(day)).toBe(true));

  it.each([
    ['a Wednesday', '2026-11-25', '2026-11-26'],
    ['a Friday', '2026-11-27', '2026-11-30'],
    ['a Friday before a holiday on Monday', '2026-04-03', '2026-04-07'],
    ['Christmas Eve', '2026-12-24', '2026-12-28'],
    ['the day before the patron’s', '2027-07-14', '2027-07-16'],
  ])('is due the working day after %s', (_what, day, due) =>
    expect(nextWorkingDay(day, ['2027-07-15'])).toBe(due),
  );
});
