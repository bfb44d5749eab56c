import { counterSignaturesOf, OID, readSignedData, valuesOf, type SignedData } from '@libro-firma/asn1';
import { mustAccept, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { signWith } from '../keys/sign-with';
import type { BaselineLevel } from '../pades/extend-pades';
import { signCadesByTest } from '../testing/cades-signing';
import { ask, itWith, pem } from '../testing/oracles';
import { KEY_KINDS } from '../testing/pki/key-kinds';
import { liveExtension, liveTimestamps } from '../testing/pki/live-signing';
import { LivePki } from '../testing/pki/live-services';
import { cadesTimestamps } from '../timestamp/cades-timestamps';
import { contentOfBuffer } from '../cms/signed-content';
import { completeCades, completeCadesWithTimestamp } from './complete-cades';
import { extendCades, type ExtendedCades } from './extend-cades';
import { prepareCades } from './prepare-cades';
import { preparedCadesFromJson, preparedCadesToJson } from './prepared-cades';
import { joined } from './signed-bytes';

const text = Buffer.from('Determina di prova\n'.repeat(20));
const document = bufferSource(text);
let live: LivePki;
beforeAll(async () => (live = await LivePki.start()));
afterAll(() => live.close());
afterEach(() => {
  delete live.faults.ocsp;
  delete live.faults.crl;
});

const roots = (): string =>
  pem(live.pki.root.holder.certificate) + pem(live.pki.intermediate.holder.certificate);
const judged = (p7m: Buffer, files: Readonly<Record<string, Buffer>> = {}): string => {
  const detached = files['content'] ? ['-content', 'content'] : [];
  const trust = ['-CAfile', 'roots.pem', '-purpose', 'any'];
  const question = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'signed', ...detached];
  return ask('openssl', [...question, ...trust, '-out', 'out'], {
    signed: p7m,
    'roots.pem': roots(),
    ...files,
  }).output;
};

describe('a CAdES signature', () => {
  // OpenSSL 3.0 knows neither Ed25519 nor keys bound to PSS in CMS.
  const kinds = KEY_KINDS.filter((kind) => kind !== 'ed25519');
  itWith('openssl')('is accepted by openssl for every kind of key, attached and detached', () => {
    for (const kind of kinds) {
      const signer = live.pki.signer({ kind });
      expect(judged(signCadesByTest({ kind: 'ATTACHED', document }, signer))).toContain(
        'Verification successful',
      );
      const p7s = signCadesByTest({ kind: 'DETACHED', document }, signer);
      expect(judged(p7s, { content: text })).toContain('Verification successful');
    }
  });

  it('holds the document as it is, and no content when it is detached', () => {
    const signer = live.pki.signer();
    expect(readSignedData(signCadesByTest({ kind: 'ATTACHED', document }, signer)).content).toEqual(text);
    expect(readSignedData(signCadesByTest({ kind: 'DETACHED', document }, signer)).content).toBeUndefined();
  });

  it('may be made around another one', () => {
    const inner = signCadesByTest({ kind: 'ATTACHED', document }, live.pki.signer());
    const outer = signCadesByTest({ kind: 'ATTACHED', document: bufferSource(inner) }, live.pki.signer());
    expect(readSignedData(outer).content).toEqual(inner);
  });

  it('is made of pieces, the document read twice and never held', () => {
    const size = 40 * 1024 * 1024;
    let largest = 0;
    const large = {
      size,
      read(position: number, length: number): Buffer {
        largest = Math.max(largest, length);
        return Buffer.alloc(Math.min(length, size - position), 0x41);
      },
    };
    const signer = live.pki.signer();
    const prepared = mustAccept(
      prepareCades({ kind: 'ATTACHED', document: large }, { ...signer, signingTime: new Date() }),
    );
    const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
    const bytes = mustAccept(completeCades({ kind: 'ATTACHED', document: large }, prepared, value, signer));
    let written = 0;
    for (const piece of bytes.pieces()) written += piece.length;
    expect(written).toBe(bytes.size);
    expect(largest).toBeLessThanOrEqual(1024 * 1024);
  });
});

