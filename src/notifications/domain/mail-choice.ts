/** How often a person is written to; whoever has not chosen, once a day. */
export const MAIL_CHOICES = ['NEVER', 'AT_ONCE', 'HOURLY', 'DAILY'] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];
