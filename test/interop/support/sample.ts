import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isPresent } from './program';

/** A file for the main job, and what has to become of it. */
export interface Sample {
  readonly path: string;
  /** What is particular about it, for a reader. */
  readonly kind: string;
  /** Who made it, where the file does not say so itself. */
  readonly producer?: string;
  /** `SIGNED`, the code of its refusal, or `EITHER`: signed as it should be or refused with a reason. */
  readonly expected: string;
}

export interface SampleDescription {
  readonly kind: string;
  readonly producer?: string;
  readonly expected?: string;
}

/** The folder in which the files are made. A producer that is not installed, or fails, is told and left out. */
export class Workshop {
  readonly samples: Sample[] = [];
  readonly absent = new Set<string>();

  constructor(readonly folder: string) {}

  /** Runs `work` where all these programs are installed. */
  with(programs: readonly string[], work: () => void): void {
    const missing = programs.filter((program) => !isPresent(program));
    for (const program of missing) this.absent.add(program);
    if (missing.length === 0) this.orTell(programs.join(', '), work);
  }

  /** One file, written by `build` to the path that it is given. */
  make(name: string, description: SampleDescription, build: (path: string) => void): void {
    const path = join(this.folder, `${name}.pdf`);
    this.orTell(name, () => {
      build(path);
      if (!existsSync(path)) throw new Error('nothing was made');
      this.add(path, description);
    });
  }

  add(path: string, { expected = 'SIGNED', ...description }: SampleDescription): void {
    this.samples.push({ path, expected, ...description });
  }

  /** The path of a sample made before, for producers that change the files of others. */
  made(name: string): string {
    const path = join(this.folder, `${name}.pdf`);
    if (!existsSync(path) || statSync(path).size === 0) throw new Error(`there is no ${name} to begin with`);
    return path;
  }

  scratch(name: string): string {
    return join(this.folder, `.${name}`);
  }

  private orTell(what: string, work: () => void): void {
    try {
      work();
    } catch (fault) {
      process.stderr.write(`left out: ${what} (${fault instanceof Error ? fault.message : String(fault)})\n`);
    }
  }
}
