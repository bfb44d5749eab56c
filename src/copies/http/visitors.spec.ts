import { Visitors } from './visitors';

it('lets an address ask thirty times in a minute, and again in the next', () => {
  let now = 1_000_000;
  const visitors = new Visitors(() => now);
  const asked = Array.from({ length: 31 }, () => visitors.mayAsk('192.0.2.1'));
  expect(asked.filter(Boolean)).toHaveLength(30);
  expect(visitors.mayAsk('192.0.2.2')).toBe(true);
  now += 60_000;
  expect(visitors.mayAsk('192.0.2.1')).toBe(true);
});
