import { createHash } from 'node:crypto';
import { der, OID, type TimestampRequest } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { validateFile, type ValidationReport } from '../../../index';
import { createTestPki } from '../../../testing/pki/test-pki';
import { grantTimestamp, writeTimestampToken } from '../../../testing/pki/write-timestamp';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createTestPki({ now });
const content = Buffer.from('Verbale di consegna\n');
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

const judge = (
  file: Buffer,
  name: string,
  contents: Record<string, Buffer> = {},
): Promise<ValidationReport> =>
  validateFile(bufferSource(file), {
    anchors: [pki.root.holder.certificate],
    at: now,
    file: name,
    contents: Object.entries(contents).map(([each, bytes]) => ({ name: each, source: bufferSource(bytes) })),
  });

function tokenOver(imprint: Buffer, time = now): Buffer {
  const request: TimestampRequest = {
    version: 1,
    digestAlgorithm: OID.sha256,
    messageImprint: imprint,
    wantsCertificate: true,
  };
  return writeTimestampToken(pki.timestampAuthority, request, { time });
}

/** TimeStampedData (RFC 5544 §2). */
function timestamped(inside: Buffer, tokens: readonly Buffer[]): Buffer {
  const evidence = der.implicit(0, der.sequence(...tokens.map((token) => der.sequence(token))));
  const data = der.sequence(der.integer(1), der.octetString(inside), evidence);
  return der.sequence(der.oid(OID.timestampedData), der.explicit(0, data));
}

describe('a time-stamp token', () => {
  it('is TOTAL_PASSED with the file that it stamps, and fails with another', async () => {
    const token = tokenOver(sha256(content));
    for (const file of [token, grantTimestamp(token)]) {
      expect(await judge(file, 'a.tsr', { 'a.txt': content })).toMatchObject({
        format: 'TimestampToken',
        conclusion: 'TOTAL_PASSED',
        signatures: [{ type: 'TIMESTAMP', integrity: 'INTACT' }],
      });
      expect(await judge(file, 'a.tsr', { 'a.txt': Buffer.from('altro') })).toMatchObject({
        conclusion: 'TOTAL_FAILED',
        signatures: [{ integrity: 'BROKEN', subIndication: 'HASH_FAILURE' }],
      });
    }
  });

  it('says nothing of a file that is not at hand', async () => {
    expect(await judge(tokenOver(sha256(content)), 'a.tsr')).toMatchObject({
      conclusion: 'INDETERMINATE',
      signatures: [{ integrity: 'UNKNOWN', subIndication: 'SIGNED_DATA_NOT_FOUND' }],
    });
  });
});

describe('timestamped data', () => {
  const first = tokenOver(sha256(content));
  const second = tokenOver(sha256(first));

  it('are TOTAL_PASSED when each token covers what is before it', async () => {
    expect(await judge(timestamped(content, [first, second]), 'a.tsd')).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      signatures: [{ integrity: 'INTACT' }, { integrity: 'INTACT' }],
    });
  });

  it('are TOTAL_FAILED when a token covers something else', async () => {
    expect(await judge(timestamped(Buffer.from('altro'), [first, second]), 'a.tsd')).toMatchObject({
      conclusion: 'TOTAL_FAILED',
    });
    expect(await judge(timestamped(content, [first, first]), 'a.tsd')).toMatchObject({
      conclusion: 'TOTAL_FAILED',
    });
  });
});
