import { mustAccept, SettableClock } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { extendCades } from '../cades/extend-cades';
import { joined } from '../cades/signed-bytes';
import { signWith } from '../keys/sign-with';
import { httpTransport } from '../network/http-transport';
import { completePadesWithTimestamp } from '../pades/complete-with-timestamp';
import { extendPades, type ExtensionOptions } from '../pades/extend-pades';
import { preparePades } from '../pades/prepare-pades';
import { revocationClient } from '../revocation/revocation-client';
import { signCadesByTest } from '../testing/cades-signing';
import { LivePki } from '../testing/pki/live-services';
import { samplePdf } from '../testing/sample-pdf';
import { timestampClient } from '../timestamp/timestamp-client';
import { validateFile } from '../validation/validate-file';

const START = new Date('2026-06-01T10:00:00Z');
const DAY = 24 * 3_600_000;
const clock = new SettableClock(START);
const transport = httpTransport({ timeoutMilliseconds: 30_000 });

let live: LivePki;
let extension: ExtensionOptions;
beforeAll(async () => {
  live = await LivePki.start({ now: () => clock.now() });
  const anchors = [live.pki.root.holder.read];
  extension = {
    target: 'B-LTA',
    anchors,
    timestamps: timestampClient({ authorities: [{ url: live.timestampUrl }], transport, clock, anchors }),
    revocation: revocationClient({ transport, clock }),
    transport,
    clock,
  };
});
afterAll(() => live.close());
beforeEach(() => clock.set(START));

async function archivedPdf(): Promise<Buffer> {
  const signer = live.pki.signer();
  const plain = bufferSource(samplePdf());
  const prepared = mustAccept(
    preparePades(plain, { ...signer, signingTime: clock.now(), extraBytes: 10 * 1024 }),
  );
  const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
  const made = await completePadesWithTimestamp(plain, prepared, value, signer, extension.timestamps);
  return renewedPdf(Buffer.concat([samplePdf(), mustAccept(made).increment]));
}

async function renewedPdf(file: Buffer): Promise<Buffer> {
  const { increment, level, missing } = mustAccept(await extendPades(bufferSource(file), extension));
  expect({ level, missing }).toEqual({ level: 'B-LTA', missing: [] });
  return Buffer.concat([file, increment]);
}

async function renewedCades(file: Buffer): Promise<Buffer> {
  const { bytes, level, missing } = mustAccept(await extendCades(bufferSource(file), extension));
  expect({ level, missing }).toEqual({ level: 'B-LTA', missing: [] });
  return joined(bytes);
}

/** Judged at the instant of the newest timestamp, by what the file holds and nothing else. */
async function judge(file: Buffer): Promise<unknown> {
  const { signatures } = await validateFile(bufferSource(file), {
    anchors: [live.pki.root.holder.certificate],
    at: clock.now(),
  });
  return signatures.find(({ type }) => type === 'SIGNATURE');
}

describe('an archive that is renewed again and again by the same authority', () => {
  const PASSED = {
    indication: 'TOTAL_PASSED',
    bestSignatureTime: { time: START.toISOString(), proven: true },
  };

  it('passes in a PDF: each timestamp has data of its own time', async () => {
    let file = await archivedPdf();
    for (const count of [30, 60]) {
      clock.set(new Date(START.getTime() + count * DAY));
      file = await renewedPdf(file);
      expect(await judge(file)).toMatchObject(PASSED);
    }
  });

  it('passes in a CMS likewise', async () => {
    const document = bufferSource(Buffer.from('Deliberazione n. 9\n'));
    let file = await renewedCades(signCadesByTest({ kind: 'ATTACHED', document }, live.pki.signer()));
    for (const count of [30, 60]) {
      clock.set(new Date(START.getTime() + count * DAY));
      file = await renewedCades(file);
      expect(await judge(file)).toMatchObject(PASSED);
    }
  });
});
