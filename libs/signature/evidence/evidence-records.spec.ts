import { createHash } from 'node:crypto';
import { der, OID } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { validateFile, type ValidationReport } from '../index';
import { createTestPki } from '../testing/pki/test-pki';
import { timestampToken } from '../testing/timestamp-token';

const DAY = 24 * 3_600_000;
const now = new Date('2026-06-01T10:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * DAY);
const pki = createTestPki({ now });
const sha256 = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();
const identifier = der.sequence(der.oid(OID.sha256));

const ACT = Buffer.from('Deliberazione n. 1\n');
const ANNEX = Buffer.from('Allegato A\n');

const tokenOver = (imprint: Buffer, time: Date): Buffer =>
  timestampToken(imprint, time, {
    certificate: pki.timestampAuthority.certificate,
    chain: pki.timestampAuthority.chain,
    key: pki.timestampAuthority.key,
  });

/** One ArchiveTimeStamp (RFC 4998 §4.1) over a root, with the lists of its reduced tree. */
function archive(token: Buffer, lists: readonly (readonly Buffer[])[] = []): Buffer {
  const tree = lists.map((hashes) => der.sequence(...hashes.map((hash) => der.octetString(hash))));
  return der.sequence(
    der.implicit(0, identifier),
    ...(tree.length > 0 ? [der.implicit(2, der.sequence(...tree))] : []),
    token,
  );
}

const record = (...chains: readonly (readonly Buffer[])[]): Buffer =>
  der.sequence(
    der.integer(1),
    der.sequence(identifier),
    der.sequence(...chains.map((chain) => der.sequence(...chain))),
  );

function judge(file: Buffer, ...contents: readonly Buffer[]): Promise<ValidationReport> {
  return validateFile(bufferSource(file), {
    anchors: [pki.root.holder.certificate],
    at: now,
    contents: contents.map((bytes, index) => ({ name: `${index}.txt`, source: bufferSource(bytes) })),
  });
}

async function stateOf(file: Buffer, ...contents: readonly Buffer[]): Promise<string> {
  const { format, evidenceRecords } = await judge(file, ...contents);
  return `${format} ${evidenceRecords.map(({ integrity }) => integrity).join()}`;
}

const sortedHash = (...hashes: readonly Buffer[]): Buffer =>
  sha256(...[...hashes].sort((left, right) => Buffer.compare(left, right)));

describe('an evidence record', () => {
  const first = tokenOver(sha256(ACT), days(-300));

  it('over one document holds for it and for no other, and is open without it', async () => {
    const file = record([archive(first)]);
    expect(await stateOf(file, ACT)).toBe('EvidenceRecord INTACT');
    expect(await stateOf(file, ANNEX)).toBe('EvidenceRecord BROKEN');
    expect(await stateOf(file)).toBe('EvidenceRecord UNKNOWN');
    expect((await judge(file, ACT)).evidenceRecords).toMatchObject([{ from: days(-300).toISOString() }]);
  });

  it('over a group holds for all of it, and for no part of it', async () => {
    const root = sortedHash(sha256(ACT), sha256(ANNEX));
    const file = record([archive(tokenOver(root, days(-300)), [[sha256(ACT), sha256(ANNEX)]])]);
    expect(await stateOf(file, ACT, ANNEX)).toBe('EvidenceRecord INTACT');
    expect(await stateOf(file, ACT, Buffer.from('Allegato B\n'))).toBe('EvidenceRecord BROKEN');
    expect(await stateOf(file, ACT, ANNEX, Buffer.from('altro'))).toBe('EvidenceRecord BROKEN');
  });

  it('that was renewed must cover the token before, and may not go back in time', async () => {
    const renewal = (time: Date, over: Buffer): Buffer => archive(tokenOver(sha256(over), time));
    expect(await stateOf(record([archive(first), renewal(days(-100), first)]), ACT)).toBe(
      'EvidenceRecord INTACT',
    );
    expect(await stateOf(record([archive(first), renewal(days(-100), ACT)]), ACT)).toBe(
      'EvidenceRecord BROKEN',
    );
    expect(await stateOf(record([archive(first), renewal(days(-400), first)]), ACT)).toBe(
      'EvidenceRecord BROKEN',
    );
  });

  it('that was hashed anew must cover the document and all that was before', async () => {
    const before = [archive(first)];
    const sequence = der.sequence(der.sequence(...before));
    const again = (over: Buffer): Buffer => archive(tokenOver(over, days(-50)), [[over]]);
    const right = sha256(sha256(ACT), sha256(sequence));
    expect(await stateOf(record(before, [again(right)]), ACT)).toBe('EvidenceRecord INTACT');
    expect(await stateOf(record(before, [again(sha256(ACT))]), ACT)).toBe('EvidenceRecord BROKEN');
  });

  it('of which one byte was changed never stays intact for another document', async () => {
    const file = record([archive(first)]);
    for (let place = 0; place < file.length; place += 7) {
      const changed = Buffer.from(file);
      changed[place] = (changed[place] ?? 0) ^ 0x20;
      expect(await stateOf(changed, ANNEX)).not.toContain('INTACT');
    }
  });
});

describe('an evidence record in XML', () => {
  const text =
    '<ers:EvidenceRecord xmlns:ers="urn:ietf:params:xml:ns:ers" Version="1.0"><ers:ArchiveTimeStampSequence/></ers:EvidenceRecord>';

  it('is refused by its name, not taken for a file without signatures', async () => {
    const report = await validateFile(bufferSource(Buffer.from(text)), { anchors: [], at: now });
    expect([report.conclusion, report.problem?.code]).toEqual([
      'FORMAT_ERROR',
      'SIGNATURE_XML_EVIDENCE_NOT_READ',
    ]);
    expect(report.problem?.text.en).toContain('RFC 6283');
  });
});
