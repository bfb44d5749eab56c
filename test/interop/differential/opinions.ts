import { bufferSource } from '@libro-firma/pdf';
import { validateFile, type SignatureReport, type ValidationReport } from '@libro-firma/signature';
import { readFileSync } from 'node:fs';
import type { DssJudge } from '../judges/dss';
import type { PyhankoJudge } from '../judges/pyhanko';
import type { ComparedFile, Opinion } from './compared-file';

/** What is said of files whose anchors nobody has: the judges are asked with an anchor that is not theirs. */
export interface Trust {
  readonly anchorFile: string;
  readonly anchor: Buffer;
}

export async function ourOpinion({ path, contents }: ComparedFile, { anchor }: Trust): Promise<Opinion> {
  const options = { anchors: [anchor], at: new Date(), contents, file: path };
  const report = await validateFile(bufferSource(readFileSync(path)), options);
  const all = signaturesIn(report);
  if (report.conclusion === 'FORMAT_ERROR') return { verdict: 'UNREAD', why: report.problem?.code ?? '' };
  const failed = all.find((one) => one.indication === 'TOTAL_FAILED' || one.integrity === 'BROKEN');
  if (failed) return { verdict: 'FAILED', why: firstFailure(failed) };
  const changed = all.find(({ laterChanges }) => laterChanges === 'FORBIDDEN');
  if (changed)
    return {
      verdict: 'FAILED',
      why: `later change: ${changed.changes.find(({ permitted }) => !permitted)?.kind ?? ''}`,
    };
  if (all.length === 0) return { verdict: 'NONE', why: report.conclusion };
  const open = all.find(
    ({ integrity, laterChanges }) => integrity === 'UNKNOWN' || laterChanges === 'UNKNOWN',
  );
  return open ? { verdict: 'UNREAD', why: `open: ${firstFailure(open)}` } : { verdict: 'INTACT', why: '' };
}

function signaturesIn({ signatures, inner }: ValidationReport): readonly SignatureReport[] {
  return [...signatures, ...inner.flatMap(signaturesIn)];
}

function firstFailure({ checks }: SignatureReport): string {
  const first =
    checks.find(({ outcome }) => outcome === 'FAILED') ?? checks.find(({ outcome }) => outcome === 'UNKNOWN');
  return first?.id ?? '';
}

export async function dssOpinion(
  judge: DssJudge,
  { path, contents }: ComparedFile,
  { anchorFile }: Trust,
): Promise<Opinion> {
  try {
    const [content] = contents;
    const verdicts = await judge.verdicts({
      file: path,
      ...(content && { content: content.path }),
      anchors: [anchorFile],
      online: false,
    });
    if (verdicts.length === 0) return { verdict: 'NONE', why: '' };
    const failed = verdicts.find(({ indication }) => indication === 'TOTAL_FAILED');
    return failed ? { verdict: 'FAILED', why: failed.subIndication } : { verdict: 'INTACT', why: '' };
  } catch (fault) {
    return { verdict: 'UNREAD', why: inShort(fault) };
  }
}

export async function pyhankoOpinion(
  judge: PyhankoJudge,
  { path }: ComparedFile,
  { anchorFile }: Trust,
): Promise<Opinion> {
  try {
    const verdicts = await judge.verdicts({ file: path, anchors: [anchorFile], level: 'ANY' });
    if (verdicts.length === 0) return { verdict: 'NONE', why: '' };
    const gaveUp = verdicts.find(({ intact }) => intact === undefined);
    if (gaveUp) return { verdict: 'UNREAD', why: gaveUp.problem?.split(':')[0] ?? '' };
    const broken = verdicts.find(({ intact }) => intact !== true);
    if (broken) return { verdict: 'FAILED', why: 'not intact' };
    const changed = verdicts.find(({ changes }) => changes === 'OTHER');
    return changed ? { verdict: 'FAILED', why: 'modification level OTHER' } : { verdict: 'INTACT', why: '' };
  } catch (fault) {
    return { verdict: 'UNREAD', why: inShort(fault) };
  }
}

function inShort(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return /([A-Z]\w+(?:Exception|Error))/.exec(text)?.[1] ?? text.slice(0, 60);
}
