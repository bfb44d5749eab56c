import type { GatheredFacts } from '../facts/signature-facts';
import type { TimestampKind } from '../report/validation-report';
import type { Covered, Stamp } from './proofs-of-existence';

const COVERS: Readonly<Record<TimestampKind, Covered>> = {
  CONTENT_TIMESTAMP: 'CONTENT',
  SIGNATURE_TIMESTAMP: 'VALUE',
  // Some cover the references without the value, and nothing in their kind tells them apart: they prove nothing.
  REFERENCES_TIMESTAMP: 'NOTHING',
  ARCHIVE_TIMESTAMP: 'ALL',
  DOCUMENT_TIMESTAMP: 'ALL',
  TIMESTAMP_TOKEN: 'ALL',
};

/** Timestamps that cover a signature: its own, those of its evidence records, and later ones of the same file. */
export function coveringStamps(facts: GatheredFacts, others: readonly GatheredFacts[]): readonly Stamp[] {
  return [...ownStamps(facts), ...evidenceStamps(facts), ...documentStamps(facts, others)];
}

function ownStamps({ attached }: GatheredFacts): readonly Stamp[] {
  return attached.flatMap(({ kind, facts }) => (facts ? [{ kind, covers: COVERS[kind], facts }] : []));
}

function evidenceStamps({ evidenceRecords }: GatheredFacts): readonly Stamp[] {
  return evidenceRecords
    .filter(({ integrity }) => integrity === 'INTACT')
    .flatMap(({ timestamps }) =>
      timestamps.map((facts) => ({ kind: 'EVIDENCE_RECORD', covers: 'ALL', facts }) as const),
    );
}

/** In a PDF a document timestamp covers whatever stands before the end of its revision. */
function documentStamps(facts: GatheredFacts, others: readonly GatheredFacts[]): readonly Stamp[] {
  if (facts.family !== 'pdf' || !facts.range.ranges) return [];
  const { end } = facts.range;
  return others.flatMap((other) => {
    if (other === facts || other.family !== 'pdf' || !other.timestamp || other.coverage === 'PARTIAL')
      return [];
    return other.range.end > end
      ? [{ kind: 'DOCUMENT_TIMESTAMP', covers: 'ALL', facts: other.timestamp } as const]
      : [];
  });
}
