import { readEvidenceRecord, readOrNothing } from '@libro-firma/asn1';
import { contentOfBuffer } from '../../../cms/signed-content';
import { examineEvidenceRecord } from '../../../evidence/examine-evidence-record';
import { evidenceRecordReport } from '../../report/evidence-record-report';
import type { EvidenceRecordReport } from '../../report/validation-report';
import type { AsicSubject } from './asic-cms';
import type { AsicManifest } from './asic-manifest';

const RECORD_NAME = /^META-INF\/[^/]*evidencerecord[^/]*\.(ers|xml)$/i;
const MANIFEST_NAME = /manifest/i;
const UNKNOWN: EvidenceRecordReport = { integrity: 'UNKNOWN', from: null, renewed: null };
const BROKEN: EvidenceRecordReport = { integrity: 'BROKEN', from: null, renewed: null };

/**
 * Evidence records of a container, over the files that their manifest lists, each a member of the group. Those in XML
 * (RFC 6283) are found and, unless their manifest is wrong, UNKNOWN.
 *
 * @standard ETSI EN 319 162-1 §4.4.3.4, Annex A.7; RFC 4998
 */
export function asicEvidence(subject: AsicSubject): readonly EvidenceRecordReport[] {
  return [...subject.files]
    .filter(([name]) => RECORD_NAME.test(name) && !MANIFEST_NAME.test(name))
    .map(([name, bytes]) => examine(name, bytes, subject));
}

function examine(
  name: string,
  bytes: Buffer,
  { files, manifests, shape }: AsicSubject,
): EvidenceRecordReport {
  const manifest = manifests.find(({ coveredBy }) => coveredBy === name);
  const listed = manifest ? namesOf(manifest) : shape.only === undefined ? [] : [shape.only];
  if (manifest?.entries.some(({ digest }) => digest === 'DIFFERS')) return BROKEN;
  if (bytes[0] !== 0x30 || listed.length === 0) return UNKNOWN;
  const record = readOrNothing(() => readEvidenceRecord(bytes));
  if (!record) return BROKEN;
  const group = listed.flatMap((one) => files.get(one) ?? []).map((file) => contentOfBuffer(file));
  return group.length < listed.length ? UNKNOWN : evidenceRecordReport(examineEvidenceRecord(record, group));
}

const namesOf = ({ entries }: AsicManifest): readonly string[] => entries.map(({ uri }) => uri);
