import { mustAccept, SettableClock, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { readContainer } from '../container/read-container';
import { httpTransport } from '../network/http-transport';
import type { ExtensionOptions } from '../pades/extend-pades';
import { revocationClient } from '../revocation/revocation-client';
import { LivePki } from '../testing/pki/live-services';
import { timestampClient } from '../timestamp/timestamp-client';
import type { SignatureReport } from '../validation/report/validation-report';
import { validateFile } from '../validation/validate-file';
import type { SignedFile } from '../xades/xades-target';
import { extendAsic, type ExtendedAsic } from './extend-asic';
import { signAsicCades, signAsicSimple, signAsicXades } from './sign-asic';
import { ASIC_E, writeContainer } from './write-container';

const START = new Date('2026-06-01T10:00:00Z');
const DAY = 24 * 3_600_000;
const clock = new SettableClock(START);
const transport = httpTransport({ timeoutMilliseconds: 30_000 });

let engine: XmlEngine;
let live: LivePki;
beforeAll(async () => {
  [engine, live] = await Promise.all([xmlEngine(), LivePki.start({ now: () => clock.now() })]);
});
afterAll(() => live.close());
beforeEach(() => clock.set(START));
afterEach(() => delete live.faults.ocsp);
afterEach(() => delete live.faults.crl);

const file = (name: string, text: string): SignedFile => ({
  name,
  bytes: Buffer.from(text),
  mediaType: 'text/plain',
});
const FILES = [file('atto.txt', 'Determina'), file('allegati/due è.txt', 'due')];

type Form = 'ASiC-E' | 'ASiC-S';
function signed(form: Form): Promise<Buffer> {
  const signer = live.pki.signer();
  const options = { ...signer, signingTime: clock.now() };
  const made: Promise<Result<Buffer>> =
    form === 'ASiC-E'
      ? signAsicCades(FILES, options, signer.key)
      : signAsicSimple(FILES[0]!, options, signer.key);
  return made.then(mustAccept);
}

function extend(bytes: Buffer, target: ExtensionOptions['target']): Promise<Result<ExtendedAsic>> {
  const anchors = [live.pki.root.holder.read];
  return extendAsic(bufferSource(bytes), engine, {
    target,
    anchors,
    timestamps: timestampClient({ authorities: [{ url: live.timestampUrl }], transport, clock, anchors }),
    revocation: revocationClient({ transport, clock }),
    transport,
    clock,
  });
}

async function extended(bytes: Buffer, target: ExtensionOptions['target']): Promise<Buffer> {
  const result = mustAccept(await extend(bytes, target));
  expect(result).toMatchObject({ level: target, missing: [] });
  return result.bytes;
}

/** By what the container holds and nothing else. */
async function judge(bytes: Buffer): Promise<SignatureReport> {
  const anchors = [live.pki.root.holder.certificate];
  const { signatures } = await validateFile(bufferSource(bytes), { anchors, at: clock.now() });
  expect(signatures).toHaveLength(1);
  return signatures[0]!;
}

const filesOf = async (bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> =>
  mustAccept(await readContainer(bytes)).files;
const PASSED = {
  indication: 'TOTAL_PASSED',
  coverage: 'WHOLE_FILE',
  bestSignatureTime: { time: START.toISOString(), proven: true },
};

describe.each<Form>(['ASiC-E', 'ASiC-S'])('a container with CAdES: %s', (form) => {
  it('is given each level from the one below, its documents as they were', async () => {
    const first = await signed(form);
    let bytes = first;
    for (const target of ['B-T', 'B-LT', 'B-LTA'] as const) {
      bytes = await extended(bytes, target);
      clock.advance(1000);
      if (target !== 'B-T') expect(await judge(bytes)).toMatchObject(PASSED);
      const now = await filesOf(bytes);
      for (const [name, before] of await filesOf(first)) {
        if (!name.endsWith('.p7s')) expect(now.get(name)).toEqual(before);
      }
    }
    const kinds = (await judge(bytes)).timestamps.map(({ kind, integrity }) => `${kind} ${integrity}`);
    expect(kinds).toEqual(['SIGNATURE_TIMESTAMP INTACT', 'ARCHIVE_TIMESTAMP INTACT']);
  });

  it('is renewed again and again when all earlier data have run out', async () => {
    let bytes = await extended(await signed(form), 'B-LTA');
    for (const count of [30, 60]) {
      clock.set(new Date(START.getTime() + count * DAY));
      bytes = await extended(bytes, 'B-LTA');
      expect(await judge(bytes)).toMatchObject(PASSED);
    }
    expect((await judge(bytes)).timestamps).toHaveLength(4);
  });

  it('is no more than B-T while evidence is missing, and says what is', async () => {
    live.faults.ocsp = 'TRY_LATER';
    live.faults.crl = 'HTTP_500';
    const result = mustAccept(await extend(await signed(form), 'B-LTA'));
    expect(result.level).toBe('B-T');
    expect(result.missing.map(({ role }) => role)).toContain('TIMESTAMP_AUTHORITY');
  });
});

describe('the archive of an ASiC-E', () => {
  it('lists every file, the earlier archives too, and its newest manifest has the name without number', async () => {
    const first = await extended(await signed('ASiC-E'), 'B-LTA');
    clock.set(new Date(START.getTime() + 30 * DAY));
    const files = await filesOf(await extended(first, 'B-LTA'));
    const before = await filesOf(first);
    const text = files.get('META-INF/ASiCArchiveManifest.xml')!.toString();
    const listed = [...text.matchAll(/ URI="([^"]*)"/g)]
      .map(([, uri = '']) => decodeURIComponent(uri))
      .sort();
    const others = [...files.keys()].filter(
      (name) => name !== 'mimetype' && name !== 'META-INF/ASiCArchiveManifest.xml',
    );
    expect(listed).toEqual(others.sort());
    expect(text).toContain('URI="META-INF/ASiCArchiveManifest001.xml" Rootfile="true"');
    const earlier = files.get('META-INF/ASiCArchiveManifest001.xml');
    expect(earlier).toEqual(before.get('META-INF/ASiCArchiveManifest.xml'));
    expect(files.get('META-INF/signature001.p7s')).toEqual(before.get('META-INF/signature001.p7s'));
  });

  it('holds no more when a file under it was changed, and is not renewed then', async () => {
    const files = new Map(await filesOf(await extended(await signed('ASiC-E'), 'B-LTA')));
    files.delete('mimetype');
    files.set('allegati/due è.txt', Buffer.from('tre'));
    const changed = await writeContainer(
      ASIC_E,
      [...files].map(([name, bytes]) => ({ name, bytes })),
    );
    expect(await judge(changed)).toMatchObject({ indication: 'TOTAL_FAILED' });
    expect(await extend(changed, 'B-LTA')).toMatchObject({
      refusal: { code: 'SIGNATURE_BROKEN_TO_EXTEND' },
    });
  });
});

it('a container with XAdES is told that it has the level of its creation', async () => {
  const signer = live.pki.signer();
  const options = { ...signer, signingTime: clock.now() };
  const bytes = mustAccept(await signAsicXades(engine, FILES, options, signer.key));
  expect(await extend(bytes, 'B-LT')).toMatchObject({ refusal: { code: 'ASIC_FORM_NOT_EXTENDED' } });
});

it('a container too large for memory is refused before it is read', async () => {
  const read = jest.fn();
  const options = { target: 'B-T', anchors: [], transport, clock } as unknown as ExtensionOptions;
  expect(await extendAsic({ size: 256 * 1024 * 1024 + 1, read }, engine, options)).toMatchObject({
    refusal: { code: 'CONTAINER_TOO_LARGE' },
  });
  expect(read).not.toHaveBeenCalled();
});
