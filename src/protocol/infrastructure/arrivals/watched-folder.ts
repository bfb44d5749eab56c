import { constants, createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { newId, type Text } from '@libro-firma/kernel';

const CLAIMED = '.claimed';
const DONE = 'done';
const REFUSED = 'refused';
/** Names that programs give to what they are still writing. */
const UNFINISHED = /\.(part|partial|tmp|crdownload|filepart)$/i;
/** A file that was touched just now may still grow. */
const QUIET_MS = 2_000;
/** What a process claimed and left: it died, and the file is anybody's again. */
const LEFT_MS = 10 * 60_000;
/** Of one round; the next one comes within seconds. */
const MOST = 200;

export interface ClaimedFile {
  /** Unique to this arrival of the file: the same one after a crash. */
  readonly claim: string;
  readonly fileName: string;
  open(): Promise<Readable>;
  done(day: string): Promise<void>;
  refused(why: Text): Promise<void>;
}

/**
 * A folder in which scanners and other programs put files. A file is taken by renaming it, which succeeds for one
 * process alone; what is hidden, unfinished, no plain file or younger than two seconds is left where it is. Afterwards it
 * lies in `done`, or in `refused` with a text beside it that says why.
 */
export class WatchedFolder {
  constructor(
    private readonly path: string,
    private readonly now: () => number = Date.now,
  ) {}

  async claim(): Promise<ClaimedFile[]> {
    for (const folder of [CLAIMED, DONE, REFUSED]) await mkdir(join(this.path, folder), { recursive: true });
    const names = (await readdir(this.path)).filter(
      (name) => !name.startsWith('.') && !UNFINISHED.test(name),
    );
    const claimed = [...(await this.leftBehind())];
    for (const name of names.sort()) {
      if (claimed.length >= MOST) break;
      if (!(await this.isReady(join(this.path, name)))) continue;
      const claim = `${newId()}~${name}`;
      if (await moved(join(this.path, name), join(this.path, CLAIMED, claim))) claimed.push(this.file(claim));
    }
    return claimed;
  }

  private async leftBehind(): Promise<ClaimedFile[]> {
    const left: ClaimedFile[] = [];
    for (const name of await readdir(join(this.path, CLAIMED))) {
      const status = await lstat(join(this.path, CLAIMED, name)).catch(() => null);
      if (status && this.now() - status.ctimeMs > LEFT_MS) left.push(this.file(name));
    }
    return left;
  }

  private async isReady(path: string): Promise<boolean> {
    const status = await lstat(path).catch(() => null);
    return (
      status !== null && status.isFile() && this.now() - Math.max(status.mtimeMs, status.ctimeMs) > QUIET_MS
    );
  }

  private file(name: string): ClaimedFile {
    const path = join(this.path, CLAIMED, name);
    const [claim = '', ...rest] = name.split('~');
    const fileName = rest.join('~');
    const after = async (folder: string): Promise<string> => {
      const place = join(this.path, folder);
      await mkdir(place, { recursive: true });
      await moved(path, join(place, name));
      return join(place, name);
    };
    return {
      claim,
      fileName,
      async open() {
        // Not through a link that took the file's place since it was looked at.
        const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
        return createReadStream(path, { fd: handle });
      },
      async done(day) {
        await after(join(DONE, day));
      },
      async refused(why) {
        const place = await after(REFUSED);
        await writeFile(`${place}.txt`, `${why.it}\n\n${why.en}\n`);
      },
    };
  }
}

/** False when somebody else was faster. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fault;
  }
}
