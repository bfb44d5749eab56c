import { algorithmsAreStrongEnough } from './algorithms-are-strong-enough.check';
import { allContentIsCovered } from './all-content-is-covered.check';
import { byteRangeCoversTheFileOrARevision } from './byte-range-covers-the-file-or-a-revision.check';
import { byteRangeIsWellFormed } from './byte-range-is-well-formed.check';
import { byteRangeLeavesOutOnlyTheSignature } from './byte-range-leaves-out-only-the-signature.check';
import { certificateChainKeepsItsLimits } from './certificate-chain-keeps-its-limits.check';
import { certificateChainReachesAnAnchor } from './certificate-chain-reaches-an-anchor.check';
import { certificateIsValidAtTheTime } from './certificate-is-valid-at-the-time.check';
import { certificateMaySignDocuments } from './certificate-may-sign-documents.check';
import { containerIsBuiltAsItsTypeAsks } from './container-is-built-as-its-type-asks.check';
import { contentIsNotTheAttributesOfAnotherSignature } from './content-is-not-the-attributes-of-another-signature.check';
import { contentTypeMatches } from './content-type-matches.check';
import { counterSignatureCoversTheCounteredValue } from './counter-signature-covers-the-countered-value.check';
import { evidenceRecordsAreIntact } from './evidence-records-are-intact.check';
import { filesOfTheContainerMatch } from './files-of-the-container-match.check';
import { keyValueIsThatOfTheCertificate } from './key-value-is-that-of-the-certificate.check';
import { messageDigestMatches } from './message-digest-matches.check';
import { noAuthorityOfTheChainIsRevoked } from './no-authority-of-the-chain-is-revoked.check';
import { noCertificateOfTheChainIsSuspended } from './no-certificate-of-the-chain-is-suspended.check';
import { nothingInsideCanChangeWhatIsShown } from './nothing-inside-can-change-what-is-shown.check';
import { nothingFollowsTheSignature } from './nothing-follows-the-signature.check';
import { onlyPermittedChangesCameLater } from './only-permitted-changes-came-later.check';
import { paddingOfTheSignatureIsEmpty } from './padding-of-the-signature-is-empty.check';
import { revocationStatusIsKnown } from './revocation-status-is-known.check';
import { signatureAlgorithmAgreesWithKeyAndDigest } from './signature-algorithm-agrees-with-key-and-digest.check';
import { signatureDictionaryIsUnambiguous } from './signature-dictionary-is-unambiguous.check';
import { signatureFormIsSupported } from './signature-form-is-supported.check';
import { signatureIsNotOlderThanItsCertificate } from './signature-is-not-older-than-its-certificate.check';
import { signatureIsReadable } from './signature-is-readable.check';
import { signatureValueVerifies } from './signature-value-verifies.check';
import { signatureWasMadeInTheLifeOfItsCertificate } from './signature-was-made-in-the-life-of-its-certificate.check';
import { signatureWasNotMadeAfterTheRevocation } from './signature-was-not-made-after-the-revocation.check';
import { objectsOfTheSignatureStandInIt } from './objects-of-the-signature-stand-in-it.check';
import { signedAttributesAreInDer } from './signed-attributes-are-in-der.check';
import { signedAttributesStandOnce } from './signed-attributes-stand-once.check';
import { signedContentIsAtHand } from './signed-content-is-at-hand.check';
import { signedContentIsOutsideTheSignature } from './signed-content-is-outside-the-signature.check';
import { signedPropertiesAreSigned } from './signed-properties-are-signed.check';
import { signerCertificateIsNotRevoked } from './signer-certificate-is-not-revoked.check';
import { signingCertificateIsPresent } from './signing-certificate-is-present.check';
import { signingCertificateReferenceMatches } from './signing-certificate-reference-matches.check';
import { thereIsExactlyOneSigner } from './there-is-exactly-one-signer.check';
import { timestampsAddedLaterAreIntact } from './timestamps-added-later-are-intact.check';
import { timestampsComeInOrder } from './timestamps-come-in-order.check';
import { timestampsOfTheSigningAreIntact } from './timestamps-of-the-signing-are-intact.check';
import { xmlReferencesMatch } from './xml-references-match.check';
import { xmlReferencesNameOnePlace } from './xml-references-name-one-place.check';
import { xmlSignatureIsWellStructured } from './xml-signature-is-well-structured.check';
import type { Check } from './check';

/**
 * All checks in the order of EN 319 102-1 §5.3: format, identification, cryptography, acceptance, chain, time. The
 * first that does not pass names the sub-indication.
 */
export const ALL_CHECKS: readonly Check[] = [
  signatureFormIsSupported,
  signatureDictionaryIsUnambiguous,
  byteRangeIsWellFormed,
  byteRangeLeavesOutOnlyTheSignature,
  byteRangeCoversTheFileOrARevision,
  signatureIsReadable,
  containerIsBuiltAsItsTypeAsks,
  xmlSignatureIsWellStructured,
  xmlReferencesNameOnePlace,
  counterSignatureCoversTheCounteredValue,
  thereIsExactlyOneSigner,
  signedContentIsOutsideTheSignature,
  nothingFollowsTheSignature,
  paddingOfTheSignatureIsEmpty,
  signedAttributesStandOnce,
  contentIsNotTheAttributesOfAnotherSignature,
  signingCertificateIsPresent,
  signatureAlgorithmAgreesWithKeyAndDigest,
  signedContentIsAtHand,
  messageDigestMatches,
  xmlReferencesMatch,
  filesOfTheContainerMatch,
  contentTypeMatches,
  signatureValueVerifies,
  signedAttributesAreInDer,
  objectsOfTheSignatureStandInIt,
  signedPropertiesAreSigned,
  signingCertificateReferenceMatches,
  keyValueIsThatOfTheCertificate,
  allContentIsCovered,
  timestampsOfTheSigningAreIntact,
  timestampsAddedLaterAreIntact,
  evidenceRecordsAreIntact,
  certificateChainReachesAnAnchor,
  certificateChainKeepsItsLimits,
  certificateMaySignDocuments,
  signerCertificateIsNotRevoked,
  certificateIsValidAtTheTime,
  algorithmsAreStrongEnough,
  signatureWasNotMadeAfterTheRevocation,
  signatureWasMadeInTheLifeOfItsCertificate,
  signatureIsNotOlderThanItsCertificate,
  timestampsComeInOrder,
  noAuthorityOfTheChainIsRevoked,
  noCertificateOfTheChainIsSuspended,
  revocationStatusIsKnown,
  onlyPermittedChangesCameLater,
  nothingInsideCanChangeWhatIsShown,
];
