import { readSignedData } from '@libro-firma/asn1';
import { mustAccept, type Result } from '@libro-firma/kernel';
import {
  bufferSource,
  PdfDocument,
  readDssDictionary,
  readSignatureDictionaries,
  type DssDictionary,
  type SignatureDictionary,
} from '@libro-firma/pdf';
import { signWith } from '../keys/sign-with';
import type { OcspFault } from '../testing/pki/faults';
import { liveExtension, liveTimestamps } from '../testing/pki/live-signing';
import { LivePki } from '../testing/pki/live-services';
import type { TestHolder } from '../testing/pki/test-authority';
import { samplePdf } from '../testing/sample-pdf';
import { completePadesWithTimestamp, type TimestampedPades } from './complete-with-timestamp';
import { extendPades, type BaselineLevel, type ExtendedPades } from './extend-pades';
import { preparePades } from './prepare-pades';

const base = samplePdf();
let live: LivePki;
beforeAll(async () => (live = await LivePki.start()));
afterAll(() => live.close());
afterEach(() => {
  delete live.faults.ocsp;
  delete live.faults.crl;
  delete live.faults.timestamp;
});

async function signWithTimestamp(
  file: Buffer,
  signer: TestHolder,
  extraBytes = 8 * 1024,
): Promise<Result<TimestampedPades>> {
  const source = bufferSource(file);
  const options = { ...signer, signingTime: new Date(), extraBytes };
  const prepared = mustAccept(preparePades(source, options));
  const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
  return completePadesWithTimestamp(source, prepared, value, signer, liveTimestamps(live));
}

async function signed(signer = live.pki.signer(), file = base): Promise<Buffer> {
  const { increment } = mustAccept(await signWithTimestamp(file, signer));
  return Buffer.concat([file, increment]);
}

const extend = (file: Buffer, target: Exclude<BaselineLevel, 'B-B'>): Promise<Result<ExtendedPades>> =>
  extendPades(bufferSource(file), { ...liveExtension(live), target });

async function extended(file: Buffer, target: Exclude<BaselineLevel, 'B-B'>): Promise<Buffer> {
  const result = mustAccept(await extend(file, target));
  expect(result).toMatchObject({ level: target, missing: [] });
  return Buffer.concat([file, result.increment]);
}

const dictionaries = (file: Buffer): readonly SignatureDictionary[] =>
  mustAccept(readSignatureDictionaries(mustAccept(PdfDocument.open(bufferSource(file)))));
const store = (file: Buffer): DssDictionary =>
  mustAccept(readDssDictionary(mustAccept(PdfDocument.open(bufferSource(file)))));

describe('a PAdES signature of level B-T', () => {
  it('holds its timestamp in the CMS', async () => {
    const file = await signed();
    const [dictionary] = dictionaries(file);
    const unsigned = readSignedData(dictionary!.contents).signers[0]?.unsignedAttributes?.list;
    expect(unsigned?.map(({ oid }) => oid)).toEqual(['1.2.840.113549.1.9.16.2.14']);
  });

  it('leaves the chain out, or puts the timestamp behind itself, when the room is too small', async () => {
    const signer = live.pki.signer();
    const lean = mustAccept(await signWithTimestamp(base, signer, 1500));
    expect(lean.timestamp).toMatchObject({ value: { place: 'SIGNATURE' } });
    const [own] = dictionaries(Buffer.concat([base, lean.increment]));
    expect(readSignedData(own!.contents).certificates).toHaveLength(1);

    const tight = mustAccept(await signWithTimestamp(base, signer, 0));
    expect(tight.timestamp).toMatchObject({ value: { place: 'DOCUMENT' } });
    const types = dictionaries(Buffer.concat([base, tight.increment])).map(({ type }) => type);
    expect(types).toEqual(['Sig', 'DocTimeStamp']);
  });

  it('stands without its timestamp when the authority fails: what was signed is not lost', async () => {
    live.faults.timestamp = 'HTTP_500';
    const { increment, timestamp } = mustAccept(await signWithTimestamp(base, live.pki.signer()));
    expect(timestamp).toMatchObject({ ok: false, refusal: { code: 'NETWORK_STATUS' } });
    delete live.faults.timestamp;
    const later = mustAccept(await extend(Buffer.concat([base, increment]), 'B-T'));
    expect(later).toMatchObject({ level: 'B-T' });
    expect(later.increment.length).toBeGreaterThan(0);
  });
});

