import { NOTIFICATION_TEXTS, notificationText } from './notification.texts';

describe('the text of a notification', () => {
  it('is in the language of who reads it, with dates as they are written there', () => {
    const params = { number: '0000042', registeredOn: '2026-11-20', subject: 'Lavori' };
    expect(notificationText('REGISTERED', params, 'it')).toBe(
      'Registrata al protocollo con il n. 0000042 del 20/11/2026: Lavori',
    );
    expect(notificationText('REGISTERED', params, 'en')).toBe(
      'Registered with number 0000042 on 2026-11-20: Lavori',
    );
  });

  it('replaces nothing in what a person wrote', () => {
    expect(notificationText('TO_SIGN', { subject: '{reason} $& $1' }, 'it')).toBe(
      'Da firmare: {reason} $& $1',
    );
  });

  it('names the same things in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
    for (const { it: italian, en } of Object.values(NOTIFICATION_TEXTS))
      expect(names(en)).toEqual(names(italian));
  });

  it('shows the name of a kind that this version does not know', () => {
    expect(notificationText('LATER', {}, 'it')).toBe('LATER');
  });
});
