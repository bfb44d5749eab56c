import { X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Authorisations } from './authorisations';
import { algorithmsOf, type HeldCredential, signDigest } from './credentials';

/** Ways in which a provider goes wrong; none is undefined. */
export type CscFault =
  | 'HALF_THE_SIGNATURES'
  | 'WRONG_ORDER'
  | 'WRONG_SIGNATURE'
  | 'SAD_EXPIRES'
  | 'NEVER_ANSWERS'
  | 'HTML_PAGE'
  | 'SERVER_ERROR'
  | 'NO_CODE_SENT';

export interface CscCall {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const METHODS = [
  'auth/login',
  'credentials/list',
  'credentials/info',
  'credentials/authorize',
  'credentials/sendOTP',
  'credentials/extendTransaction',
  'signatures/signHash',
];
const USER = { name: 'libro-firma', secret: 'segreto-del-servizio' };
export const SERVICE_TOKEN = 'gettone-del-servizio';

type Body = Readonly<Record<string, unknown>>;
type Answer = { readonly status: number; readonly json: unknown };

/**
 * A provider of remote signatures for tests, after version 1.0.4.0 of the CSC API: it keeps to the rules, and breaks the
 * one that `fault` names. What it was asked is kept in `calls`, in order.
 */
export class CscServer {
  fault: CscFault | undefined;
  delayMs = 0;
  /** False: it renews no authorisation, so that all its signatures come of one call. */
  extends = true;
  readonly calls: CscCall[] = [];
  readonly authorisations = new Authorisations();
  /** How often each hash was signed. */
  readonly signed = new Map<string, number>();
  readonly credentials = new Map<string, HeldCredential>();

  private constructor(private readonly server: Server) {}

