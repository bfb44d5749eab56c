import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import type { Refusal } from '@libro-firma/kernel';
import type { BaselineLevel, MissingEvidence } from '@libro-firma/signature';

export const DONE = 0;
export const MISUSED = 1;
export const REFUSED = 3;

/** What was made, for the line that is printed. */
export interface Made {
  readonly out: string;
  readonly level: BaselineLevel;
  readonly missing: readonly MissingEvidence[];
  /** Why there is no timestamp although one was asked for. */
  readonly timestamp?: Refusal;
}

/** Writes a new file piece by piece; one that is there already is never written over. */
export function writeNew(path: string, pieces: Iterable<Buffer>): string {
  const file = openSync(path, 'wx');
  const hash = createHash('sha256');
  try {
    for (const piece of pieces) {
      hash.update(piece);
      for (let done = 0; done < piece.length;) done += writeSync(file, piece, done);
    }
  } catch (fault) {
    rmSync(path, { force: true });
    throw fault;
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** One JSON line on standard output; the exit code tells whether the level that was asked for is there. */
export function tell(made: Made, wanted: BaselineLevel, sha256: string): number {
  const missing = made.missing.map(({ role, certificate, reason }) => ({
    role,
    certificateSha256: certificate.sha256,
    code: reason.code,
    message: reason.text.en,
  }));
  const { out, level, timestamp } = made;
  process.stdout.write(
    `${JSON.stringify({ file: out, sha256, level, missing, ...(timestamp && { timestamp: timestamp.code }) })}\n`,
  );
  return level === wanted ? DONE : REFUSED;
}

/** A refusal as one JSON line. */
export function tellRefusal(file: string, { code, text }: Refusal): number {
  process.stdout.write(`${JSON.stringify({ file, code, message: text.en })}\n`);
  return REFUSED;
}

/** A command that was called wrongly. */
export function tellMisuse(problem: string, usage: string): number {
  process.stderr.write(`${problem}\n${usage}`);
  return MISUSED;
}
