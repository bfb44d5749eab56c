import { readTimestampRequest } from '@libro-firma/asn1';
import { accept, mustAccept, SettableClock } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import {
  completePadesWithTimestamp,
  extendCades,
  extendPades,
  httpTransport,
  joined,
  preparePades,
  revocationClient,
  signWith,
  timestampClient,
  validateFile,
  type ExtensionOptions,
  type SignatureReport,
  type TimestampSource,
} from '../../index';
import { signCadesByTest } from '../../testing/cades-signing';
import { LivePki } from '../../testing/pki/live-services';
import type { TestHolder } from '../../testing/pki/test-authority';
import { grantTimestamp, writeTimestampToken } from '../../testing/pki/write-timestamp';
import { samplePdf } from '../../testing/sample-pdf';

const DAY = 24 * 3_600_000;
const START = new Date('2026-06-01T10:00:00Z');
const day = (count: number): Date => new Date(START.getTime() + count * DAY);
const clock = new SettableClock(START);
const transport = httpTransport({ timeoutMilliseconds: 30_000 });

let live: LivePki;
let signer: TestHolder;
let signatureAuthority: TestHolder;
let firstAuthority: TestHolder;
let secondAuthority: TestHolder;
beforeAll(async () => {
  live = await LivePki.start({ now: () => clock.now() });
  signer = live.pki.signer({ notAfter: day(60) });
  signatureAuthority = live.pki.otherTimestampAuthority({ notAfter: day(100) });
  firstAuthority = live.pki.otherTimestampAuthority({ notAfter: day(200) });
  secondAuthority = live.pki.otherTimestampAuthority({});
});
afterAll(() => live.close());

/** An authority of the live PKI that stamps by a certificate of the test's choice. */
function stampsOf(holder: TestHolder): TimestampSource {
  const answer = (body: Buffer): Buffer =>
    grantTimestamp(writeTimestampToken(holder, readTimestampRequest(body), { time: clock.now() }));
  return timestampClient({
    authorities: [{ url: 'http://tsa.invalid/' }],
    transport: { send: ({ body }) => Promise.resolve(accept(answer(body ?? Buffer.alloc(0)))) },
    clock,
    anchors: [live.pki.root.holder.read],
  });
}

const extension = (holder: TestHolder): ExtensionOptions => ({
  target: 'B-LTA',
  anchors: [live.pki.root.holder.read],
  timestamps: stampsOf(holder),
  revocation: revocationClient({ transport, clock }),
  transport,
  clock,
});

/** Judged at the clock's time; only the newest authority is asked about, all else must be in the file. */
async function judge(file: Buffer): Promise<SignatureReport> {
  const report = await validateFile(bufferSource(file), {
    anchors: [live.pki.root.holder.certificate],
    at: clock.now(),
    revocationSource: revocationClient({ transport, clock }),
  });
  const signature = report.signatures.find(({ type }) => type === 'SIGNATURE');
  if (!signature) throw new Error('no signature was found');
  return signature;
}

async function archivedPdf(): Promise<Buffer> {
  const plain = samplePdf();
  const options = { ...signer, signingTime: clock.now(), extraBytes: 10 * 1024 };
  const prepared = mustAccept(preparePades(bufferSource(plain), options));
  const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
  const made = await completePadesWithTimestamp(
    bufferSource(plain),
    prepared,
    value,
    signer,
    stampsOf(signatureAuthority),
  );
  return renewed(Buffer.concat([plain, mustAccept(made).increment]), firstAuthority);
}

async function renewed(file: Buffer, authority: TestHolder): Promise<Buffer> {
  const { increment, level, missing } = mustAccept(
    await extendPades(bufferSource(file), extension(authority)),
  );
  expect({ level, missing }).toEqual({ level: 'B-LTA', missing: [] });
  return Buffer.concat([file, increment]);
}

describe('a signature after the end of its certificate and of its authority’s', () => {
  it('passes in a PDF whose archive was renewed in time, and is open in one that was not', async () => {
    clock.set(START);
    const archived = await archivedPdf();
    clock.set(day(150));
    const carried = await renewed(archived, secondAuthority);
    clock.set(day(400));
    expect(await judge(carried)).toMatchObject({
      indication: 'TOTAL_PASSED',
      bestSignatureTime: { time: START.toISOString(), proven: true },
    });
    expect(await judge(archived)).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('passes in a CMS likewise, and no archive timestamp covers what was changed under it', async () => {
    clock.set(START);
    const document = bufferSource(Buffer.from('Deliberazione n. 9\n'));
    const plain = signCadesByTest({ kind: 'ATTACHED', document }, signer);
    const timed = mustAccept(
      await extendCades(bufferSource(plain), { ...extension(signatureAuthority), target: 'B-T' }),
    ).bytes;
    const archived = joined(mustAccept(await extendCades(timed, extension(firstAuthority))).bytes);
    clock.set(day(150));
    const carried = joined(
      mustAccept(await extendCades(bufferSource(archived), extension(secondAuthority))).bytes,
    );
    clock.set(day(400));
    const whole = await judge(carried);
    expect(whole).toMatchObject({ indication: 'TOTAL_PASSED', bestSignatureTime: { proven: true } });
    const archives = (one: SignatureReport): readonly (string | boolean | null)[] =>
      one.timestamps.filter(({ kind }) => kind === 'ARCHIVE_TIMESTAMP').map(({ integrity }) => integrity);
    expect(archives(whole)).toEqual(['INTACT', 'INTACT']);
    expect(await judge(archived)).toMatchObject({ indication: 'INDETERMINATE' });
    expect(await judge(plain)).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
    });
    // One byte of a certificate that nobody signed but the archive timestamps.
    const { certificate } = live.pki.root.holder;
    const at = carried.indexOf(certificate) + certificate.length - 1;
    expect(at).toBeGreaterThan(certificate.length);
    const spoilt = Buffer.from(carried);
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    expect(archives(await judge(spoilt))).toContain('BROKEN');
  });
});
