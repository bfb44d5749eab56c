import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { der, OID, readSignedData, splitSignedData, valuesOf } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource, fileSource, type ByteSource } from '@libro-firma/pdf';
import { contentOfRanges } from '../cms/signed-content';
import { signWith } from '../keys/sign-with';
import { ask, itWith } from '../testing/oracles';
import { liveExtension } from '../testing/pki/live-signing';
import { LivePki } from '../testing/pki/live-services';
import { signCadesByTest } from '../testing/cades-signing';
import { openCadesFile } from './cades-file';
import type { CadesInput } from './cades-input';
import { completeCades } from './complete-cades';
import { extendCades } from './extend-cades';
import { prepareCades } from './prepare-cades';
import { bytesInMemory, joined, type SignedBytes } from './signed-bytes';

const MIB = 1024 * 1024;
const LARGE_BYTES = 200 * MIB;
const MOST_MEMORY_BYTES = 80 * MIB;

jest.setTimeout(300_000);

let live: LivePki;
let folder: string;
beforeAll(async () => {
  live = await LivePki.start();
  folder = mkdtempSync(join(tmpdir(), 'libro-firma-large-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await live.close();
});

const LINE = 'Determina dirigenziale n. 12\n';

/** A document that nobody holds: its bytes are made when they are read. */
const document: ByteSource = {
  size: LARGE_BYTES,
  read(position, length) {
    const from = position % LINE.length;
    const turned = LINE.slice(from) + LINE.slice(0, from);
    return Buffer.alloc(Math.max(0, Math.min(length, LARGE_BYTES - position)), turned);
  },
};

function sign(input: CadesInput): SignedBytes {
  const signer = live.pki.signer();
  const prepared = mustAccept(prepareCades(input, { ...signer, signingTime: new Date() }));
  const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
  return mustAccept(completeCades(input, prepared, value, signer));
}

/** Writes a file in pieces, as its own descriptor wants them. */
function written(name: string, bytes: SignedBytes): string {
  const path = join(folder, name);
  const descriptor = openSync(path, 'wx');
  for (const piece of bytes.pieces()) {
    for (let done = 0; done < piece.length;) done += writeSync(descriptor, piece, done);
    memory.look();
  }
  closeSync(descriptor);
  return path;
}

/** Buffers of the process, at their most since it was asked to begin. */
const memory = {
  most: 0,
  look(): void {
    this.most = Math.max(this.most, process.memoryUsage().arrayBuffers);
  },
};

describe('an envelope of hundreds of megabytes', () => {
  itWith('openssl')('is signed further, countersigned and archived without standing in memory', async () => {
    memory.most = 0;
    const start = process.memoryUsage().arrayBuffers;
    const steps: readonly (readonly [string, (file: ByteSource) => SignedBytes | Promise<SignedBytes>])[] = [
      ['parallel.p7m', (file) => sign({ kind: 'PARALLEL', signed: file })],
      ['countered.p7m', (file) => sign({ kind: 'COUNTER', signed: file, signer: 0 })],
      [
        'archived.p7m',
        async (file) => {
          const { bytes, level, missing } = mustAccept(
            await extendCades(file, { ...liveExtension(live), target: 'B-LTA' }),
          );
          expect({ level, missing }).toEqual({ level: 'B-LTA', missing: [] });
          return bytes;
        },
      ],
    ];
    let path = written('first.p7m', sign({ kind: 'ATTACHED', document }));
    for (const [name, step] of steps) {
      const file = fileSource(path);
      const next = written(name, await step(file));
      file.close();
      rmSync(path);
      path = next;
    }
    expect(memory.most - start).toBeLessThan(MOST_MEMORY_BYTES);

    const archived = fileSource(path);
    const { frame, content } = splitSignedData(archived);
    const digest = (source: ByteSource, ranges: readonly number[]): Buffer =>
      contentOfRanges(source, ranges).digest('sha256');
    expect(digest(archived, content ?? [])).toEqual(digest(document, [0, LARGE_BYTES]));
    archived.close();
    const [first, second] = readSignedData(frame).signers;
    for (const signer of [first, second]) {
      expect(valuesOf(signer?.unsignedAttributes, OID.archiveTimestampV3)).toHaveLength(1);
    }
    expect(valuesOf(first?.unsignedAttributes, OID.counterSignature)).toHaveLength(1);
    const question = ['cms', '-verify', '-noverify', '-binary', '-inform', 'DER', '-in', path];
    expect(ask('openssl', [...question, '-out', '/dev/null'], {}).output).toContain(
      'Verification successful',
    );
  });
});

describe('an envelope of hundreds of megabytes that came as text', () => {
  it('is signed further without standing in memory', () => {
    const path = join(folder, 'first.p7m');
    const text = join(folder, 'first.p7m.b64');
    written('first.p7m', sign({ kind: 'ATTACHED', document }));
    writeAsText(path, text);
    rmSync(path);
    memory.most = 0;
    const start = process.memoryUsage().arrayBuffers;
    const file = fileSource(text);
    const both = written('both.p7m', sign({ kind: 'PARALLEL', signed: file }));
    file.close();
    expect(memory.most - start).toBeLessThan(MOST_MEMORY_BYTES);
    const made = fileSource(both);
    const { frame, content = [] } = splitSignedData(made);
    expect(contentOfRanges(made, content).digest('sha256')).toEqual(
      contentOfRanges(document, [0, LARGE_BYTES]).digest('sha256'),
    );
    made.close();
    expect(readSignedData(frame).signers).toHaveLength(2);
  });

  /** Lines of 64 digits between boundaries, as `openssl cms -outform PEM` writes them. */
  function writeAsText(from: string, to: string): void {
    const source = fileSource(from);
    const descriptor = openSync(to, 'wx');
    const piece = 48 * 16_384;
    writeSync(descriptor, '-----BEGIN CMS-----\n');
    for (let at = 0; at < source.size; at += piece) {
      const lines =
        source
          .read(at, piece)
          .toString('base64')
          .match(/.{1,64}/g) ?? [];
      writeSync(descriptor, `${lines.join('\n')}\n`);
    }
    writeSync(descriptor, '-----END CMS-----\n');
    closeSync(descriptor);
    source.close();
  }
});

/** As programs that stream write it: indefinite lengths, the content cut into strings. */
function asStreamed(file: Buffer): Buffer {
  const end = Buffer.from([0, 0]);
  const open = (identifier: number, ...parts: readonly Buffer[]): Buffer =>
    Buffer.concat([Buffer.from([identifier, 0x80]), ...parts, end]);
  const data = readSignedData(file);
  const [version, digests, , ...rest] = data.node.children();
  const content = data.content ?? Buffer.alloc(0);
  const strings = Array.from({ length: Math.ceil(content.length / 1000) }, (_, index) =>
    der.octetString(content.subarray(index * 1000, index * 1000 + 1000)),
  );
  const encapsulated = open(0x30, der.oid(OID.data), open(0xa0, open(0x24, ...strings)));
  const signedData = open(
    0x30,
    ...[version, digests].map((part) => part?.bytes ?? end),
    encapsulated,
    ...rest.map(({ bytes }) => bytes),
  );
  return open(0x30, der.oid(OID.signedData), open(0xa0, signedData));
}

describe('an envelope that another program wrote in a stream', () => {
  const text = bufferSource(Buffer.from('Deliberazione\n'.repeat(1000)));
  const streamed = (): Buffer =>
    asStreamed(signCadesByTest({ kind: 'ATTACHED', document: text }, live.pki.signer()));
  /** The element with the content, as it stands in a file. */
  const encapsulated = (file: Buffer): Buffer =>
    file.subarray(...splitSignedData(bufferSource(file)).encapsulated);

  it('keeps the encoding of its content through every step', async () => {
    const first = streamed();
    const both = joined(sign({ kind: 'PARALLEL', signed: bufferSource(first) }));
    const countered = joined(sign({ kind: 'COUNTER', signed: bufferSource(both), signer: 1 }));
    const options = { ...liveExtension(live), target: 'B-LTA' as const };
    const { bytes, level } = mustAccept(await extendCades(bufferSource(countered), options));
    expect(level).toBe('B-LTA');
    for (const file of [both, countered, joined(bytes)]) {
      expect(encapsulated(file).equals(encapsulated(first))).toBe(true);
      expect(readSignedData(file).content?.equals(text.read(0, text.size))).toBe(true);
    }
  });

  it('may have come as text: what is made of it is binary', () => {
    const armoured = Buffer.from(streamed().toString('base64'));
    const both = joined(sign({ kind: 'PARALLEL', signed: bufferSource(armoured) }));
    expect(readSignedData(both).signers).toHaveLength(2);
    expect(openCadesFile(bufferSource(Buffer.from('no envelope')))).toMatchObject({
      refusal: { code: 'SIGNATURE_CMS_UNREADABLE' },
    });
  });
});

describe('a file that was made', () => {
  it('is read in any piece as it is written', () => {
    const made = sign({ kind: 'ATTACHED', document: bufferSource(Buffer.from('atto'.repeat(100))) });
    const whole = joined(made);
    expect(made.size).toBe(whole.length);
    for (let start = 0; start <= whole.length; start += 13) {
      for (const length of [0, 1, 7, 450, 10_000]) {
        expect(made.read(start, length).equals(whole.subarray(start, start + length))).toBe(true);
      }
    }
    expect(joined(bytesInMemory(whole))).toEqual(whole);
  });
});
