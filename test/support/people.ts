import { randomUUID } from 'node:crypto';
import { newId } from '@libro-firma/kernel';
import type { Role } from '../../src/organisation';
import { checkCharacterOf } from '../../src/organisation/domain/tax-code';
import type { Problem } from '../../src/platform/http';
import type { Application } from './application';

/** Demo people, by what they do in the tests. */
export const PEOPLE = {
  drafter: 'giulia.bianchi',
  endorser: 'niccolo.damico',
  signer: 'maria.rossi',
  clerk: 'salvatore.lopresti',
  recordsManager: 'annamaria.greco',
  vicar: 'paolo.dellaquila',
  auditor: 'chiara.ferrara',
  drafterOfTaxes: 'jozef.nowak',
  signerOfTaxes: 'rosalia.messina',
  preservationManager: 'antonino.cusumano',
  administrator: 'francesca.distefano',
  operator: 'luca.marino',
} as const;

export const PIN = '24681357';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
  readonly body: T;
  readonly bytes: Buffer;
}

export interface Sent {
  readonly body?: object | Buffer | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Upload {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** The API as one person, or nobody, uses it. */
export class Desk {
  constructor(
    private readonly app: Application,
    readonly cookies: Readonly<Record<string, string>> = {},
  ) {}

  async send<T = Problem>(method: Method, path: string, sent: Sent = {}): Promise<Answer<T>> {
    const answer = await this.app.api.inject({
      method,
      url: path.startsWith('/') ? path : `/api/v1/${path}`,
      cookies: { ...this.cookies },
      headers: { 'x-requested-with': 'test', ...sent.headers },
      ...(sent.body !== undefined && { payload: sent.body }),
    });
    const isJson = /json/.test(String(answer.headers['content-type'] ?? ''));
    const body = (isJson && answer.body !== '' ? answer.json() : answer.body) as T;
    return { status: answer.statusCode, headers: answer.headers, body, bytes: answer.rawPayload };
  }

  get<T = Problem>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, { headers });
  }

  post<T = Problem>(path: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) {
    return this.send<T>('POST', path, { body, headers });
  }

  put<T = Problem>(path: string, body: object = {}): Promise<Answer<T>> {
    return this.send<T>('PUT', path, { body });
  }

  delete<T = Problem>(path: string): Promise<Answer<T>> {
    return this.send<T>('DELETE', path);
  }

  upload<T>(path: string, { fileName, bytes }: Upload, headers: Readonly<Record<string, string>> = {}) {
    const { body, contentType } = multipart(fileName, bytes);
    return this.send<T>('POST', path, { body, headers: { 'content-type': contentType, ...headers } });
  }

  /** The body of an answer that must be a success. */
  async must<T>(answering: Promise<Answer<unknown>>): Promise<T> {
    const { status, body } = await answering;
    if (status >= 400) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body as T;
  }
}

export async function logIn(app: Application, username: string): Promise<Desk> {
  const answer = await new Desk(app).post('session', { username, password: 'demo' });
  if (answer.status !== 200) throw new Error(`${username} cannot log in: ${JSON.stringify(answer.body)}`);
  const [first = ''] = [answer.headers['set-cookie'] ?? ''].flat();
  const [pair = ''] = String(first).split(';');
  const [name = '', value = ''] = pair.split('=');
  return new Desk(app, { [name]: value });
}

export function multipart(fileName: string, bytes: Buffer): { body: Buffer; contentType: string } {
  const boundary = `----${randomUUID()}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/** Appoints an invented person; in an AOO and office of the demo body, or of a body of its own. */
export async function appoint(
  app: Application,
  person: { username: string; roles: readonly Role[]; officeCode: string },
): Promise<void> {
  const { rows } = await app.superuser.query<{ id: string; body_id: string; aoo_id: string }>(
    'SELECT id, body_id, aoo_id FROM office WHERE code = $1',
    [person.officeCode],
  );
  const office = rows[0];
  if (!office) throw new Error(`no office ${person.officeCode}`);
  const personId = newId();
  await app.superuser.query(
    `INSERT INTO person (id, body_id, given_name, family_name, tax_code, username)
     VALUES ($1, $2, 'Ospite', $3, $4, $3)`,
    [personId, office.body_id, person.username, aTaxCode()],
  );
  for (const role of person.roles)
    await app.superuser.query(
      `INSERT INTO appointment (id, body_id, aoo_id, person_id, office_id, role, act_reference, valid_from)
       VALUES ($1, $2, $3, $4, $5, $6, 'Decreto di prova', '2026-01-01')`,
      [newId(), office.body_id, office.aoo_id, personId, office.id, role],
    );
}

/** A second body with one AOO and one office; its people hold every role there is. */
export async function aSecondBody(app: Application): Promise<{ officeCode: string }> {
  const [bodyId, aooId, sectorId] = [newId(), newId(), newId()];
  const officeCode = 'ALTRO-UFFICIO';
  const run = (sql: string, values: readonly unknown[]) => app.superuser.query(sql, [...values]);
  await run(
    `INSERT INTO body (id, name, ipa_code, tax_code) VALUES ($1, 'Altro ente', 'c_altro', '00000000000')`,
    [bodyId],
  );
  await run(`INSERT INTO aoo (id, body_id, code, name) VALUES ($1, $2, 'AOO-ALTRA', 'Altra')`, [
    aooId,
    bodyId,
  ]);
  await run(
    `INSERT INTO register (id, body_id, aoo_id, code, name, kind) VALUES ($1, $2, $3, 'PG', 'Protocollo', 'PROTOCOL')`,
    [newId(), bodyId, aooId],
  );
  await run(`INSERT INTO sector (id, body_id, aoo_id, name) VALUES ($1, $2, $3, 'Altro')`, [
    sectorId,
    bodyId,
    aooId,
  ]);
  await run(
    `INSERT INTO office (id, body_id, aoo_id, sector_id, kind, code, name) VALUES ($1, $2, $3, $4, 'UOR', $5, 'Altro')`,
    [newId(), bodyId, aooId, sectorId, officeCode],
  );
  return { officeCode };
}

let taxCodes = 0;

function aTaxCode(): string {
  taxCodes += 1;
  const first = `XYZABC80A01${'ABCDEFGHIJ'[Math.floor(taxCodes / 1000) % 10]}${String(taxCodes % 1000).padStart(3, '0')}`;
  return first + checkCharacterOf(first);
}
