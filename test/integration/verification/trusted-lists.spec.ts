import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from '@libro-firma/asn1';
import { xmlEngine } from '@libro-firma/xml';
import { createTestPki } from '../../../libs/signature/testing/pki/test-pki';
import { stampedCms } from '../../../libs/signature/testing/stamped-cms';
import { type TestAuthority, testCertificate } from '../../../libs/trust/testing/test-certificates';
import { listXml, signList, type TestList } from '../../../libs/trust/testing/test-lists';
import { RefreshTrustedLists } from '../../../src/verification/application/refresh-trusted-lists.use-case';
import type { TrustedListsView, VerificationView } from '../../../src/verification/http/verification.schema';
import { Application } from '../../support/application';
import { formOf } from '../../support/forms';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;

/** What a member state publishes, on the loopback interface; remembers what it was asked. */
class ListServer {
  readonly asked: string[] = [];
  private readonly files = new Map<string, { readonly bytes: Buffer; readonly etag: string }>();
  private server: Server | null = null;

  async open(): Promise<void> {
    this.server = createServer((request, response) => {
      const file = this.files.get(request.url ?? '');
      const isHeld = file && request.headers['if-none-match'] === file.etag;
      const status = file ? (isHeld ? 304 : 200) : 404;
      this.asked.push(`${request.url ?? ''} ${status}`);
      response.writeHead(status, file ? { etag: file.etag, 'content-type': 'application/xml' } : {});
      response.end(status === 200 ? file?.bytes : undefined);
    });
    await new Promise<void>((done) => this.server?.listen(0, '127.0.0.1', done));
  }

  get host(): string {
    return `127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  publish(path: string, bytes: Buffer): Promise<void> {
    this.files.set(path, { bytes, etag: `"${randomUUID()}"` });
    return Promise.resolve();
  }

  withdraw(path: string): Promise<void> {
    this.files.delete(path);
    return Promise.resolve();
  }

  /** What was asked since the last call. */
  takeAsked(): string[] {
    return this.asked.splice(0);
  }

  close(): void {
    this.server?.close();
  }
}

describeWith('database', 'trusted lists', () => {
  const server = new ListServer();
  const pki = createTestPki();
  const [journal, national] = [
    testCertificate({ name: 'Gazzetta' }),
    testCertificate({ name: 'AgID di prova' }),
  ];
  const p7m = stampedCms({ content: Buffer.from('Atto'), signer: pki.signer({ claimsQualified: true }) });
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-lists-'));
  let app: Application;
  let auditor: Desk;

  const publish = async (
    path: string,
    wish: TestList,
    signer: TestAuthority,
    change = (xml: string): string => xml,
  ): Promise<void> => {
    const xml = listXml(wish).replace('https://example.invalid/IT.xml', `http://${server.host}/IT.xml`);
    await server.publish(path, signList(change(xml), signer, await xmlEngine()));
  };
  const publishTop = (names: Certificate, sequenceNumber = 1, by = journal): Promise<void> =>
    publish(
      '/lotl.xml',
      { territory: 'EU', sequenceNumber, pointers: [{ territory: 'IT', certificates: [names] }] },
      by,
    );
  const italian = (sequenceNumber: number, nextUpdate?: string): TestList => ({
    territory: 'IT',
    sequenceNumber,
    ...(nextUpdate && { nextUpdate }),
    services: [
      {
        certificate: pki.intermediate.holder.read,
        periods: [{ status: 'granted', from: '2016-07-01T00:00:00Z', additional: ['ForeSignatures'] }],
      },
    ],
  });
  /** The next round, some hours later. */
  const refresh = async (): Promise<void> => {
    app.clock.advance(7 * 3_600_000);
    auditor = await logIn(app, PEOPLE.auditor); // no session lasts so long
    await app.api.get(RefreshTrustedLists).execute();
  };
  const shown = async (): Promise<TrustedListsView> =>
    (await auditor.get<TrustedListsView>('trusted-lists')).body;
  const verify = async (): Promise<VerificationView> =>
    (
      await auditor.send<VerificationView>(
        'POST',
        'verifications',
        formOf([{ fileName: 'a.p7m', bytes: p7m }]),
      )
    ).body;
  const numbers = async (): Promise<string[]> =>
    (await shown()).lists.map(({ territory, sequenceNumber }) => `${territory} ${sequenceNumber}`);
  const faults = async (): Promise<(string | null)[]> => (await shown()).sources.map(({ fault }) => fault);

  beforeAll(async () => {
    await server.open();
    const pem = journal.certificate.der.toString('base64');
    writeFileSync(
      join(folder, 'journal.pem'),
      `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`,
    );
    app = await Application.start({
      worker: false,
      environment: {
        TRUSTED_LISTS_JOURNAL: join(folder, 'journal.pem'),
        TRUSTED_LISTS_URL: `http://${server.host}/lotl.xml`,
        VERIFY_INNER_HOSTS: server.host,
      },
    });
    auditor = await logIn(app, PEOPLE.auditor);
  }, 120_000);

