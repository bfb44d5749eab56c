import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { smtpOptions } from '../../platform/smtp/smtp-options';
import { NOTIFICATIONS_SETTINGS, type NotificationsSettings } from '../notifications.settings';

const TIMEOUT_MS = 20_000;

export interface DigestLetter {
  /** The same at every try, so that a server which took it already knows it again. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Mail to the body's own people, by SMTP (RFC 5321). */
@Injectable()
export class Mailer {
  constructor(@Inject(NOTIFICATIONS_SETTINGS) private readonly settings: NotificationsSettings) {}

  get isOpen(): boolean {
    return this.settings.NOTIFICATIONS_SMTP_URL !== undefined;
  }

  /** Null when the server took it; else what it said, or what kept us from it. */
  async send(letter: DigestLetter): Promise<string | null> {
    const {
      NOTIFICATIONS_SMTP_URL: url,
      NOTIFICATIONS_SMTP_PASSWORD_FILE: passwordFile,
      NOTIFICATIONS_FROM: from,
    } = this.settings;
    const transport = createTransport(smtpOptions({ url, passwordFile }, TIMEOUT_MS));
    try {
      await transport.sendMail({ ...letter, from, headers: { 'Auto-Submitted': 'auto-generated' } });
      return null;
    } catch (fault) {
      const { responseCode, code } = (fault ?? {}) as { responseCode?: number; code?: string };
      return `SMTP_${responseCode ?? code ?? 'FAULT'}`;
    } finally {
      transport.close();
    }
  }
}
