import { childElements, type ElementNode } from '@libro-firma/xml';
import type { EvidenceRecordFacts } from '../../../evidence/examine-evidence-record';

const SEALING_NAMESPACE = 'http://uri.etsi.org/19132/v1.1.1#';
const MAX_RECORDS = 20;

/**
 * Evidence records that a signature carries among its unsigned properties. They are found and not verified yet: each
 * is UNKNOWN, so that nobody takes the signature for proven by them.
 *
 * @standard ETSI TS 119 132-3 §5.2; RFC 6283
 */
export function sealingEvidence(unsigned: ElementNode | undefined): readonly EvidenceRecordFacts[] {
  return childElements(unsigned, SEALING_NAMESPACE, 'SealingEvidenceRecords')
    .flatMap((property) => childElements(property))
    .slice(0, MAX_RECORDS)
    .map(() => ({ integrity: 'UNKNOWN', timestamps: [] }));
}
