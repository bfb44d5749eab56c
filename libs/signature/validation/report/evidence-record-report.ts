import type { EvidenceRecordFacts } from '../../evidence/examine-evidence-record';
import type { EvidenceRecordReport } from './validation-report';

export function evidenceRecordReport({ integrity, timestamps }: EvidenceRecordFacts): EvidenceRecordReport {
  return {
    integrity,
    from: timestamps[0]?.info.genTime.toISOString() ?? null,
    renewed: timestamps.at(-1)?.info.genTime.toISOString() ?? null,
  };
}