/** The bytes of each part that was there before. */
function keeps(before: SignedData, after: Buffer): void {
  const now = readSignedData(after);
  expect(now.content).toEqual(before.content);
  const certificates = now.certificates.map(({ sha256 }) => sha256);
  expect(certificates.slice(0, before.certificates.length)).toEqual(
    before.certificates.map(({ sha256 }) => sha256),
  );
  expect(now.signers[0]?.signature).toEqual(before.signers[0]?.signature);
  expect(now.signers[0]?.signedAttributes?.node.bytes).toEqual(
    before.signers[0]?.signedAttributes?.node.bytes,
  );
}

describe('a further signature', () => {
  itWith('openssl')('stands beside the first one and leaves it as it is', () => {
    const first = signCadesByTest({ kind: 'ATTACHED', document }, live.pki.signer());
    const both = signCadesByTest(
      { kind: 'PARALLEL', signed: bufferSource(first) },
      live.pki.signer({ kind: 'rsa-2048' }),
    );
    expect(readSignedData(both).signers).toHaveLength(2);
    keeps(readSignedData(first), both);
    expect(both.includes(readSignedData(first).signers[0]!.node.bytes)).toBe(true);
    expect(judged(both)).toContain('Verification successful');
  });

  it('on a detached one needs the document', () => {
    const first = signCadesByTest({ kind: 'DETACHED', document }, live.pki.signer());
    const signer = live.pki.signer();
    const options = { ...signer, signingTime: new Date() };
    expect(prepareCades({ kind: 'PARALLEL', signed: bufferSource(first) }, options)).toMatchObject({
      refusal: { code: 'SIGNATURE_CONTENT_MISSING' },
    });
    const both = signCadesByTest(
      { kind: 'PARALLEL', signed: bufferSource(first), content: document },
      signer,
    );
    expect(readSignedData(both).signers).toHaveLength(2);
  });

  it('that countersigns is over the value of the first, without content type', () => {
    const first = signCadesByTest({ kind: 'ATTACHED', document }, live.pki.signer());
    const counter = signCadesByTest(
      { kind: 'COUNTER', signed: bufferSource(first), signer: 0 },
      live.pki.signer(),
    );
    keeps(readSignedData(first), counter);
    const [signature] = counterSignaturesOf(readSignedData(counter).signers[0]!);
    expect(signature?.signedAttributes?.list.map(({ oid }) => oid)).not.toContain(OID.contentType);
    const twice = signCadesByTest(
      { kind: 'COUNTER', signed: bufferSource(counter), signer: 0 },
      live.pki.signer(),
    );
    expect(counterSignaturesOf(readSignedData(twice).signers[0]!)).toHaveLength(2);
  });
});

