import { readOrRefuse, readSignedData, type Certificate } from '@libro-firma/asn1';
import { accept, type Result } from '@libro-firma/kernel';
import { digestName } from '@libro-firma/trust';
import type { SignedContent } from '../../../cms/signed-content';
import { examineTimestamp } from '../../../timestamp/examine-timestamp';
import { cmsMaterial } from '../cades/cms-material';
import type { CmsSignatureFacts } from '../cades/cms-signature-facts';

/** A time-stamp token that stands by itself, and what it should have stamped. */
export interface TokenToRead {
  readonly token: Buffer;
  /** Undefined when it is not at hand: the token may be intact, of the file nothing is known. */
  readonly stamped: Pick<SignedContent, 'digest'> | undefined;
  readonly name: string | null;
  readonly certificates?: readonly Certificate[];
}

/**
 * Facts of a token as of a signature of its own, of type TIMESTAMP. For files of their own as for those in containers.
 *
 * Refusals: those of libs/asn1 when it is no CMS.
 *
 * @standard RFC 3161 §2.4.2; ETSI EN 319 422
 */
export function tokenFacts({
  token,
  stamped,
  name,
  certificates = [],
}: TokenToRead): Result<CmsSignatureFacts> {
  const read = readOrRefuse(() => readSignedData(token));
  if (!read.ok) return read;
  const data = read.value;
  const timestamp = examineTimestamp(token, stamped, certificates);
  const signer = timestamp?.signer;
  const [info] = data.signers;
  const material = info
    ? cmsMaterial(data, info, [])
    : { certificates: data.certificates, crls: data.crls, ocspResponses: data.ocspResponses };
  return accept({
    family: 'cms',
    type: 'TIMESTAMP',
    data,
    signer,
    timestamp,
    trailingBytes: 0,
    needsReference: true,
    integrity: timestamp ? timestamp.integrity : 'BROKEN',
    signedData: stamped ? 'FOUND' : 'MISSING',
    coverage: stamped ? 'WHOLE_FILE' : 'NOT_APPLICABLE',
    later: { state: 'NOT_APPLICABLE', changes: [] },
    digests: [
      signer?.digest,
      signer?.algorithm?.digest,
      timestamp && digestName(timestamp.info.digestAlgorithm),
    ].filter((digest) => digest !== undefined),
    attached: [],
    evidenceRecords: [],
    material,
    described: {
      fieldName: name,
      subFilter: null,
      claimedSigningTime: null,
      reason: null,
      signedLength: null,
    },
  });
}
