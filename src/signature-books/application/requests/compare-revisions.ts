import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import { DocumentTexts, type PlicoFile, type TextComparison } from '../../../documents';
import type { Actor } from '../../../platform/identity';
import { RequestDetail, type RequestDetails } from './request-detail';

export interface ChangedFile {
  readonly fileName: string;
  readonly role: 'MAIN' | 'ANNEX';
  readonly comparison: TextComparison | { readonly outcome: 'ADDED' | 'REMOVED' | 'NOT_COMPARED' };
}

export interface RevisionChanges {
  /** The revision before; null for the first one, which has none. */
  readonly from: number | null;
  readonly to: number;
  /** Why the one before came back. */
  readonly returnReason: string | null;
  readonly files: readonly ChangedFile[];
}

/** Files of one request whose words are compared; of more, it is only said whether their bytes are the same. */
const MOST_COMPARED = 10;

/** "What changed since you sent it back": each file of the revision against the one in its place before. */
@Injectable()
export class CompareRevisions {
  constructor(
    private readonly detail: RequestDetail,
    private readonly texts: DocumentTexts,
  ) {}

  async execute(actor: Actor, id: string): Promise<Result<RevisionChanges>> {
    const present = await this.detail.execute(actor, id);
    if (!present.ok) return present;
    const { row, files } = present.value;
    const nothing = { from: null, to: row.revision, returnReason: null, files: [] };
    if (row.revision === 1) return accept(nothing);
    const before = await this.detail.execute(actor, id, row.revision - 1);
    if (!before.ok) return before;
    return accept({
      ...nothing,
      from: row.revision - 1,
      returnReason: reasonOf(before.value.entries, row.revision - 1),
      files: await this.compareAll(before.value.files, files),
    });
  }

  /** An opinion or a segnatura that the route made is no change of the drafter's. */
  private async compareAll(
    before: readonly PlicoFile[],
    after: readonly PlicoFile[],
  ): Promise<ChangedFile[]> {
    const [earlier, later] = [before, after].map((files) => files.filter(({ madeBy }) => madeBy === null));
    const changed: ChangedFile[] = [];
    for (const [index, file] of (later ?? []).entries()) {
      const { role, current } = file;
      const other = earlier?.[index];
      const comparison = !other
        ? ({ outcome: 'ADDED' } as const)
        : await this.compare(other, file, index < MOST_COMPARED);
      changed.push({ fileName: current.fileName, role, comparison });
    }
    const removed = (earlier ?? []).slice(later?.length ?? 0);
    return [
      ...changed,
      ...removed.map(({ role, current }) => ({
        fileName: current.fileName,
        role,
        comparison: { outcome: 'REMOVED' } as const,
      })),
    ];
  }

  /** As they were sent: signatures of either revision are no change of the text. */
  private async compare(
    before: PlicoFile,
    after: PlicoFile,
    isNear: boolean,
  ): Promise<ChangedFile['comparison']> {
    const [one, other] = [before, after].map(({ frozenSha256, current }) => frozenSha256 ?? current.sha256);
    if (one === other) return { outcome: 'SAME' };
    return isNear ? this.texts.compare(one ?? '', other ?? '') : { outcome: 'NOT_COMPARED' };
  }
}

const CAME_BACK = ['signing-request.returned', 'signing-request.sent-back', 'signing-request.recalled'];

/** With which words a revision came back. */
function reasonOf(entries: RequestDetails['entries'], revision: number): string | null {
  for (const { type, payload } of entries.toReversed()) {
    if (!CAME_BACK.includes(type)) continue;
    const told = JSON.parse(payload) as { readonly revision?: unknown; readonly reason?: unknown };
    if (told.revision === revision) return typeof told.reason === 'string' ? told.reason : null;
  }
  return null;
}