  afterAll(async () => {
    await app.close();
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('that nobody has fetched make nothing qualified, and it is said', async () => {
    expect(await verify()).toMatchObject({
      trust: { lists: [] },
      signatures: [{ indication: 'INDETERMINATE', qualification: { level: 'NOT_DETERMINABLE' } }],
    });
  });

  it('are fetched, believed along the chain from the Official Journal, and make a signature qualified', async () => {
    await publishTop(national.certificate);
    await publish('/IT.xml', italian(5), national);
    await refresh();
    expect(await numbers()).toEqual(['EU 1', 'IT 5']);
    expect(await verify()).toMatchObject({
      trust: { lists: [{ territory: 'EU' }, { territory: 'IT', sequenceNumber: 5, isStale: false }] },
      signatures: [{ indication: 'TOTAL_PASSED', qualification: { level: 'QESig' } }],
    });
  });

  it('are asked conditionally, and not before they are due', async () => {
    server.takeAsked();
    await app.api.get(RefreshTrustedLists).execute();
    expect(server.takeAsked()).toEqual([]);
    await refresh();
    expect(server.takeAsked()).toEqual(['/lotl.xml 304', '/IT.xml 304']);
    expect(await faults()).toEqual([null, null]);
  });

  it.each([
    ['with a lower number', () => publish('/IT.xml', italian(4), national), 'SEQUENCE_WENT_BACK'],
    [
      'of an unknown signer',
      () => publish('/IT.xml', italian(6), testCertificate({ name: 'Ignoto' })),
      'SIGNER_NOT_NAMED',
    ],
    [
      'that was changed after it was signed',
      async () => {
        const xml = signList(listXml(italian(6)), national, await xmlEngine()).toString();
        await server.publish('/IT.xml', Buffer.from(xml.replace('granted', 'withdrawn')));
      },
      'SIGNATURE_BROKEN',
    ],
    ['that is none', () => server.publish('/IT.xml', Buffer.from('<html/>')), 'NOT_READABLE'],
    ['that is not there any more', () => server.withdraw('/IT.xml'), 'NETWORK_STATUS'],
  ])('%s are refused, and those that were accepted stay', async (_, change, fault) => {
    await change();
    await refresh();
    expect(await faults()).toEqual([null, fault]);
    expect(await numbers()).toEqual(['EU 1', 'IT 5']);
    expect((await verify()).signatures[0]?.indication).toBe('TOTAL_PASSED');
  });

  it('are refused with the whole list of lists when somebody else signs that', async () => {
    const stranger = testCertificate({ name: 'Sconosciuto' });
    await publishTop(stranger.certificate, 2, stranger);
    await publish('/IT.xml', italian(9), stranger);
    server.takeAsked();
    await refresh();
    expect(server.takeAsked()).toEqual(['/lotl.xml 200']); // no address of it is asked
    expect(await faults()).toContain('SIGNER_NOT_NAMED');
    expect(await numbers()).toEqual(['EU 1', 'IT 5']);
  });

  it('follow a pivot to a new signer of the list of lists, and ask for it once', async () => {
    const successor = testCertificate({ name: 'Gazzetta, nuova' });
    await publish(
      '/eu-lotl-pivot-1.xml',
      {
        territory: 'EU',
        sequenceNumber: 2,
        pointers: [{ territory: 'EU', certificates: [successor.certificate] }],
      },
      journal,
    );
    const pivot = `http://${server.host}/eu-lotl-pivot-1.xml`;
    await publish(
      '/lotl.xml',
      {
        territory: 'EU',
        sequenceNumber: 3,
        pointers: [{ territory: 'IT', certificates: [national.certificate] }],
      },
      successor,
      (xml) =>
        xml.replace('<URI xml:lang="en">https://example.invalid/</URI>', `<URI xml:lang="en">${pivot}</URI>`),
    );
    await publish('/IT.xml', italian(6), national);
    await refresh();
    expect(await numbers()).toEqual(['EU 3', 'IT 6']);
    server.takeAsked();
    await refresh();
    expect(server.takeAsked()).toEqual(['/lotl.xml 304', '/IT.xml 304']);
  });

  it('out of date count for nothing, and the result says so', async () => {
    const soon = new Date(app.clock.now().getTime() + DAY_MS).toISOString().slice(0, 19);
    await publish('/IT.xml', italian(7, `${soon}Z`), national);
    await refresh();
    expect((await verify()).signatures[0]?.indication).toBe('TOTAL_PASSED');
    app.clock.advance(2 * DAY_MS);
    auditor = await logIn(app, PEOPLE.auditor);
    expect(await verify()).toMatchObject({
      trust: { lists: [{ territory: 'EU' }, { territory: 'IT', isStale: true }] },
      signatures: [{ indication: 'INDETERMINATE', qualification: { reason: expect.any(String) as string } }],
    });
  });

  it('of a run are kept: it is repeated with them when others are in use', async () => {
    await publish('/IT.xml', italian(8), national);
    await refresh();
    const first = await verify();
    await publish('/IT.xml', { territory: 'IT', sequenceNumber: 9 }, national);
    await refresh();
    expect((await verify()).signatures[0]?.indication).toBe('INDETERMINATE');
    const again = await auditor.send<VerificationView>(
      'POST',
      `verifications/${first.id}/repetitions`,
      formOf([{ fileName: 'a.p7m', bytes: p7m }]),
    );
    expect(again.body.trust).toEqual(first.trust);
    expect(again.body.signatures[0]).toEqual(first.signatures[0]);
  });

  it('imported into the trust folder count as those that were fetched', async () => {
    const list = signList(listXml(italian(20)), national, await xmlEngine());
    writeFileSync(join(folder, 'IT.xml'), list);
    copyFileSync(join(folder, 'IT.xml'), join(app.dataDir, 'trust', 'IT.xml'));
    expect((await shown()).lists).toContainEqual(
      expect.objectContaining({ territory: 'IT', sequenceNumber: 20, origin: 'IMPORTED' }),
    );
    expect((await verify()).signatures[0]?.indication).toBe('TOTAL_PASSED');
  });
});
