import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { der, OID } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { issuerClient, publicTransport, validateFile } from '../../index';
import { keyUsage, writeCertificate } from '../../demo-pki/write-certificate';
import { authorityAccess } from '../../testing/pki/extensions';
import { TestAuthority, testName } from '../../testing/pki/test-authority';
import { createTestPki, type TestPki } from '../../testing/pki/test-pki';
import { stampedCms } from '../../testing/stamped-cms';

const content = Buffer.from('Ordinanza n. 4\n');
const at = new Date();

/** What the service gives out at one path. */
interface Answer {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Certificates without any signature, as authorities hand out theirs (RFC 5751 §3.8). */
function bundle(...certificates: readonly Buffer[]): Buffer {
  const signedData = der.sequence(
    der.integer(1),
    der.setOf([]),
    der.sequence(der.oid(OID.data)),
    der.implicit(0, der.setOf(certificates)),
    der.setOf([]),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}

describe('a file without the certificates of its issuers', () => {
  let server: Server;
  let host: string;
  let pki: TestPki;
  let answers: Record<string, Answer>;
  let asked: string[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const answer = answers[request.url ?? ''];
      if (!answer) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': answer.type }).end(answer.bytes);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  beforeEach(() => {
    pki = createTestPki({ base: `http://${host}` });
    asked = [];
    give(pki.intermediate.holder.certificate);
  });

  function give(bytes: Buffer, type = 'application/pkix-cert'): void {
    answers = { '/issuer/intermediate': { type, bytes } };
  }

  /** Signed by somebody whose certificate alone is in the file. */
  function file(from = pki): Buffer {
    const { chain, ...signer } = from.signer();
    return stampedCms({ content, signer: { ...signer, chain: chain.slice(-1) } });
  }

  async function judge(
    bytes: Buffer,
    { isOnline = true, anchors = [pki.root.holder.certificate], hosts = [host] } = {},
  ) {
    const clock = { now: () => at };
    const transport = publicTransport({ exceptions: hosts, timeoutMilliseconds: 3000 });
    const { signatures } = await validateFile(bufferSource(bytes), {
      anchors,
      at,
      ...(isOnline && { issuerSource: issuerClient({ transport, clock }) }),
    });
    return { chain: signatures[0]?.chain.length, subIndication: signatures[0]?.subIndication };
  }
  // Its revocation is another question, which nobody is asked here.
  const COMPLETE = { chain: 3, subIndication: 'TRY_LATER' };
  const CUT_OFF = { chain: 1, subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' };

  it('has a chain once the issuer is asked for where the certificate says', async () => {
    expect(await judge(file(), { isOnline: false })).toEqual(CUT_OFF);
    expect(await judge(file())).toEqual(COMPLETE);
    expect(asked).toEqual(['/issuer/intermediate']);
  });

  it('has one from a bundle, of which only the issuer is taken', async () => {
    const { intermediate } = createTestPki();
    const strangers = [pki.root, intermediate].map(({ holder }) => holder.certificate);
    give(bundle(...strangers, pki.intermediate.holder.certificate), 'application/pkcs7-mime');
    expect(await judge(file())).toEqual(COMPLETE);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, () => Answer]>([
    ['a page', () => ({ type: 'text/html', bytes: Buffer.from('<html>Log in</html>') })],
    [
      'the right certificate as a page',
      () => ({ type: 'text/html', bytes: pki.intermediate.holder.certificate }),
    ],
    ['a huge answer', () => ({ type: 'application/pkix-cert', bytes: Buffer.alloc(1024 * 1024, 0x30) })],
    [
      'a huge answer that begins well',
      () => ({
        type: 'application/pkix-cert',
        bytes: Buffer.concat([pki.intermediate.holder.certificate, Buffer.alloc(1024 * 1024)]),
      }),
    ],
    ['noise', () => ({ type: 'application/pkix-cert', bytes: Buffer.alloc(5000, 0xa5) })],
    ['nothing', () => ({ type: 'application/pkix-cert', bytes: Buffer.alloc(0) })],
    ['an empty bundle', () => ({ type: 'application/pkcs7-mime', bytes: bundle() })],
    [
      'another authority of the same name',
      () => ({ type: 'application/pkix-cert', bytes: createTestPki().intermediate.holder.certificate }),
    ],
  ])('has none from %s', async (_, answer) => {
    answers = { '/issuer/intermediate': answer() };
    expect(await judge(file())).toEqual(CUT_OFF);
    expect(asked.length).toBeLessThanOrEqual(1);
  });

  it('is not trusted for an issuer that was found: only an anchor is', async () => {
    const stranger = createTestPki({ base: `http://${host}` });
    answers = {
      '/issuer/intermediate': {
        type: 'application/pkix-cert',
        bytes: stranger.intermediate.holder.certificate,
      },
      '/issuer/root': { type: 'application/pkix-cert', bytes: stranger.root.holder.certificate },
    };
    const { subIndication } = await judge(file(stranger));
    expect(subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    // The chain ends at a root that issued itself: nobody is asked for more.
    expect(asked).toEqual(['/issuer/intermediate', '/issuer/root']);
  });

  it('has nobody asked without an anchor, for a value that does not verify, or at an inner address', async () => {
    expect(await judge(file(), { anchors: [] })).toEqual(CUT_OFF);
    expect(await judge(file(), { hosts: [] })).toEqual(CUT_OFF);
    const broken = file();
    broken[broken.length - 3] = (broken.at(-3) ?? 0) ^ 1;
    await judge(broken);
    expect(asked).toEqual([]);
  });

  it('has nobody asked twice by issuers that name each other', async () => {
    // Each certified the other, and each certificate points to the other's for its own issuer.
    const { root, intermediate } = pki;
    const certified = (subject: typeof root, issuer: typeof root, path: string): Answer => {
      const { read, key } = subject.holder;
      const bytes = writeCertificate(
        {
          subject: read.subject.der,
          issuer: issuer.holder.read.subject.der,
          publicKey: createPublicKey(key),
          notBefore: read.notBefore,
          notAfter: read.notAfter,
          extensions: [keyUsage(5, 6), ...authorityAccess(undefined, `http://${host}${path}`)],
        },
        issuer.holder,
      );
      return { type: 'application/pkix-cert', bytes };
    };
    const first = certified(intermediate, root, '/second');
    const second = certified(root, intermediate, '/third');
    answers = { '/issuer/intermediate': first, '/second': second, '/third': first };
    const stranger = createTestPki();
    const { subIndication } = await judge(file(), { anchors: [stranger.root.holder.certificate] });
    expect(subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    expect(asked).toEqual(['/issuer/intermediate', '/second', '/third']);
  });

  it('has no more than five asked one after the other, however long its chain is', async () => {
    const { root, intermediate } = pki;
    let issuer = root.holder;
    const names = Array.from({ length: 8 }, (_, index) => `/issuer/${String(index)}`);
    answers = {};
    for (const name of names) {
      answers[name] = { type: 'application/pkix-cert', bytes: issuer.certificate };
      const authority = new TestAuthority(issuer, { issuer: `http://${host}${name}` }, at);
      issuer = authority.issue({
        name: testName(`CA ${name}`),
        kind: 'p-256',
        notBefore: intermediate.holder.read.notBefore,
        notAfter: intermediate.holder.read.notAfter,
        extensions: [keyUsage(5, 6)],
      });
    }
    const bytes = stampedCms({ content, signer: { ...issuer, chain: issuer.chain.slice(-1) } });
    expect(await judge(bytes)).toMatchObject({ chain: 6 });
    expect(asked).toEqual(names.slice(-5).reverse());
  });
});
