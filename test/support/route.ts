import { legalDate } from '@libro-firma/kernel';
import type { Application } from './application';
import { type Office } from './office';
import type { Answer, Desk } from './people';
import type { RequestDetail } from '../../src/signature-books';

export const codeOf = (answer: Answer<unknown>): string | undefined =>
  (answer.body as { code?: string }).code;

export async function personId(app: Application, username: string): Promise<string> {
  const { rows } = await app.superuser.query<{ id: string }>('SELECT id FROM person WHERE username = $1', [
    username,
  ]);
  return rows[0]!.id;
}

export async function officeId(app: Application, code: string): Promise<string> {
  const { rows } = await app.superuser.query<{ id: string }>('SELECT id FROM office WHERE code = $1', [code]);
  return rows[0]!.id;
}

/** The signer of the office lets somebody else sign for him, today. */
export async function delegateToday(office: Office, username: string): Promise<{ readonly id: string }> {
  const today = legalDate(office.app.clock.now());
  return office.signer.must(
    office.signer.post('delegations', {
      delegateId: await personId(office.app, username),
      actReference: 'Determina n. 12',
      reason: 'Assenza',
      kinds: ['SIGN'],
      validFrom: today,
      validTo: today,
    }),
  );
}

/** Lets the rules of a request's type be others than the plain ones, for what is written from now on. */
export async function setPolicy(app: Application, part: object): Promise<void> {
  await app.superuser.query('UPDATE document_type SET policy = policy || $1::jsonb', [JSON.stringify(part)]);
}

/** Writes, starts and has checked a request along a route of one's own. */
export async function started(
  office: Office,
  route: readonly object[],
  more: object = {},
): Promise<RequestDetail> {
  const content = { ...(await office.content({ withProtocol: true })), route, ...more };
  const { id } = await office.drafter.must<RequestDetail>(office.drafter.post('signing-requests', content));
  await office.app.drain();
  return office.read(id);
}

/** One act on the task that a request shows to who reads it. */
export function onTask(
  desk: Desk,
  request: RequestDetail,
  act: string,
  body: object = {},
): Promise<Answer<unknown>> {
  const { id, version } = request.myTask ?? { id: 'none', version: 0 };
  return desk.post(`tasks/${id}/${act}`, { version, ...body });
}

export function onRequest(
  desk: Desk,
  request: RequestDetail,
  act: string,
  body: object = {},
): Promise<Answer<unknown>> {
  return desk.post(`signing-requests/${request.id}/${act}`, { version: request.version, ...body });
}
