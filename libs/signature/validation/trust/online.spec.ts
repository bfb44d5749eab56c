import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bufferSource } from '@libro-firma/pdf';
import { publicTransport, revocationClient, validateFile, type RevocationSource } from '../../index';
import { TRANSPORT_FAULTS } from '../../testing/pki/faults';
import { LivePki } from '../../testing/pki/live-services';
import { createTestPki } from '../../testing/pki/test-pki';
import { stampedCms } from '../../testing/stamped-cms';

const content = Buffer.from('Ordinanza n. 3\n');

describe('a file whose certificates name live services', () => {
  let live: LivePki;
  beforeAll(async () => (live = await LivePki.start()));
  afterAll(() => live.close());
  afterEach(() => Object.assign(live.faults, { ocsp: undefined, crl: undefined }));

  /** Reaches the loopback interface only because the configuration names it. */
  const source = (timeoutMilliseconds = 2000): RevocationSource =>
    revocationClient({
      transport: publicTransport({ exceptions: [new URL(live.base).host], timeoutMilliseconds }),
      clock: { now: () => new Date() },
    });

  const judge = async (file: Buffer, revocationSource?: RevocationSource): Promise<string> => {
    const report = await validateFile(bufferSource(file), {
      anchors: [live.pki.root.holder.certificate],
      at: new Date(),
      ...(revocationSource && { revocationSource }),
    });
    const [signature] = report.signatures;
    return `${signature?.indication ?? ''} ${signature?.subIndication ?? '-'}`;
  };

  it('passes when they say that it is not revoked, and is open without asking them', async () => {
    const file = stampedCms({ content, signer: live.pki.signer() });
    expect(await judge(file)).toBe('INDETERMINATE TRY_LATER');
    expect(await judge(file, source())).toBe('TOTAL_PASSED -');
  });

  it('does not pass when they say that it is revoked', async () => {
    const yesterday = new Date(Date.now() - 24 * 3_600_000);
    const file = stampedCms({ content, signer: live.pki.signer({ revoked: yesterday }) });
    expect(await judge(file, source())).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it.each(TRANSPORT_FAULTS)('is to be tried later when they fail by %s', async (fault) => {
    Object.assign(live.faults, { ocsp: fault, crl: fault });
    const file = stampedCms({ content, signer: live.pki.signer() });
    expect(await judge(file, source(500))).toBe('INDETERMINATE TRY_LATER');
  });

  it('asks nobody when its chain reaches no anchor', async () => {
    const stranger = createTestPki({ base: live.base });
    const before = { ...live.requests };
    await judge(stampedCms({ content, signer: stranger.signer() }), source());
    expect(live.requests).toEqual(before);
  });

  it('reaches no inner address unless the configuration names it', async () => {
    const file = stampedCms({ content, signer: live.pki.signer() });
    const before = { ...live.requests };
    const closed = revocationClient({ transport: publicTransport(), clock: { now: () => new Date() } });
    expect(await judge(file, closed)).toBe('INDETERMINATE TRY_LATER');
    expect(live.requests).toEqual(before);
  });
});

describe('the transport for strangers’ addresses', () => {
  const transport = publicTransport();
  const codeOf = async (url: string): Promise<string> => {
    const answer = await transport.send({ url, maxBytes: 1000 });
    return answer.ok ? 'ok' : answer.refusal.code;
  };

  it('judges anew where a redirect leads', async () => {
    const server = createServer((request, response) => {
      response
        .writeHead(302, { location: request.url === '/inner' ? 'http://127.0.0.1:1/' : '/inner' })
        .end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answer = await publicTransport({ exceptions: [host] }).send({
      url: `http://${host}/`,
      maxBytes: 1000,
    });
    server.close();
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'NETWORK_ADDRESS_NOT_ALLOWED' } });
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://[::1]:1/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://localhost:1/',
    'http://user:word@8.8.8.8/',
    'ldap://8.8.8.8/',
    'file:///etc/passwd',
    'gopher://8.8.8.8/',
    '',
  ])('refuses %p', async (url) => {
    expect(await codeOf(url)).toBe('NETWORK_ADDRESS_NOT_ALLOWED');
  });
});
