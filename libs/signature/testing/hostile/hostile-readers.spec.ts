import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xmlEngine } from '@libro-firma/xml';
import { signedEnvelopes } from '../kinds/signed-envelopes';
import type { SignedKind } from '../kinds/signed-kind';
import { signedPdfs } from '../kinds/signed-pdfs';
import { signedXmlAndContainers } from '../kinds/signed-xml-and-containers';
import { LivePki } from '../pki/live-services';
import { runHostile, type HostileBounds } from './run-hostile';

/** The nightly run asks for a million. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 20_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_601);
/** Of the reader's side, for any file. */
const BOUNDS: HostileBounds = { milliseconds: 10_000, megabytes: 512 };
const HERE = join(__dirname, 'judged-here.ts');

describe(`the reader's side on ${RUNS} changed files, each within 10 s and 512 MB`, () => {
  let folder: string;
  const files: Record<string, { path: string; contents: string[] }[]> = {};

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-'));
    const live = await LivePki.start();
    const [pdfs, envelopes, others] = [
      await signedPdfs(live),
      await signedEnvelopes(live),
      await signedXmlAndContainers(live, await xmlEngine()),
    ];
    await live.close();
    const isZip = (kind: SignedKind): boolean =>
      kind.toValidate(kind.subject).file.toString('latin1', 0, 2) === 'PK';
    files['PDF'] = write('pdf', pdfs);
    files['CMS'] = write('cms', envelopes);
    files['ZIP'] = write('zip', others.filter(isZip));
    files['XML'] = write(
      'xml',
      others.filter((kind) => !isZip(kind)),
    );
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(prefix: string, kinds: readonly SignedKind[]): { path: string; contents: string[] }[] {
    return kinds.map((kind, index) => {
      const { file, contents = [] } = kind.toValidate(kind.subject);
      const put = (name: string, bytes: Buffer): string => {
        const path = join(folder, `${prefix}-${index}-${name}`);
        writeFileSync(path, bytes);
        return path;
      };
      return {
        path: put('file', file),
        contents: contents.map(({ source }, at) => put(`content-${at}`, source.read(0, source.size))),
      };
    });
  }

  it.each(['PDF', 'CMS', 'XML', 'ZIP'])(
    'reads or refuses every %s',
    async (format) => {
      const runs = Math.ceil(RUNS / 4);
      const end = await runHostile({ judge: HERE, seed: SEED, runs, files: files[format] ?? [] }, BOUNDS);
      expect(end).toEqual({ kind: 'DONE', runs, peakMb: expect.any(Number) as number });
    },
    4 * 3_600_000,
  );

  it.each([
    ['HANGS', 'TOO_SLOW'],
    ['GROWS', 'TOO_LARGE'],
    ['DIES', 'DIED'],
    ['THROWS', 'THREW'],
  ])('sees a judge that %s, and on which file', async (how, kind) => {
    process.env['HOSTILE_MISBEHAVIOUR'] = how;
    const what = {
      judge: join(__dirname, 'misbehaving.ts'),
      seed: SEED,
      runs: 20,
      files: files['CMS'] ?? [],
    };
    const end = await runHostile(what, { milliseconds: 2000, megabytes: 512 });
    expect(end).toMatchObject({ kind, run: 10 });
  });
});
