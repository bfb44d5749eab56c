import { attempt, signatureRestrictions, type ByteSource, type PdfDocument } from '@libro-firma/pdf';
import type { ChangeReport } from '../../report/validation-report';
import { examineAppended } from './appended-bytes';
import { ChangeLog, type Change } from './change-kinds';
import { compareRevisions } from './compare-revisions';
import { judgeChange } from './judge-change';

/** What was done to a file after one of its revisions. `UNKNOWN`: the revisions could not be compared. */
export interface LaterChangesFacts {
  readonly state: 'NONE' | 'PERMITTED' | 'FORBIDDEN' | 'UNKNOWN';
  readonly changes: readonly ChangeReport[];
}

/** Compared revisions of one file: past that a file is not worth the work. */
const MAX_STEPS = 100;
const UNKNOWN: LaterChangesFacts = { state: 'UNKNOWN', changes: [] };

/**
 * The revisions of a file and what each did to the one before. Each pair is compared once, whatever the number of
 * signatures; each signature judges all that came after it by what it and the ones before it let follow.
 *
 * @standard ISO 32000-2 §12.8.2.2, §12.8.2.4; ETSI EN 319 142-1 §5.3, §5.4
 */
export class RevisionHistory {
  private readonly documents = new Map<number, PdfDocument | undefined>();
  private readonly steps = new Map<string, readonly Change[] | undefined>();

  /** @param ends of the revisions, ascending */
  constructor(
    private readonly document: PdfDocument,
    private readonly ends: readonly number[],
  ) {}

  /** What came after the revision that ends at `end`, in bytes. */
  after(end: number): LaterChangesFacts {
    const { source } = this.document;
    if (end === source.size) return { state: 'NONE', changes: [] };
    const changes = this.changesAfter(end);
    if (!changes) return UNKNOWN;
    const judged = attempt(() => {
      const before = this.at(end);
      // A signed revision that is damaged itself shows different things to different readers.
      if (!before || before.isDamaged) return undefined;
      const restrictions = signatureRestrictions(before);
      return changes.map((change) => judgeChange(change, restrictions));
    });
    if (!judged.ok || !judged.value) return UNKNOWN;
    const isPermitted = judged.value.every((one) => one.isPermitted);
    return {
      state: isPermitted ? 'PERMITTED' : 'FORBIDDEN',
      changes: judged.value.map(({ change, isPermitted: permitted, rule }): ChangeReport => ({
        kind: change.kind,
        permitted,
        visible: change.isVisible,
        rule,
        ...(change.field !== undefined && { field: change.field }),
        ...(change.page !== undefined && { page: change.page }),
      })),
    };
  }

  private changesAfter(end: number): readonly Change[] | undefined {
    const { source } = this.document;
    const bounds = [end, ...this.ends.filter((other) => other > end && !isSameEnd(source, end, other))];
    if (bounds.length > MAX_STEPS) return undefined;
    const log = new ChangeLog();
    for (const [index, to] of bounds.slice(1).entries()) {
      const step = this.step(bounds[index] ?? end, to);
      if (!step) return undefined;
      for (const { kind, ...place } of step) log.add(kind, place);
    }
    const last = bounds.at(-1) ?? end;
    if (last < source.size) {
      log.add(isBlank(source, last, source.size) ? 'END_OF_LINE' : 'BYTES_AFTER_THE_END');
    }
    return log.changes;
  }

  /** What the revision that ends at `to` did; undefined where that cannot be told. */
  private step(from: number, to: number): readonly Change[] | undefined {
    const key = `${from} ${to}`;
    if (this.steps.has(key)) return this.steps.get(key);
    const compared = attempt(() => this.compare(from, to));
    const changes = compared.ok ? compared.value : undefined;
    this.steps.set(key, changes);
    return changes;
  }

  private compare(from: number, to: number): readonly Change[] | undefined {
    const before = this.at(from);
    const after = this.at(to);
    if (!before || !after || before.isRebuilt) return undefined;
    const log = new ChangeLog();
    examineAppended(after, from, log);
    for (const { kind, ...place } of compareRevisions(before, after)) log.add(kind, place);
    // Broken objects show only while they are read: asked at the end, the answer covers all that was read above.
    if (before.isDamaged) return undefined;
    if (after.isDamaged) log.add('INDEX_DAMAGED');
    if (log.changes.length === 0) log.add('REWRITTEN_WITHOUT_CHANGE');
    return log.changes;
  }

  private at(end: number): PdfDocument | undefined {
    if (end === this.document.source.size) return this.document;
    if (!this.documents.has(end)) {
      const opened = this.document.earlier(end);
      this.documents.set(end, opened.ok ? opened.value : undefined);
    }
    return this.documents.get(end);
  }
}

const MAX_BLANKS = 64;

/** Ends of line that transports and editors leave behind the last word of a file: no reader finds anything in them. */
function isBlank(source: ByteSource, from: number, end: number): boolean {
  return end - from <= MAX_BLANKS && /^[\r\n]*$/.test(source.read(from, end - from).toString('latin1'));
}

/** The last end-of-line of a revision may stand outside what is signed: nothing came after it all the same. */
function isSameEnd(source: ByteSource, end: number, other: number): boolean {
  return other - end <= 2 && isBlank(source, end, other);
}
