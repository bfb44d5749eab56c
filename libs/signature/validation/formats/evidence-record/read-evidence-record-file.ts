import { readEvidenceRecord, readOrNothing } from '@libro-firma/asn1';
import { accept, type Result } from '@libro-firma/kernel';
import { contentOfRanges } from '../../../cms/signed-content';
import { examineEvidenceRecord, type EvidenceRecordFacts } from '../../../evidence/examine-evidence-record';
import { evidenceRecordReport } from '../../report/evidence-record-report';
import type { Reading, ReadingSubject } from '../format-reader';

/** Reads an evidence record that stands by itself; undefined when the bytes are none. */
export function readEvidenceRecordFile(
  bytes: Buffer,
  { contents }: ReadingSubject,
): Result<Reading> | undefined {
  const record = readOrNothing(() => readEvidenceRecord(bytes));
  if (!record || record.chains.length === 0) return undefined;
  const group = contents.map(({ source }) => contentOfRanges(source, [0, source.size]));
  const facts: EvidenceRecordFacts =
    group.length === 0 ? { integrity: 'UNKNOWN', timestamps: [] } : examineEvidenceRecord(record, group);
  return accept({
    format: 'EvidenceRecord',
    signatures: [],
    evidenceRecords: [evidenceRecordReport(facts)],
  });
}
