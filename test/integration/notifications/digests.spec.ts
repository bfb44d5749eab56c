import type { MailPreferenceView } from '../../../src/notifications/http/notifications.schema';
import { SendDigests } from '../../../src/notifications/application/send-digests.use-case';
import { Application } from '../../support/application';
import { eventually } from '../../support/eventually';
import { Office } from '../../support/office';
import { type Desk, PEOPLE } from '../../support/people';
import { codeOf } from '../../support/route';
import { MailServer } from '../../support/smtp-server';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

const HOUR_MS = 3_600_000;
/** A Wednesday of a winter without holidays near: ten in the morning in Rome. */
const AT_WORK = Date.parse('2027-01-20T09:00:00Z');

describeWith('database', 'notices by mail', () => {
  const mail = new MailServer();
  let app: Application;
  let office: Office;

  beforeAll(async () => {
    const port = await mail.listen(0);
    app = await Application.start({
      environment: {
        NOTIFICATIONS_SMTP_URL: `smtp://127.0.0.1:${port}`,
        NOTIFICATIONS_FROM: 'avvisi@example.org',
      },
    });
    await app.superuser.query(`UPDATE person SET email = username || '@example.org'`);
  });
  afterAll(async () => {
    await app.close();
    await mail.close();
  });

  const goTo = async (instant: number) => {
    app.clock.advance(instant - app.clock.now().getTime());
    office = await Office.open(app);
  };
  const choose = (desk: Desk, choice: MailPreferenceView['mail']) =>
    desk.must<MailPreferenceView>(desk.put('notifications/preferences', { mail: choice }));
  const round = () => app.api.get(SendDigests, { strict: false }).execute();
  const lettersTo = (who: keyof typeof PEOPLE) =>
    mail.taken.filter(({ to }) => to === `${PEOPLE[who]}@example.org`).map(({ raw }) => decoded(raw));

  it('gather what is unread into one letter a day, each notice in one letter alone', async () => {
    await goTo(AT_WORK);
    await office.endorser.post('notifications/read-all', {});
    const first = await office.toEndorse({ subject: 'Primo atto' });
    await round();
    await office.toEndorse({ subject: 'Secondo atto' });
    await round();
    await round();
    expect(lettersTo('endorser')).toHaveLength(1);
    expect(lettersTo('endorser')[0]).toContain('Da vistare: Primo atto');
    await goTo(AT_WORK + 24 * HOUR_MS);
    await round();
    expect(lettersTo('endorser')).toHaveLength(2);
    expect(lettersTo('endorser')[1]).toContain('Da vistare: Secondo atto');
    expect(lettersTo('endorser')[1]).not.toContain('Primo atto');
    expect(first.state).toBe('IN_ROUTE');
  });

  it('come at once, hourly, or never, as each has chosen, and not for what was read', async () => {
    await choose(office.endorser, 'AT_ONCE');
    const before = lettersTo('endorser').length;
    await office.toEndorse({ subject: 'Subito' });
    await round();
    expect(lettersTo('endorser').length).toBe(before + 1);
    await choose(office.endorser, 'HOURLY');
    await office.toEndorse({ subject: 'Entro un’ora' });
    await round();
    expect(lettersTo('endorser').length).toBe(before + 1);
    app.clock.advance(HOUR_MS);
    await round();
    expect(lettersTo('endorser').length).toBe(before + 2);
    await choose(office.endorser, 'NEVER');
    await office.toEndorse({ subject: 'Mai' });
    await round();
    expect(lettersTo('endorser').length).toBe(before + 2);
    await office.endorser.post('notifications/read-all', {});
    await choose(office.endorser, 'AT_ONCE');
    await round();
    expect(lettersTo('endorser').length).toBe(before + 2);
  });

  it('wait for the office to open, unless the act is urgent with a reason', async () => {
    await goTo(Date.parse('2027-01-23T20:00:00Z')); // a Saturday evening
    await choose(office.endorser, 'AT_ONCE');
    const before = lettersTo('endorser').length;
    await office.toEndorse({ subject: 'Calmo' });
    await round();
    expect(lettersTo('endorser').length).toBe(before);
    const content = await office.content({ subject: 'Senza motivo', urgent: true });
    const refused = await office.drafter.post('signing-requests', { ...content, urgentReason: undefined });
    expect(codeOf(refused)).toBe('SIGNATURE_BOOKS_URGENT_WITHOUT_REASON');
    const urgent = await office.toEndorse({ subject: 'Frana sulla strada', urgent: true });
    expect(urgent.urgentReason).toBe('Scade oggi');
    await round();
    expect(lettersTo('endorser').length).toBe(before + 1);
    const letter = lettersTo('endorser').at(-1)!;
    expect(letter).toContain('URGENTE. Da vistare: Frana sulla strada');
    expect(letter).not.toContain('Calmo');
    await goTo(Date.parse('2027-01-25T09:00:00Z')); // Monday
    await round();
    expect(lettersTo('endorser').at(-1)).toContain('Calmo');
  });

  it('are tried again under the same Message-ID when the mail server is busy', async () => {
    await choose(office.endorser, 'AT_ONCE');
    const before = lettersTo('endorser').length;
    mail.next = 'HANG_UP_IN_DATA';
    await office.toEndorse({ subject: 'Due volte' });
    await round();
    await eventually('a second try', async () => {
      app.clock.advance(10 * 60_000);
      await round();
      return lettersTo('endorser').length === before + 2;
    });
    const ids = lettersTo('endorser')
      .slice(-2)
      .map((raw) => /^message-id: (.*)$/im.exec(raw)?.[1]);
    expect(ids[0]).toMatch(/libro-firma/);
    expect(ids[1]).toBe(ids[0]);
  });
});

/** Quoted-printable or base64, as nodemailer chose; enough of both to read our own words. */
function decoded(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/transfer-encoding: base64/i.test(head)) return `${head}\n${Buffer.from(body, 'base64').toString()}`;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\n${Buffer.from(bytes, 'latin1').toString('utf8')}`;
}
