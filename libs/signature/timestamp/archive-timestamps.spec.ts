import { createHash } from 'node:crypto';
import { der, element, OID, readSignedData, sequenceOf, type SignedData } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { editSignedData, withUnsignedAttributes } from '../cms/edit-signed-data';
import { attribute } from '../cms/signed-attributes';
import { validateFile } from '../index';
import { createTestPki } from '../testing/pki/test-pki';
import { writeTimestampToken } from '../testing/pki/write-timestamp';
import { stampedCms } from '../testing/stamped-cms';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createTestPki({ now });
const anna = pki.signer();
const ugo = pki.signer({ givenName: 'Ugo' });
const content = Buffer.from('Determina n. 12\n');
const sha256 = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();
const hashes = (all: readonly Buffer[]): Buffer =>
  der.sequence(...all.map((bytes) => der.octetString(sha256(bytes))));

function token(imprint: Buffer): Buffer {
  const request = {
    version: 1,
    digestAlgorithm: OID.sha256,
    messageImprint: imprint,
    wantsCertificate: true,
  };
  return writeTimestampToken(pki.timestampAuthority, request, { time: now });
}

/** A signature with a timestamp of its own, and what the standards name of it, told apart by hand. */
const base = readSignedData(
  stampedCms({ content, signer: anna, signatureStamps: [{ by: pki.timestampAuthority, time: now }] }),
);
const [signer] = base.signers;
if (!signer) throw new Error('what was signed has a signer');
const [, , encapsulated, certificates] = sequenceOf(base.node);
const certificateBytes = (certificates?.children() ?? []).map(({ bytes }) => bytes);
const signerParts = sequenceOf(signer.node)
  .filter((part) => !part.isContext(1))
  .map(({ bytes }) => bytes);
const unsigned = (signer.unsignedAttributes?.node.children() ?? []).map(({ bytes }) => bytes);
const unsignedValues = (signer.unsignedAttributes?.list ?? []).flatMap(({ oid, values }) =>
  values.map(({ bytes }) => Buffer.concat([der.oid(oid), bytes])),
);

const grown = (data: SignedData, added: Buffer, more: readonly Buffer[] = []): Buffer =>
  editSignedData(data, {
    certificates: more,
    replaced: new Map(data.signers.map((one) => [one, withUnsignedAttributes(one, [added])])),
  });

/** Archive-time-stamp-v2 (TS 101 733 §6.4.1): content, certificates, signer; with or without the header of [1]. */
function withVersion2(header: boolean): Buffer {
  const attributes = header ? [element(0xa1, ...unsigned)] : unsigned;
  const stamped = [
    encapsulated?.bytes ?? Buffer.alloc(0),
    certificates?.bytes ?? Buffer.alloc(0),
    ...signerParts,
    ...attributes,
  ];
  return grown(base, attribute(OID.archiveTimestampV2, token(sha256(...stamped))));
}

interface IndexWish {
  readonly certificates?: readonly Buffer[];
  readonly attributes?: readonly Buffer[];
  /** Another index than the one that was stamped. */
  readonly exchanged?: boolean;
}

/** Archive-time-stamp-v3 with an index of either version: whole attributes, or single values behind their type. */
function withVersion3(version: 1 | 3, wish: IndexWish = {}): Buffer {
  const listed = wish.attributes ?? (version === 1 ? unsigned : unsignedValues);
  const index = (first: readonly Buffer[]): Buffer =>
    der.sequence(
      // The older index leaves its algorithm out where it is SHA-256 (TS 101 733 V2.2.1 §6.4.2).
      ...(version === 3 ? [der.sequence(der.oid(OID.sha256))] : []),
      hashes(first),
      hashes([]),
      hashes(listed),
    );
  const own = index(wish.certificates ?? certificateBytes);
  const [type] = sequenceOf(sequenceOf(base.node)[2]!);
  const imprint = sha256(type?.bytes ?? Buffer.alloc(0), sha256(content), ...signerParts, own);
  const stamp = readSignedData(token(imprint));
  const oid = version === 1 ? OID.archiveHashIndex : OID.archiveHashIndexV3;
  const carried = wish.exchanged === true ? index(certificateBytes.slice(1)) : own;
  return grown(base, attribute(OID.archiveTimestampV3, grown(stamp, attribute(oid, carried))));
}