describe('the extension of a CAdES file', () => {
  const extend = (bytes: Buffer, target: Exclude<BaselineLevel, 'B-B'>): Promise<Result<ExtendedCades>> =>
    extendCades(bufferSource(bytes), { ...liveExtension(live), target });
  const signed = (): Buffer => signCadesByTest({ kind: 'ATTACHED', document }, live.pki.signer());

  it('gives each level from the one below and keeps what was there', async () => {
    const first = signed();
    let file = first;
    for (const target of ['B-T', 'B-LT', 'B-LTA'] as const) {
      const result = mustAccept(await extend(file, target));
      expect(result).toMatchObject({ level: target, missing: [] });
      file = joined(result.bytes);
      keeps(readSignedData(first), file);
    }
    const data = readSignedData(file);
    expect(data.version).toBe(5);
    expect(data.ocspResponses).toHaveLength(3);
    const [signer] = data.signers;
    const stamps = cadesTimestamps({
      data,
      signer: signer!,
      content: contentOfBuffer(text),
      certificates: data.certificates,
    });
    expect(stamps.map(({ kind, facts }) => `${kind} ${facts?.integrity ?? ''}`)).toEqual([
      'SIGNATURE_TIMESTAMP INTACT',
      'ARCHIVE_TIMESTAMP INTACT',
    ]);
    const renewed = joined(mustAccept(await extend(file, 'B-LTA')).bytes);
    expect(
      valuesOf(readSignedData(renewed).signers[0]?.unsignedAttributes, OID.archiveTimestampV3),
    ).toHaveLength(2);
  });

  it('takes every signer of the file', async () => {
    const both = signCadesByTest({ kind: 'PARALLEL', signed: bufferSource(signed()) }, live.pki.signer());
    const { bytes } = mustAccept(await extend(both, 'B-LTA'));
    for (const signer of readSignedData(joined(bytes)).signers) {
      expect(valuesOf(signer.unsignedAttributes, OID.archiveTimestampV3)).toHaveLength(1);
    }
  });

  it('claims no more than B-T when something is missing', async () => {
    live.faults.ocsp = 'TRY_LATER';
    live.faults.crl = 'HTTP_500';
    const result = mustAccept(await extend(signed(), 'B-LTA'));
    expect(result.level).toBe('B-T');
    expect(result.missing.length).toBeGreaterThan(0);
  });

  it('refuses what is broken, empty or no envelope', async () => {
    const broken = signed();
    broken[broken.indexOf('prova')] = 0x50;
    expect(await extend(broken, 'B-T')).toMatchObject({ refusal: { code: 'SIGNATURE_BROKEN_TO_EXTEND' } });
    expect(await extend(text, 'B-T')).toMatchObject({ refusal: { code: 'SIGNATURE_CMS_UNREADABLE' } });
  });
});

describe('a CAdES signature in two phases', () => {
  const input = { kind: 'ATTACHED', document } as const;

  it('is completed in another process, with its timestamp, from JSON that holds no secret', async () => {
    const signer = live.pki.signer();
    const prepared = mustAccept(
      prepareCades(input, { ...signer, signingTime: new Date(), mimeType: 'text/plain' }),
    );
    const again = mustAccept(
      preparedCadesFromJson(JSON.parse(JSON.stringify(preparedCadesToJson(prepared)))),
    );
    expect(again).toEqual(prepared);
    const value = signWith(signer.key, signer.algorithm, again.toBeSigned);
    const made = mustAccept(
      await completeCadesWithTimestamp(input, again, value, signer, liveTimestamps(live)),
    );
    expect(made.timestamp.ok).toBe(true);
    const [own] = readSignedData(joined(made.bytes)).signers;
    expect(valuesOf(own?.unsignedAttributes, OID.signatureTimestamp)).toHaveLength(1);
  });

  it('refuses each swap by a code of its own', () => {
    const [signer, other] = [live.pki.signer(), live.pki.signer()];
    const options = { ...signer, signingTime: new Date() };
    const prepared = mustAccept(prepareCades(input, options));
    const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
    const elsewhere = bufferSource(Buffer.from('another document'));
    const codeOf = (result: ReturnType<typeof completeCades>): string =>
      result.ok ? 'accepted' : result.refusal.code;
    const state = { ...prepared, signingTime: new Date(0) };
    const strange = signWith(other.key, other.algorithm, prepared.toBeSigned);
    expect([
      codeOf(completeCades(input, prepared, value, signer)),
      codeOf(completeCades({ kind: 'ATTACHED', document: elsewhere }, prepared, value, signer)),
      codeOf(completeCades({ kind: 'DETACHED', document }, prepared, value, signer)),
      codeOf(completeCades(input, state, value, signer)),
      codeOf(completeCades(input, { ...prepared, digestAlgorithm: 'sha512' }, value, signer)),
      codeOf(completeCades(input, prepared, value, other)),
      codeOf(completeCades(input, prepared, strange, signer)),
    ]).toEqual([
      'accepted',
      'SIGNATURE_DOCUMENT_CHANGED',
      'SIGNATURE_PREPARATION_CHANGED',
      'SIGNATURE_PREPARATION_CHANGED',
      'SIGNATURE_PREPARATION_CHANGED',
      'SIGNATURE_CERTIFICATE_CHANGED',
      'SIGNATURE_VALUE_MISMATCH',
    ]);
  });
});
