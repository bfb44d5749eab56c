import {
  counterSignaturesOf,
  readOrNothing,
  readSignedDataNode,
  type Asn1Node,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import { examineSigner, integrityOf, type SignerFacts } from '../../../cms/examine-signer';
import { contentOfBuffer, type SignedContent } from '../../../cms/signed-content';
import { cmsEvidenceRecords } from '../../../evidence/cms-evidence';
import { cadesTimestamps } from '../../../timestamp/cades-timestamps';
import { signingTimeOf } from '../../facts/claimed-time';
import { cmsCertificates, cmsMaterial } from './cms-material';
import type { CmsSignatureFacts } from './cms-signature-facts';
import { contentInside, type ContentFinder } from './detached-content';

/** Counter-signatures of counter-signatures that are followed. */
const MAX_COUNTER_DEPTH = 10;
const MAX_COUNTER_SIGNATURES = 200;

/** A CMS, and where what it signed is to be found if not inside. */
export interface CmsToRead {
  readonly contentInfo: Asn1Node;
  readonly findContent: ContentFinder;
  /** Of the file in a container; null for a file of its own. */
  readonly name: string | null;
  readonly trailingBytes: number;
}

interface Place extends CmsToRead {
  readonly data: SignedData;
}

/**
 * Facts of all signers of a CMS and of those who countersigned them, each signer followed by its counter-signatures.
 * For files of their own as for those in containers.
 *
 * @standard RFC 5652 §5, §11.4; ETSI EN 319 122-1
 * @throws Asn1Error when it is no SignedData.
 */
export function cmsSignatures(cms: CmsToRead): readonly CmsSignatureFacts[] {
  const data = readSignedDataNode(cms.contentInfo);
  const findContent = data.content === undefined ? cms.findContent : contentInside(data.content);
  const place: Place = { ...cms, findContent, data };
  return data.signers.flatMap((signer) => [
    signatureFacts(signer, place),
    ...counterSignatures(signer, place),
  ]);
}

const NO_CONTENT: SignedContent = contentOfBuffer(Buffer.alloc(0));

function signatureFacts(signer: SignerInfo, place: Place): CmsSignatureFacts {
  const { data, contentInfo } = place;
  const content = place.findContent(signer);
  const certificates = readOrNothing(() => cmsCertificates(data, signer)) ?? data.certificates;
  const facts = examineSigner(data, signer, content ?? NO_CONTENT, { certificates });
  const attached = content ? cadesTimestamps({ data, signer, content, certificates }) : [];
  return {
    ...sharedFacts(facts, place),
    type: 'SIGNATURE',
    integrity: content ? integrityOf(facts) : 'UNKNOWN',
    signedData: content ? 'FOUND' : 'MISSING',
    coverage: place.trailingBytes > 0 ? 'PARTIAL' : content ? 'WHOLE_FILE' : 'NOT_APPLICABLE',
    attached,
    material: cmsMaterial(data, signer, attached),
    evidenceRecords: cmsEvidenceRecords(contentInfo, signer, content),
  };
}

/** A counter-signature signs the value of another: it says nothing of the content by itself. */
function counterSignatures(parent: SignerInfo, place: Place): readonly CmsSignatureFacts[] {
  const found: CmsSignatureFacts[] = [];
  const follow = (over: SignerInfo, depth: number): void => {
    for (const signer of readOrNothing(() => counterSignaturesOf(over)) ?? []) {
      if (found.length >= MAX_COUNTER_SIGNATURES) return;
      found.push(counterSignatureFacts(signer, over, place));
      if (depth < MAX_COUNTER_DEPTH) follow(signer, depth + 1);
    }
  };
  follow(parent, 1);
  return found;
}

function counterSignatureFacts(signer: SignerInfo, over: SignerInfo, place: Place): CmsSignatureFacts {
  const content = contentOfBuffer(over.signature);
  const certificates = readOrNothing(() => cmsCertificates(place.data, over)) ?? [];
  const facts = examineSigner(place.data, signer, content, { certificates, isCounterSignature: true });
  const attached = cadesTimestamps({ data: place.data, signer, content, certificates });
  return {
    ...sharedFacts(facts, place),
    type: 'COUNTER_SIGNATURE',
    integrity: integrityOf(facts),
    signedData: 'FOUND',
    coverage: 'NOT_APPLICABLE',
    attached,
    material: cmsMaterial(place.data, signer, attached),
    evidenceRecords: [],
  };
}

type Common =
  | 'family'
  | 'data'
  | 'signer'
  | 'timestamp'
  | 'trailingBytes'
  | 'needsReference'
  | 'later'
  | 'digests'
  | 'described';

function sharedFacts(
  facts: SignerFacts,
  { data, name, trailingBytes }: Place,
): Pick<CmsSignatureFacts, Common> {
  return {
    family: 'cms',
    data,
    signer: facts,
    timestamp: undefined,
    trailingBytes,
    needsReference: false,
    later: { state: 'NOT_APPLICABLE', changes: [] },
    digests: [facts.digest, facts.algorithm?.digest].filter((digest) => digest !== undefined),
    described: {
      fieldName: name,
      subFilter: null,
      claimedSigningTime: signingTimeOf(facts.signer),
      reason: null,
      signedLength: null,
    },
  };
}
