import type { SignedData } from '@libro-firma/asn1';
import { integrityOf, type SignerFacts } from '../../cms/examine-signer';
import type { TimestampFacts } from '../../timestamp/examine-timestamp';
import type { Integrity } from '../report/validation-report';
import type { ByteRangeFacts } from './byte-range-facts';
import type { SubFilterKind } from './sub-filter-kind';

interface Examined {
  readonly kind: SubFilterKind;
  readonly range: ByteRangeFacts;
  readonly data: SignedData | undefined;
  readonly signer: SignerFacts | undefined;
  readonly otherSigners: readonly SignerFacts[];
  readonly innerDigestMatches: boolean | undefined;
  readonly timestamp: TimestampFacts | undefined;
}

/** Value, digests and what ties them to the file; an irregular range proves nothing about the file. */
export function pdfIntegrity(facts: Examined): Integrity {
  const { signer, otherSigners, timestamp, innerDigestMatches, range, kind, data } = facts;
  if (kind === 'unsupported') return 'UNKNOWN';
  if (!range.ranges || !data || !signer || innerDigestMatches === false) return 'BROKEN';
  if (timestamp) return timestamp.integrity;
  const all = [signer, ...otherSigners].map(integrityOf);
  if (all.includes('BROKEN')) return 'BROKEN';
  return all.includes('UNKNOWN') || all.length < data.signers.length ? 'UNKNOWN' : 'INTACT';
}
