import { createTransport } from 'nodemailer';
import { smtpOptions, type SmtpServer } from '../../../platform/smtp/smtp-options';
import type { CarrierOutcome, Letter, MailCarrier } from '../../domain/mail-carrier.port';

const TIMEOUT_MS = 60_000;
const CLOSING = 421;
/**
 * Commands before the message itself: with a fault in one of them nothing has left. A connection that breaks is told as
 * `CONN` at whatever moment, also while the server takes the message: that alone says nothing.
 */
const BEFORE_DATA = ['EHLO', 'HELO', 'STARTTLS', 'AUTH', 'MAIL FROM', 'RCPT TO'];
const NEVER_BEGUN = ['EDNS', 'EAUTH', 'ETLS'];
const BEFORE_GREETING = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'];

interface SmtpFault {
  readonly code: string;
  readonly command: string;
  readonly responseCode: number | null;
  readonly response: string;
  readonly neverConnected: boolean;
}

/** Mail by SMTP (RFC 5321): a connection for each letter, so that none waits behind another. */
export class SmtpCarrier implements MailCarrier {
  readonly isOpen: boolean;

  constructor(private readonly server: SmtpServer) {
    this.isOpen = server.url !== undefined;
  }

  async send(letter: Letter): Promise<CarrierOutcome> {
    const transport = createTransport(smtpOptions(this.server, TIMEOUT_MS));
    try {
      const { messageId, from, to, subject, text, attachments } = letter;
      const sent = await transport.sendMail({
        messageId,
        from,
        to,
        subject,
        text,
        attachments: attachments.map(({ fileName, mediaType, path }) => ({
          filename: fileName,
          contentType: mediaType,
          path,
        })),
      });
      return { kind: 'TAKEN', response: sent.response.slice(0, 500) };
    } catch (fault) {
      return outcomeOf(faultOf(fault));
    } finally {
      transport.close();
    }
  }
}

/** A server that answered has decided; one that fell silent after it was given the message may have taken it. */
function outcomeOf({ code, command, responseCode, response, neverConnected }: SmtpFault): CarrierOutcome {
  const isBefore = neverConnected || BEFORE_DATA.includes(command) || NEVER_BEGUN.includes(code);
  // A server that closes (421) while it has the message tells nothing about the message.
  if (responseCode !== null && (isBefore || responseCode !== CLOSING))
    return { kind: responseCode >= 500 ? 'REFUSED' : 'NOT_YET', code: `SMTP_${responseCode}`, response };
  return { kind: isBefore ? 'NOT_YET' : 'UNKNOWN', code: `SMTP_${code}`, response };
}

function faultOf(fault: unknown): SmtpFault {
  const said = (fault ?? {}) as Record<string, unknown>;
  const textOf = (name: string): string => (typeof said[name] === 'string' ? said[name].slice(0, 500) : '');
  return {
    code: textOf('code') || 'FAULT',
    command: textOf('command'),
    responseCode: typeof said.responseCode === 'number' ? said.responseCode : null,
    response: textOf('response') || textOf('message'),
    neverConnected: textOf('syscall') === 'connect' || BEFORE_GREETING.includes(textOf('timeoutType')),
  };
}
