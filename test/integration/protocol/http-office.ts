import { createHash } from 'node:crypto';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { newId } from '@libro-firma/kernel';
import { Client } from 'pg';
import { ROLES, type Role } from '../../../src/organisation';
import { checkCharacterOf } from '../../../src/organisation/domain/tax-code';
import { RouteCheck } from '../../../src/platform/http/route-check';
import { API_PREFIX } from '../../../src/platform/http/server';
import { Sessions } from '../../../src/platform/identity';
import { createLogger } from '../../../src/platform/observability/logger';
import { PlatformModule } from '../../../src/platform/platform.module';
import { shutDown } from '../../../src/platform/shut-down';
import { OBJECT_STORE, type ObjectStore } from '../../../src/platform/storage';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { NoPermissions, officeModules, officeSettings, seedOffice } from './office';

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

export const CLERK = 'salvatore.lopresti';

/** The protocol by HTTP, for a suite: the api of the modules up to the protocol, on a database of its own. */
export class HttpOffice {
  private constructor(
    readonly database: TestDatabase,
    /** Does with the tables whatever it likes, as nobody in the service can. */
    readonly superuser: Client,
    readonly app: NestFastifyApplication,
  ) {}

  static async open(): Promise<HttpOffice> {
    const database = await createTestDatabase();
    await seedOffice(database);
    const superuser = new Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    const platform = PlatformModule.forProcess({
      settings: officeSettings(database),
      logger: createLogger(process.env.TEST_LOG ? 'error' : 'silent', 'api'),
      modules: officeModules,
      process: 'api',
    });
    const module = await Test.createTestingModule({
      imports: [platform, NoPermissions, ...officeModules.map(({ nest }) => nest)],
    }).compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    // The cookie plugin loads itself in a way that jest does not allow; reading one cookie is all that is needed.
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRequest', (request, _reply, done) => {
        const token = /libro_firma_session=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
        Object.assign(request, { cookies: token ? { libro_firma_session: token } : {} });
        done();
      });
    app.setGlobalPrefix(API_PREFIX);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    app.get(RouteCheck).assertComplete();
    return new HttpOffice(database, superuser, app);
  }

  async close(): Promise<void> {
    try {
      await shutDown(this.app);
    } finally {
      await this.superuser.end();
      await this.database.drop();
    }
  }

  /** Asks as the demo person of that login. */
  async as(username: string) {
    const { rows } = await this.superuser.query<{
      id: string;
      body_id: string;
      aoo_id: string;
      office_id: string;
    }>(
      `SELECT person.id, person.body_id, appointment.aoo_id, appointment.office_id
         FROM person JOIN appointment ON appointment.person_id = person.id WHERE username = $1`,
      [username],
    );
    const person = rows[0]!;
    const token = await this.app.get(Sessions).open({ personId: person.id, bodyId: person.body_id });
    const call =
      (method: 'GET' | 'POST' | 'PUT' | 'DELETE') =>
      (path: string, payload?: object, headers: Record<string, string> = {}) =>
        this.app.inject({
          method,
          url: `/api/v1/${path}`,
          headers: {
            cookie: `libro_firma_session=${token}`,
            'x-requested-with': 'test',
            'accept-language': 'it',
            ...headers,
          },
          ...(payload && { payload }),
        });
    return {
      personId: person.id,
      bodyId: person.body_id,
      aooId: person.aoo_id,
      officeId: person.office_id,
      get: call('GET'),
      post: call('POST'),
      put: call('PUT'),
      delete: call('DELETE'),
    };
  }

  /** What an upload leaves. */
  async anUpload(username: string, fileName = 'istanza.pdf', text = fileName): Promise<string> {
    const [documentId, versionId] = [newId(), newId()];
    const { sha256, size } = await this.app.get<ObjectStore>(OBJECT_STORE).put(Buffer.from(text));
    await this.superuser.query(
      `INSERT INTO document (id, body_id, aoo_id, owner_id, file_name, created_at)
       SELECT $1, person.body_id, aoo.id, person.id, $2, now() FROM person
         JOIN aoo ON aoo.body_id = person.body_id AND aoo.code = 'AOO-CEN' WHERE username = $3`,
      [documentId, fileName, username],
    );
    await this.superuser.query(
      `INSERT INTO document_version (id, body_id, document_id, number, sha256, size, media_type, origin, signatures, created_at)
       SELECT $1, body_id, id, 1, $3, $4, 'text/plain', 'UPLOADED', 0, now() FROM document WHERE id = $2`,
      [versionId, documentId, sha256, size],
    );
    return documentId;
  }

  /** Registers an incoming document of the clerk; the answer must be a success. */
  async registered<T = { id: string; number: string; year: number }>(more: object = {}): Promise<T> {
    const { post } = await this.as(CLERK);
    const answer = await post('registrations', {
      subject: 'Richiesta di manutenzione dell’acquedotto',
      sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
      classificationCode: '6.1',
      documentId: await this.anUpload(CLERK),
      ...more,
    });
    if (answer.statusCode !== 201) throw new Error(`${answer.statusCode}: ${answer.body}`);
    return answer.json<T>();
  }
}

/** The office of a suite, opened before its tests and closed after them. */
export function useHttpOffice(): () => HttpOffice {
  let office: HttpOffice | null = null;
  beforeAll(async () => {
    office = await HttpOffice.open();
  }, 120_000);
  afterAll(async () => {
    await office?.close();
  }, 60_000);
  return () => {
    if (!office) throw new Error('the office did not open');
    return office;
  };
}

/** A person for each role there is, `prova.ROLE`, in the office LLPP. */
export async function appointAll(office: HttpOffice): Promise<void> {
  for (const [place, role] of ROLES.entries()) await appoint(office, `prova.${role}`, role, place);
}

async function appoint(
  { superuser }: HttpOffice,
  username: string,
  role: Role,
  place: number,
): Promise<void> {
  const { rows } = await superuser.query<{ id: string; body_id: string; aoo_id: string }>(
    `SELECT id, body_id, aoo_id FROM office WHERE code = 'LLPP'`,
  );
  const { id: officeId, body_id: bodyId, aoo_id: aooId } = rows[0]!;
  const personId = newId();
  const taxCode = `XYZABC80A01A${String(place).padStart(3, '0')}`;
  await superuser.query(
    `INSERT INTO person (id, body_id, given_name, family_name, tax_code, username) VALUES ($1, $2, 'Ospite', $3, $4, $3)`,
    [personId, bodyId, username, taxCode + checkCharacterOf(taxCode)],
  );
  await superuser.query(
    `INSERT INTO appointment (id, body_id, aoo_id, person_id, office_id, role, act_reference, valid_from)
     VALUES ($1, $2, $3, $4, $5, $6, 'Decreto di prova', '2026-01-01')`,
    [newId(), bodyId, aooId, personId, officeId, role],
  );
}
