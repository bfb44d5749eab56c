import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { WatchedFolder } from './watched-folder';

const LATER = () => Date.now() + 5_000;

describe('a watched folder', () => {
  let path = '';
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'watched-'));
  });
  afterEach(() => rm(path, { recursive: true }));

  const put = (name: string, content = name) => writeFile(join(path, name), content);
  const names = async (...folders: string[]) => (await readdir(join(path, ...folders))).sort();

  it('gives each file to one process alone, whoever looks at the same time', async () => {
    for (let index = 0; index < 50; index += 1) await put(`scansione ${index}.pdf`);
    const hands = await Promise.all(Array.from({ length: 8 }, () => new WatchedFolder(path, LATER).claim()));
    const claimed = hands.flat().map(({ fileName }) => fileName);
    expect(claimed).toHaveLength(50);
    expect(new Set(claimed).size).toBe(50);
    expect(await new WatchedFolder(path, LATER).claim()).toEqual([]);
  });

  it('leaves alone what is unfinished, hidden, young, a folder or a link', async () => {
    for (const name of ['a.pdf.part', 'b.TMP', '.nascosto.pdf', 'intero.pdf']) await put(name);
    await mkdir(join(path, 'cartella'));
    await symlink('/etc/passwd', join(path, 'collegamento.pdf'));
    expect(await new WatchedFolder(path, Date.now).claim()).toEqual([]);
    const claimed = await new WatchedFolder(path, LATER).claim();
    expect(claimed.map(({ fileName }) => fileName)).toEqual(['intero.pdf']);
    expect(await text(await claimed[0]!.open())).toBe('intero.pdf');
  });

  it('says beside a refused file why, and puts away by day what is done', async () => {
    await put('buono~1.pdf');
    await put('vuoto.pdf', '');
    const [good, bad] = await new WatchedFolder(path, LATER).claim();
    await good!.done('2026-11-25');
    await bad!.refused({ it: 'Troppo grande', en: 'Too large' });
    expect(await names('done', '2026-11-25')).toEqual([expect.stringMatching(/~buono~1\.pdf$/)]);
    const [file, why] = await names('refused');
    expect(file).toMatch(/~vuoto\.pdf$/);
    expect(await readFile(join(path, 'refused', why!), 'utf8')).toBe('Troppo grande\n\nToo large\n');
    expect(await names('.claimed')).toEqual([]);
  });

  it('gives again, under the same claim, what a process took and left', async () => {
    await put('lasciato.pdf');
    const [first] = await new WatchedFolder(path, LATER).claim();
    const [again] = await new WatchedFolder(path, () => Date.now() + 11 * 60_000).claim();
    expect(again?.claim).toBe(first?.claim);
    await utimes(path, new Date(), new Date());
    expect(await new WatchedFolder(path, LATER).claim()).toEqual([]);
  });
});
