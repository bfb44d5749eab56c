import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the mail server does with the next letter, once. */
export type Behaviour = 'TAKE' | 'GREYLIST' | 'REJECT' | 'HANG_UP_IN_DATA';

/** A real mail server on loopback that keeps what it took. */
export class MailServer {
  readonly taken: { readonly to: string; readonly raw: string }[] = [];
  next: Behaviour = 'TAKE';
  private readonly server: SMTPServer;

  constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: (_address, _session, done) => {
        if (this.next === 'GREYLIST') done(this.refusal(451, 'greylisted'));
        else if (this.next === 'REJECT') done(this.refusal(550, 'no such user'));
        else done();
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const to = session.envelope.rcptTo[0]?.address ?? '';
          this.taken.push({ to, raw: Buffer.concat(parts).toString('utf8') });
          // It has the letter and nobody hears of it: what a crash looks like from outside.
          if (this.next === 'HANG_UP_IN_DATA') {
            this.next = 'TAKE';
            for (const connection of this.connections()) connection.close();
            return;
          }
          done();
        });
      },
    });
    this.server.on('error', () => undefined); // connections that the tests cut
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve) => {
      const listener = this.server.listen(port, '127.0.0.1', () => {
        resolve((listener.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private refusal(responseCode: number, message: string): Error {
    this.next = 'TAKE';
    return Object.assign(new Error(message), { responseCode });
  }

  private connections(): { close(): void }[] {
    return [...(this.server as unknown as { connections: Set<{ close(): void }> }).connections];
  }
}