  static async start(credentials: readonly HeldCredential[], port = 0): Promise<CscServer> {
    const server = createServer((request, response) => void provider.serve(request, response));
    const provider = new CscServer(server);
    for (const credential of credentials) provider.credentials.set(credential.id, credential);
    await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/csc/v1`;
  }

  /** As the settings of the service name it. */
  settings(more: object = {}) {
    const { name: user, secret } = USER;
    const base = { id: 'prova', name: 'Firma remota di prova', url: this.url };
    return { ...base, authType: 'oauth2client' as const, user, secret, ...more };
  }

  count(method: string): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/csc/v1/', '');
    const text = (await buffer(request)).toString();
    const isForm = request.headers['content-type']?.includes('form') === true;
    const body: Body = isForm
      ? Object.fromEntries(new URLSearchParams(text))
      : (JSON.parse(text || '{}') as Body);
    this.calls.push({ method, body });
    if (this.fault === 'NEVER_ANSWERS' && method.startsWith('sig')) return;
    if (this.delayMs > 0) await new Promise((wake) => setTimeout(wake, this.delayMs));
    if (this.fault === 'HTML_PAGE') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Accesso</html>');
      return;
    }
    const { status, json } = this.answer(method, body, request.headers.authorization ?? '');
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(json === null ? '' : JSON.stringify(json));
  }

  private answer(method: string, body: Body, authorization: string): Answer {
    if (this.fault === 'SERVER_ERROR') return { status: 500, json: { error: 'server_error' } };
    if (method === 'info') return ok(this.info());
    if (method === 'auth/login') {
      const basic = Buffer.from(`${USER.name}:${USER.secret}`).toString('base64');
      return authorization === `Basic ${basic}` ? token() : failed('authentication_error', '', 401);
    }
    if (method === 'oauth2/token') {
      const isUs = body.client_id === USER.name && body.client_secret === USER.secret;
      return isUs && body.grant_type === 'client_credentials' ? token() : failed('invalid_client', '', 401);
    }
    if (authorization !== `Bearer ${SERVICE_TOKEN}`) return failed('invalid_token', '', 401);
    if (method === 'credentials/list') {
      const ids = [...this.credentials.values()].filter(
        ({ userId }) => body.userID === undefined || body.userID === userId,
      );
      return ok({ credentialIDs: ids.map(({ id }) => id) });
    }
    const credential = this.credentials.get(String(body.credentialID));
    if (!credential) return failed('invalid_request', 'Invalid parameter credentialID');
    return this.ofCredential(method, credential, body);
  }

  private ofCredential(method: string, credential: HeldCredential, body: Body): Answer {
    const { id } = credential;
    const hash = body.hash as readonly string[] | undefined;
    switch (method) {
      case 'credentials/info':
        return ok(credentialInfo(credential));
      case 'credentials/sendOTP':
        if (this.fault === 'NO_CODE_SENT') return failed('invalid_request', 'The OTP could not be sent');
        this.authorisations.nextOtp(id);
        return ok(null);
      case 'credentials/authorize':
        return outcome(
          this.authorisations.authorise(credential, {
            numSignatures: Number(body.numSignatures),
            hash,
            pin: body.PIN as string | undefined,
            otp: body.OTP as string | undefined,
          }),
        );
      case 'credentials/extendTransaction':
        if (this.fault === 'SAD_EXPIRES') this.authorisations.expireAll();
        return outcome(this.authorisations.extend(String(body.SAD), hash));
      case 'signatures/signHash':
        return this.signHash(credential, body, hash ?? []);
      default:
        return failed('invalid_request', 'Unknown method', 404);
    }
  }

  private signHash(credential: HeldCredential, body: Body, hash: readonly string[]): Answer {
    const refused = this.authorisations.use(String(body.SAD), credential.id, hash);
    if (refused) return { status: 400, json: refused };
    const algorithm = { signAlgo: String(body.signAlgo), hashAlgo: String(body.hashAlgo) };
    const values = hash.map((one) => {
      this.signed.set(one, (this.signed.get(one) ?? 0) + 1);
      return signDigest(credential.key, Buffer.from(one, 'base64'), algorithm)?.toString('base64');
    });
    if (values.includes(undefined)) return failed('invalid_request', 'Invalid parameter signAlgo');
    return ok({ signatures: this.spoil(values as string[]) });
  }

  private spoil(values: string[]): string[] {
    if (this.fault === 'HALF_THE_SIGNATURES') return values.slice(0, Math.floor(values.length / 2));
    if (this.fault === 'WRONG_ORDER') return [...values].reverse();
    if (this.fault !== 'WRONG_SIGNATURE') return values;
    const [first = '', ...rest] = values;
    const bytes = Buffer.from(first, 'base64');
    bytes[bytes.length - 1]! ^= 1;
    return [bytes.toString('base64'), ...rest];
  }

  private info() {
    const methods = METHODS.filter((name) => this.extends || !name.endsWith('extendTransaction'));
    return {
      specs: '1.0.4.0',
      name: 'Prestatore di prova',
      logo: 'https://prova.invalid/logo.png',
      region: 'IT',
      lang: 'it-IT',
      description: 'Firma remota per prove, senza valore',
      authType: ['basic', 'oauth2client'],
      oauth2: this.url,
      methods,
    };
  }
}

function credentialInfo(credential: HeldCredential) {
  const { key, certificates, scal = '2', multisign = 100, authMode = 'explicit', pin, otp } = credential;
  const certificate = new X509Certificate(certificates[0] ?? Buffer.alloc(0));
  return {
    key: {
      status: credential.status ?? 'enabled',
      algo: algorithmsOf(credential),
      len: key.asymmetricKeyDetails?.modulusLength ?? 256,
    },
    cert: {
      status: 'valid',
      certificates: certificates.map((der) => der.toString('base64')),
      issuerDN: certificate.issuer,
      subjectDN: certificate.subject,
      serialNumber: certificate.serialNumber,
    },
    authMode,
    SCAL: scal,
    PIN: { presence: String(pin !== undefined) },
    OTP: { presence: String(otp !== undefined), ...(otp && { type: otp }) },
    multisign,
    lang: 'it-IT',
  };
}

function ok(json: unknown): Answer {
  return { status: json === null ? 204 : 200, json };
}

function token(): Answer {
  return ok({ access_token: SERVICE_TOKEN, token_type: 'Bearer', expires_in: 3_600 });
}

function failed(error: string, words: string, status = 400): Answer {
  return { status, json: { error, error_description: words } };
}

function outcome(result: object): Answer {
  return { status: 'error' in result ? 400 : 200, json: result };
}
