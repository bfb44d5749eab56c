import { isRefused, SettableClock } from '@libro-firma/kernel';
import { Database } from '../../../src/platform/database/database';
import { Register, Registrations } from '../../../src/protocol';
import { describeWith } from '../../support/services';
import { aCommand, openOffice } from './office';
import { MIDDAY, useRegisters } from './registers';

describeWith('database', 'the clock of the register', () => {
  const { database, emptyRegister, withOffices, numberOf, expectWhole } = useRegisters();

  it('never gives a number an earlier time: waits for a clock that is a little behind, refuses one that is far', async () => {
    await withOffices(1, async ([office], clock) => {
      const { app, actor } = office!;
      await numberOf(office!, 'before');
      clock.advance(-1_000);
      setTimeout(() => clock.advance(1_500), 300);
      const waited = await numberOf(office!, 'waited');
      expect(waited.registeredAt.getTime()).toBeGreaterThanOrEqual(MIDDAY.getTime());
      clock.advance(-60_000);
      const outcome = await app.get(Register).execute(actor, aCommand(actor, 'refused'));
      expect(isRefused(outcome) && outcome.refusal.code).toBe('PROTOCOL_CLOCK_NOT_TRUSTED');
      expect(await numberOf(office!, 'waited')).toEqual(waited);
      await expectWhole(office!, 2026, 2);
    });
  });

  it('gives no number while its clock and the database’s are apart, and goes on when they agree again', async () => {
    await emptyRegister();
    const clock = new SettableClock(new Date(Date.now() + 4_000));
    const office = await openOffice(database(), { clock, clockTolerance: 2_000 });
    try {
      const waiting = numberOf(office, 'waited');
      setTimeout(() => clock.set(new Date()), 500);
      expect((await waiting).registeredAt.getTime()).toBeLessThan(Date.now() + 1_000);
      clock.set(new Date(Date.now() + 60_000));
      const outcome = await office.app.get(Register).execute(office.actor, aCommand(office.actor, 'refused'));
      expect(isRefused(outcome) && outcome.refusal.code).toBe('PROTOCOL_CLOCK_NOT_TRUSTED');
    } finally {
      await office.close();
    }
  });

  it('follows the legal time through both nights on which the clock is changed', async () => {
    await withOffices(1, async ([office], clock) => {
      for (const [instant, time] of [
        ['2026-03-29T00:59:59Z', '01:59:59'],
        ['2026-03-29T01:00:00Z', '03:00:00'],
        ['2026-10-25T00:30:00Z', '02:30:00'],
        ['2026-10-25T01:30:00Z', '02:30:00'],
      ] as const) {
        clock.set(new Date(instant));
        const { registrationId } = await numberOf(office!, instant);
        const { app, actor } = office!;
        const xml = await app
          .get(Database)
          .transaction(actor, () => app.get(Registrations).segnaturaOf(registrationId));
        expect(xml).toContain(`<prot:OraRegistrazione>${time}<`);
      }
      await expectWhole(office!, 2026, 4);
    });
  });
});
