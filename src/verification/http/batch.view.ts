import { createHash } from 'node:crypto';
import type { Batch, BatchPiece, RefusedPiece } from '../application/batches/verification-batches';
import { SUB_INDICATION_WORDS } from '../application/sub-indication-words';
import type { VerificationRun } from '../application/verification-run';
import { maskIdentifiers } from '../domain/mask-tax-code';
import type { BatchItemView, BatchView } from './batch.schema';

type Signature = VerificationRun['report']['signatures'][number];

/** The batch as far as it is, without its lines. */
export function batchHeadOf({ row, pieces }: Batch): Omit<BatchView, 'items'> {
  const count = (state: BatchPiece['state']): number =>
    pieces.filter((piece) => piece.state === state).length;
  const counts = {
    files: pieces.length + row.refused.length,
    queued: count('QUEUED'),
    waiting: count('WAITING'),
    done: count('DONE') + row.refused.length,
  };
  const keptUntil = pieces.find((piece) => piece.keptUntil !== null)?.keptUntil;
  return {
    id: row.id,
    askedAt: row.askedAt.toISOString(),
    keptUntil: keptUntil?.toISOString() ?? null,
    isDone: counts.done === counts.files,
    counts,
  };
}

/** Changes whenever a piece does. */
export function markOf(piece: Pick<BatchPiece, 'id' | 'state' | 'tries'>): string {
  return `${piece.id} ${piece.state} ${piece.tries}`;
}

export function markOfBatch({ row, pieces }: Batch): string {
  return createHash('sha256')
    .update([row.id, ...pieces.map(markOf)].join('\n'))
    .digest('base64url')
    .slice(0, 22);
}

export function refusedItemOf({ place, fileName, refusal }: RefusedPiece): BatchItemView {
  return {
    ...{ place, fileName, id: null, sha256: null, size: null, state: 'DONE', nextTryAt: null },
    ...NOTHING,
    because: refusal.text,
    refusal: refusal.code,
  };
}

export function itemOf(piece: BatchPiece, run: VerificationRun | null): BatchItemView {
  const { id, fileName, sha256, size, state, refusal } = piece;
  const found = run ? foundIn(run.report) : NOTHING;
  return {
    ...{ id, fileName, sha256, size, state },
    ...found,
    place: piece.place ?? 0,
    nextTryAt: piece.nextTryAt?.toISOString() ?? null,
    because: refusal?.text ?? found.because,
    refusal: refusal?.code ?? null,
  };
}

type Found = Pick<
  BatchItemView,
  'format' | 'conclusion' | 'subIndication' | 'signatures' | 'signers' | 'because'
>;

const NOTHING: Found = {
  format: null,
  conclusion: null,
  subIndication: null,
  signatures: 0,
  signers: [],
  because: null,
};

function foundIn(report: VerificationRun['report']): Found {
  const signatures = allSignatures(report);
  const open = signatures.find(({ indication }) => indication !== 'TOTAL_PASSED');
  return {
    format: report.format,
    conclusion: report.conclusion,
    subIndication: open?.subIndication ?? null,
    signatures: signatures.length,
    signers: signatures.flatMap(({ signer }) =>
      signer?.commonName ? [maskIdentifiers(signer.commonName)] : [],
    ),
    because: report.problem?.text ?? becauseOf(open),
  };
}

function becauseOf(open: Signature | undefined): BatchItemView['because'] {
  return open?.subIndication ? SUB_INDICATION_WORDS[open.subIndication] : null;
}

function allSignatures({ signatures, inner }: VerificationRun['report']): readonly Signature[] {
  return [...signatures, ...inner.flatMap(allSignatures)];
}
