import { readFileSync } from 'node:fs';

export interface SmtpServer {
  /** `smtp://user@host:port` or `smtps://…`; the password stands in a mounted file, never here. */
  readonly url: string | undefined;
  readonly passwordFile: string | undefined;
}

/** What nodemailer is told to reach that server; `timeoutMs` bounds the connection, its greeting and each silence. */
export function smtpOptions({ url: address = '', passwordFile }: SmtpServer, timeoutMs: number) {
  const url = new URL(address);
  const isSecure = url.protocol === 'smtps:';
  const pass = passwordFile ? readFileSync(passwordFile, 'utf8').trim() : '';
  return {
    host: url.hostname,
    port: Number(url.port || (isSecure ? 465 : 587)),
    secure: isSecure,
    // A password never crosses the network in clear.
    requireTLS: !isSecure && url.username !== '',
    ...(url.username !== '' && { auth: { user: decodeURIComponent(url.username), pass } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableUrlAccess: true,
  };
}