describe('the extension of a PAdES file', () => {
  it('appends the data of signer, authority and issuers for B-LT, once', async () => {
    const file = await signed();
    const long = await extended(file, 'B-LT');
    expect(long.subarray(0, file.length)).toEqual(file);
    const { certificates, ocspResponses, crls, perSignature } = store(long);
    // Signer and authority by the intermediate's responder, the intermediate by the root's.
    expect(ocspResponses).toHaveLength(3);
    expect(crls).toHaveLength(0);
    const { root, intermediate, timestampAuthority } = live.pki;
    for (const holder of [
      root.holder,
      intermediate.holder,
      timestampAuthority,
      root.responder,
      intermediate.responder,
    ]) {
      expect(certificates).toContainEqual(holder.certificate);
    }
    expect(perSignature.size).toBe(1);
    const again = await extended(long, 'B-LT');
    expect(store(again).ocspResponses).toEqual(ocspResponses);
  });

  it('puts a document timestamp over the data for B-LTA, and renews it', async () => {
    const first = await extended(await signed(), 'B-LTA');
    expect(dictionaries(first).map(({ type }) => type)).toEqual(['Sig', 'DocTimeStamp']);
    expect(dictionaries(first)[1]?.byteRange?.[0]).toBe(0);
    const second = await extended(first, 'B-LTA');
    expect(dictionaries(second).map(({ type }) => type)).toEqual(['Sig', 'DocTimeStamp', 'DocTimeStamp']);
    expect(store(second).perSignature.size).toBe(2);
    expect(second.subarray(0, first.length)).toEqual(first);
  });

  it('takes CRLs where no responder helps', async () => {
    live.faults.ocsp = 'TRY_LATER';
    const file = await extended(await signed(), 'B-LT');
    expect(store(file)).toMatchObject({ ocspResponses: [] });
    expect(store(file).crls).toHaveLength(2);
  });

  it('covers several signatures in sequence', async () => {
    const two = await signed(live.pki.signer(), await signed(live.pki.signer({ kind: 'rsa-2048' })));
    const file = await extended(two, 'B-LTA');
    expect(store(file).perSignature.size).toBe(2);
  });

  it.each<[OcspFault, string]>([
    ['TRY_LATER', 'REVOCATION_RESPONDER_FAILED'],
    ['STALE', 'REVOCATION_STALE'],
    ['STATUS_UNKNOWN', 'REVOCATION_STATUS_UNKNOWN'],
    ['RESPONDER_WITHOUT_PURPOSE', 'REVOCATION_SIGNER_NOT_AUTHORISED'],
  ])(
    'claims no more than B-T when the responder answers %s, and says what is missing',
    async (fault, code) => {
      const file = await signed();
      live.faults.ocsp = fault;
      live.faults.crl = 'HTTP_500';
      const result = mustAccept(await extend(file, 'B-LTA'));
      expect(result.level).toBe('B-T');
      expect(result.increment).toHaveLength(0);
      expect(new Set(result.missing.map(({ role }) => role))).toEqual(
        new Set(['SIGNER', 'ISSUER', 'TIMESTAMP_AUTHORITY']),
      );
      expect(result.missing[0]?.reason.details['reasons']).toEqual([code, 'NETWORK_STATUS']);
    },
  );

  it('claims nothing for a certificate revoked before the signature', async () => {
    const stolen = live.pki.signer({ revoked: new Date(Date.now() - 60_000) });
    const result = mustAccept(await extend(await signed(stolen), 'B-LT'));
    expect(result).toMatchObject({
      level: 'B-T',
      missing: [{ role: 'SIGNER', reason: { code: 'REVOCATION_REVOKED' } }],
    });
  });

  it('refuses a file without signatures and one that is broken', async () => {
    expect(await extend(base, 'B-LT')).toMatchObject({ refusal: { code: 'SIGNATURE_NONE_TO_EXTEND' } });
    const broken = await signed();
    broken[base.indexOf('prova')] = 0x50;
    expect(await extend(broken, 'B-LT')).toMatchObject({ refusal: { code: 'SIGNATURE_BROKEN_TO_EXTEND' } });
  });
});
