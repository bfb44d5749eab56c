import Ajv from 'ajv';
import { createTestPki } from '../../../libs/signature/testing/pki/test-pki';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import type { VerificationView } from '../../../src/verification/http/verification.schema';
import { useApplication } from '../../support/application';
import { formOf } from '../../support/forms';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(60_000);

interface Described {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, Answer> }>>;
}
interface Answer {
  readonly content?: Record<string, { readonly schema?: object }>;
}

describeWith('database', 'the description of the API', () => {
  const app = useApplication({ worker: false });
  const p7m = stampedCms({ content: Buffer.from('Atto'), signer: createTestPki().signer() });
  let auditor: Desk;
  let described: Described;

  beforeAll(async () => {
    auditor = await logIn(app(), PEOPLE.auditor);
    described = (await auditor.get<Described>('/api/openapi.json')).body;
  });

  const answer = (method: string, path: string, status: number): Answer | undefined =>
    described.paths[`/api/v1/${path}`]?.[method]?.responses[status];
  const faultsOf = (method: string, path: string, status: number, body: unknown): unknown => {
    const schema = answer(method, path, status)?.content?.['application/json']?.schema;
    if (!schema) return `${method} ${path} ${status} is not described`;
    // The dialect of OpenAPI 3.0 says what may be null by a word of its own, and formats are for readers.
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    return ajv.validate(schema, body) ? [] : ajv.errors;
  };

  it('says of every route of verifications what it answers', () => {
    const silent = Object.entries(described.paths)
      .filter(([path]) => /\/(?:verifications|verification-batches|trusted-lists)/.test(path))
      .flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, { responses }]) => {
          const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
          const isSaid = good.some(([status, { content = {} }]) =>
            status === '204' ? true : Object.values(content).some(({ schema }) => schema !== undefined),
          );
          return isSaid ? [] : [`${method} ${path}`];
        }),
      );
    expect(silent).toEqual([]);
  });

  it('tells of the answers what they are', async () => {
    const form = formOf([{ fileName: 'atto.p7m', bytes: p7m }]);
    const run = await auditor.send<VerificationView>('POST', 'verifications', form);
    expect(faultsOf('post', 'verifications', 200, run.body)).toEqual([]);
    const later = await auditor.send('POST', 'verifications', {
      ...form,
      headers: { ...form.headers, prefer: 'respond-async' },
    });
    expect(faultsOf('post', 'verifications', 202, later.body)).toEqual([]);
    const found = await auditor.get(`verifications/${run.body.id}`);
    expect(faultsOf('get', 'verifications/{id}', 200, found.body)).toEqual([]);
    const again = await auditor.send('POST', `verifications/${run.body.id}/repetitions`, form);
    expect(faultsOf('post', 'verifications/{id}/repetitions', 200, again.body)).toEqual([]);
    const day = await auditor.get(`verifications/${run.body.id}/valid-at?day=2020-01-01`);
    expect(faultsOf('get', 'verifications/{id}/valid-at', 200, day.body)).toEqual([]);
    const batch = await auditor.send('POST', 'verification-batches', form);
    expect(faultsOf('post', 'verification-batches', 202, batch.body)).toEqual([]);
    expect(faultsOf('get', 'trusted-lists', 200, (await auditor.get('trusted-lists')).body)).toEqual([]);
    // It judges: a member that is missing is a fault.
    const { sha256: _left, ...without } = run.body;
    expect(faultsOf('post', 'verifications', 200, without)).not.toEqual([]);
  });
});