/** The same length, other bytes: the last byte of the piece, which is inside the value of whatever it is. */
function spoilt(file: Buffer, piece: Buffer): Buffer {
  const at = file.indexOf(piece);
  if (at < 0) throw new Error('the piece is not in the file');
  const changed = Buffer.from(file);
  const place = at + piece.length - 1;
  changed[place] = (changed[place] ?? 0) ^ 1;
  return changed;
}

async function judge(file: Buffer) {
  const report = await validateFile(bufferSource(file), {
    anchors: [pki.root.holder.certificate],
    at: now,
  });
  const [signature] = report.signatures;
  return {
    conclusion: report.conclusion,
    archive: signature?.timestamps.find(({ kind }) => kind === 'ARCHIVE_TIMESTAMP')?.integrity,
    warned: signature?.checks.find(({ id }) => id === 'timestamps-added-later-are-intact')?.outcome,
  };
}

const INTACT = { conclusion: 'TOTAL_PASSED', archive: 'INTACT', warned: 'PASSED' };
/** The signature holds without it; what the timestamp would prove is not proven. */
const BROKEN = { conclusion: 'TOTAL_PASSED', archive: 'BROKEN', warned: 'WARNING' };

describe('an archive timestamp of version 2', () => {
  it.each([true, false])('covers all that was there, the header counted: %s', async (header) => {
    expect(await judge(withVersion2(header))).toEqual(INTACT);
  });

  it('does not hold once a certificate comes in, which it would have to cover', async () => {
    expect(
      await judge(editSignedData(readSignedData(withVersion2(true)), { certificates: [ugo.certificate] })),
    ).toEqual(BROKEN);
  });

  it('does not hold once an earlier timestamp is changed', async () => {
    const [stamp = Buffer.alloc(0)] = unsigned;
    expect((await judge(spoilt(withVersion2(true), stamp))).archive).toBe('BROKEN');
  });

  it('holds when later archive timestamps come, of either version', async () => {
    const data = readSignedData(withVersion2(true));
    const later = attribute(OID.archiveTimestampV2, token(sha256(Buffer.from('anything'))));
    const report = await validateFile(bufferSource(grown(data, later)), {
      anchors: [pki.root.holder.certificate],
      at: now,
    });
    const archives = report.signatures[0]?.timestamps.filter(({ kind }) => kind === 'ARCHIVE_TIMESTAMP');
    expect(archives?.map(({ integrity }) => integrity)).toEqual(['INTACT', 'BROKEN']);
  });
});

describe.each([1, 3] as const)('an archive timestamp with an index of hashes of version %i', (version) => {
  it('covers all that the index names', async () => {
    expect(await judge(withVersion3(version))).toEqual(INTACT);
  });

  it('holds when a certificate or an attribute comes in later', async () => {
    const later = grown(readSignedData(withVersion3(version)), attribute('1.2.3.4', der.null()), [
      ugo.certificate,
    ]);
    expect(await judge(later)).toEqual(INTACT);
  });

  it.each<[string, () => Buffer]>([
    [
      'names a certificate that is not there',
      () => withVersion3(version, { certificates: [ugo.certificate] }),
    ],
    ['names an attribute that is not there', () => withVersion3(version, { attributes: [ugo.certificate] })],
    ['is not the one that was stamped', () => withVersion3(version, { exchanged: true })],
    [
      'hashes attributes as the other version does',
      () => withVersion3(version, { attributes: version === 1 ? unsignedValues : unsigned }),
    ],
  ])('proves nothing when the index %s', async (_, make) => {
    expect(await judge(make())).toEqual(BROKEN);
  });

  it('does not hold once an earlier timestamp is changed', async () => {
    const [stamp = Buffer.alloc(0)] = unsigned;
    expect((await judge(spoilt(withVersion3(version), stamp))).archive).toBe('BROKEN');
  });
});
