import { X509Certificate } from 'node:crypto';
import { nameText, nameValue, OID, readCrl, findCrlEntry, readTimestampResponse } from '@libro-firma/asn1';
import { buildPath } from '@libro-firma/trust';
import { ask, askLive, itWith, pem } from '../oracles';
import { KEY_KINDS } from './key-kinds';
import { LivePki } from './live-services';
import { TEST_MARK } from './test-authority';
import { createTestPki } from './test-pki';

describe('the test PKI', () => {
  const pki = createTestPki();
  const anchors = [pki.root.holder.read];
  const intermediates = [pki.intermediate.holder.read];

  it.each(KEY_KINDS)('issues a signer with a key of kind %s, chained to its root', (kind) => {
    const { read, chain } = pki.signer({ kind });
    expect(buildPath(read, { intermediates, anchors, at: pki.now })).toMatchObject({
      anchored: true,
      findings: [],
    });
    expect(chain).toEqual([pki.intermediate.holder.certificate, pki.root.holder.certificate]);
    expect(nameValue(read.subject, 'serialNumber')).toBe('TINIT-BNCNNA80A41H501X');
  });

  it('makes nothing that could be taken for a qualified certificate', () => {
    const all = [
      pki.root.holder,
      pki.intermediate.holder,
      pki.timestampAuthority,
      pki.signer({ claimsQualified: true }),
    ];
    for (const { read } of all) {
      expect(nameText(read.subject)).toContain(TEST_MARK);
      expect(nameText(read.issuer)).toContain(TEST_MARK);
      expect(read.extensions.policies.every((oid) => oid.startsWith('2.999.'))).toBe(true);
    }
    expect(pki.signer().read.extensions.qcStatements).toMatchObject({ compliance: false, types: ['esign'] });
  });
});

describe('the live services', () => {
  let live: LivePki;
  beforeAll(async () => (live = await LivePki.start()));
  afterAll(() => live.close());

  it('name themselves in the certificates', () => {
    const { extensions } = live.pki.signer().read;
    expect(extensions.ocspUrls).toEqual([`${live.base}/ocsp/intermediate`]);
    expect(extensions.crlDistributionPoints).toEqual([`${live.base}/crl/intermediate`]);
  });

  it('give out a CRL that lists what was revoked and suspended, and only that', async () => {
    const day = new Date(live.pki.now.getTime() - 86_400_000);
    const [well, revoked, suspended] = [
      live.pki.signer(),
      live.pki.signer({ revoked: day }),
      live.pki.signer({ suspended: day }),
    ];
    const crl = readCrl(Buffer.from(await (await fetch(`${live.base}/crl/intermediate`)).arrayBuffer()));
    const reasons = [well, revoked, suspended].map(
      ({ read }) => findCrlEntry(crl, read.serialNumber)?.reason,
    );
    expect(reasons).toEqual([undefined, 'keyCompromise', 'certificateHold']);
  });

  itWith('openssl')('answer OCSP to openssl’s satisfaction', async () => {
    const day = new Date(live.pki.now.getTime() - 86_400_000);
    const { root, intermediate } = live.pki;
    const files = {
      'ca.pem': pem(intermediate.holder.certificate),
      'root.pem': pem(root.holder.certificate),
      'well.pem': pem(live.pki.signer().certificate),
      'revoked.pem': pem(live.pki.signer({ revoked: day }).certificate),
    };
    const certificates = ['-issuer', 'ca.pem', '-cert', 'well.pem', '-cert', 'revoked.pem'];
    const trust = ['-CAfile', 'root.pem', '-verify_other', 'ca.pem'];
    const url = `${live.base}/ocsp/intermediate`;
    const output = await askLive('openssl', ['ocsp', ...certificates, ...trust, '-url', url], files);
    expect(output).toContain('Response verify OK');
    expect(output).toContain('well.pem: good');
    expect(output).toContain('revoked.pem: revoked');
  });

  itWith('openssl')('stamp time to openssl’s satisfaction', async () => {
    const query = ask('openssl', ['ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'out'], {
      data: 'text',
    });
    const body = new Uint8Array(query.made ?? []);
    const answer = await fetch(live.timestampUrl, { method: 'POST', body });
    const reply = Buffer.from(await answer.arrayBuffer());
    expect(readTimestampResponse(reply).status).toBe('granted');
    const files = { data: 'text', reply, 'root.pem': pem(live.pki.root.holder.certificate) };
    const judged = ask(
      'openssl',
      ['ts', '-verify', '-data', 'data', '-in', 'reply', '-CAfile', 'root.pem'],
      files,
    );
    expect(judged.output).toContain('Verification: OK');
  });

  it('give certificates that Node’s own reader takes', () => {
    expect(
      new X509Certificate(live.pki.signer().certificate).checkIssued(
        new X509Certificate(live.pki.intermediate.holder.certificate),
      ),
    ).toBe(true);
    expect(live.pki.intermediate.responder.read.extensions).toMatchObject({
      noCheck: true,
      extendedKeyUsage: { purposes: [OID.ekuOcspSigning] },
    });
  });
});
