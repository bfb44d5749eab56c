import type { ComparedFile, Opinion } from './compared-file';
import { reasonFor } from './reasons';

/** One file on which somebody says something else than we. */
export interface Disagreement {
  readonly file: ComparedFile;
  readonly ours: Opinion;
  readonly dss: Opinion | undefined;
  readonly pyhanko: Opinion | undefined;
}

export interface DisagreementClass {
  readonly key: string;
  readonly count: number;
  readonly example: string;
  readonly sample: Disagreement;
  readonly reason: string;
}

export function isDisagreement({ ours, dss, pyhanko }: Disagreement): boolean {
  return [dss, pyhanko].some((other) => other !== undefined && !isAlike(ours, other));
}

/** Nobody accepts the file: by which word is a matter of taste. */
function isAlike(one: Opinion, other: Opinion): boolean {
  return (one.verdict === 'INTACT') === (other.verdict === 'INTACT');
}

/** Files of one kind on which the engines differ alike are one row. */
export function classesOf(all: readonly Disagreement[]): readonly DisagreementClass[] {
  const groups = new Map<string, Disagreement[]>();
  for (const one of all) {
    const key = [one.file.origin, said(one.ours), said(one.dss), said(one.pyhanko)].join(' | ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].flatMap(([key, members]) => {
    const [sample] = members;
    if (!sample) return [];
    return [{ key, count: members.length, example: sample.file.name, sample, reason: reasonFor(sample) }];
  });
}

export function said(opinion: Opinion | undefined): string {
  if (!opinion) return 'not asked';
  return opinion.why === '' ? opinion.verdict : `${opinion.verdict} (${opinion.why})`;
}
