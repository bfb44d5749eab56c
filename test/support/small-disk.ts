import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own that is soon full. Needs root. */
export class SmallDisk {
  private constructor(readonly path: string) {}

  static mount(megabytes: number): SmallDisk {
    const path = mkdtempSync(join(tmpdir(), 'libro-firma-disk-'));
    run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
    chmodSync(path, 0o777);
    return new SmallDisk(path);
  }

  /** Takes all the room that is left; nothing more can be written. */
  fill(): void {
    for (const size of [1024 * 1024, 4096])
      for (let count = 0; ; count += 1) {
        try {
          writeFileSync(join(this.path, `filler-${size}-${count}`), Buffer.alloc(size), { flag: 'wx' });
        } catch {
          break;
        }
      }
  }

  makeRoom(): void {
    for (const name of readdirSync(this.path)) if (name.startsWith('filler-')) rmSync(join(this.path, name));
  }

  unmount(): void {
    run('umount', ['-l', this.path]);
    rmdirSync(this.path);
  }
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, [...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}
