import { element, writeXml, type XmlElement } from '@libro-firma/xml';
import { findValidationPolicy } from '../policy/validation-policy';
import type {
  CheckReport,
  ChainMemberReport,
  SignatureReport,
  SubIndication,
  TimestampReport,
  ValidationReport,
} from './validation-report';

const NAMESPACES = {
  xmlns: 'http://uri.etsi.org/19102/v1.4.1#',
  'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#',
  'xmlns:xades': 'http://uri.etsi.org/01903/v1.3.2#',
  'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const URN = 'urn:etsi:019102';

/** The file that a report is about. */
export interface ReportedFile {
  readonly name: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * The report of TS 119 102-2, one SignatureValidationReport for each signature, counter-signature and timestamp, those of
 * documents inside included. Certificates and the file stand in it by their digests. Undefined where there is no
 * signature: the standard knows no report on nothing.
 *
 * @standard ETSI TS 119 102-2 V1.4.1 §4
 */
export function etsiReport(report: ValidationReport, file: ReportedFile): string | undefined {
  const signatures = allSignatures(report);
  if (signatures.length === 0) return undefined;
  const members = new Map(
    signatures.flatMap(({ chain }) => chain).map((member) => [member.certificateSha256, member]),
  );
  return writeXml(
    element('ValidationReport', NAMESPACES, [
      ...signatures.map((signature) => signatureReport(signature, report, file)),
      element('SignatureValidationObjects', {}, [
        validationObject('file', 'signedData', file.sha256),
        ...[...members.keys()].map((sha256) =>
          validationObject(certificateId(sha256), 'certificate', sha256),
        ),
      ]),
    ]),
  );
}

function allSignatures({ signatures, inner }: ValidationReport): readonly SignatureReport[] {
  return [...signatures, ...inner.flatMap(allSignatures)];
}

function signatureReport(
  signature: SignatureReport,
  { validatedAt, policy: version }: ValidationReport,
  file: ReportedFile,
): XmlElement {
  const { bestSignatureTime: best, signer } = signature;
  return element('SignatureValidationReport', {}, [
    element('SignatureIdentifier', {}, [
      element('HashOnly', {}, 'false'),
      element('DocHashOnly', {}, 'false'),
      signature.fieldName === null ? null : element('DAIdentifier', {}, signature.fieldName),
    ]),
    element('ValidationConstraintsEvaluationReport', {}, [
      policy(version),
      ...signature.checks.map(constraint),
    ]),
    element('ValidationTimeInfo', {}, [
      element('ValidationTime', {}, validatedAt),
      element('BestSignatureTime', {}, [
        element('POETime', {}, best.time),
        element('TypeOfProof', {}, `${URN}:poetype:${best.proven ? 'validation' : 'provided'}`),
      ]),
    ]),
    element('SignersDocument', {}, [
      digest('DigestAlgAndValue', file.sha256),
      element('SignersDocumentRepresentation', { VOReference: 'file' }, []),
    ]),
    attributes(signature),
    signer &&
      element('SignerInformation', {}, [
        element('SignerCertificate', { VOReference: certificateId(signer.certificateSha256) }, []),
        element('Signer', {}, signer.subject),
      ]),
    element('SignatureValidationProcess', {}, [
      element('SignatureValidationProcessID', {}, `${URN}:validationprocess:${processOf(signature)}`),
    ]),
    status(signature),
  ]);
}

function policy(version: string): XmlElement {
  return element('SignatureValidationPolicy', {}, [
    element('SignaturePolicyIdentifier', {}, [policyReference(version)]),
    element('PolicyName', {}, version),
  ]);
}

/** Of a policy that this build does not have only the name is known. */
function policyReference(version: string): XmlElement {
  const known = findValidationPolicy(version);
  if (!known) return element('xades:SignaturePolicyImplied', {}, []);
  return element('xades:SignaturePolicyId', {}, [
    element('xades:SigPolicyId', {}, [element('xades:Identifier', {}, known.identifier)]),
    element('xades:SigPolicyHash', {}, digestParts(known.sha256)),
  ]);
}

const CONSTRAINT_STATUS: Readonly<Record<CheckReport['outcome'], string>> = {
  PASSED: 'applied',
  FAILED: 'applied',
  WARNING: 'applied',
  UNKNOWN: 'applied',
  NOT_APPLICABLE: 'disabled',
};

function constraint(check: CheckReport): XmlElement {
  const isOpen = check.outcome === 'FAILED' || check.outcome === 'UNKNOWN';
  return element('ValidationConstraint', {}, [
    element('ValidationConstraintIdentifier', {}, `urn:libro-firma:check:${check.id}`),
    element('ConstraintStatus', {}, [
      element('Status', {}, `${URN}:constraintStatus:${CONSTRAINT_STATUS[check.outcome]}`),
    ]),
    check.outcome === 'NOT_APPLICABLE'
      ? null
      : element('ValidationStatus', {}, [
          element('MainIndication', {}, `${URN}:mainindication:${isOpen ? 'indeterminate' : 'passed'}`),
          isOpen && check.subIndication ? subIndication(check.subIndication) : null,
        ]),
  ]);
}

const TIMESTAMP_ELEMENTS: Readonly<Record<TimestampReport['kind'], string>> = {
  CONTENT_TIMESTAMP: 'AllDataObjectsTimeStamp',
  SIGNATURE_TIMESTAMP: 'SignatureTimeStamp',
  REFERENCES_TIMESTAMP: 'SigAndRefsTimeStamp',
  ARCHIVE_TIMESTAMP: 'ArchiveTimeStamp',
  DOCUMENT_TIMESTAMP: 'DocTimeStamp',
  TIMESTAMP_TOKEN: 'DocTimeStamp',
};

function attributes(signature: SignatureReport): XmlElement | null {
  const { claimedSigningTime, subFilter, reason, timestamps } = signature;
  const parts = [
    claimedSigningTime === null
      ? null
      : element('SigningTime', { Signed: 'true' }, [element('Time', {}, claimedSigningTime)]),
    ...timestamps.map(({ kind, time }) =>
      time === null ? null : element(TIMESTAMP_ELEMENTS[kind], {}, [element('TimeStampValue', {}, time)]),
    ),
    reason === null ? null : element('Reason', { Signed: 'true' }, [element('ReasonElement', {}, reason)]),
    subFilter === null
      ? null
      : element('SubFilter', { Signed: 'true' }, [element('SubFilterElement', {}, subFilter)]),
  ].filter((part) => part !== null);
  return parts.length > 0 ? element('SignatureAttributes', {}, parts) : null;
}

function processOf({ timestamps }: SignatureReport): string {
  const isArchived = timestamps.some(
    ({ kind }) => kind === 'ARCHIVE_TIMESTAMP' || kind === 'DOCUMENT_TIMESTAMP',
  );
  if (isArchived) return 'LTA';
  return timestamps.some(({ kind }) => kind === 'SIGNATURE_TIMESTAMP') ? 'LTVM' : 'Basic';
}

function status(signature: SignatureReport): XmlElement {
  const main = signature.indication.toLowerCase().replace('_', '-');
  return element('SignatureValidationStatus', {}, [
    element('MainIndication', {}, `${URN}:mainindication:${main}`),
    signature.subIndication ? subIndication(signature.subIndication) : null,
    chainData(signature.chain),
  ]);
}

function subIndication(name: SubIndication): XmlElement {
  return element('SubIndication', {}, `${URN}:subindication:${name}`);
}

function chainData(chain: readonly ChainMemberReport[]): XmlElement | null {
  const [signer, ...others] = chain;
  if (!signer) return null;
  const anchor = chain.find(({ isAnchor }) => isAnchor);
  const reference = (name: string, { certificateSha256 }: ChainMemberReport): XmlElement =>
    element(name, { VOReference: certificateId(certificateSha256) }, []);
  const revoked = chain.find(({ revocation }) => revocation.since !== null);
  return element('AssociatedValidationReportData', {}, [
    anchor ? reference('TrustAnchor', anchor) : null,
    element('CertificateChain', {}, [
      reference('SigningCertificate', signer),
      ...others
        .filter(({ isAnchor }) => !isAnchor)
        .map((member) => reference('IntermediateCertificate', member)),
      anchor && anchor !== signer ? reference('TrustAnchor', anchor) : null,
    ]),
    revoked
      ? element('RevocationStatusInformation', {}, [
          reference('ValidationObjectId', revoked),
          element('RevocationTime', {}, revoked.revocation.since ?? ''),
        ])
      : null,
  ]);
}

function validationObject(id: string, type: string, sha256: string): XmlElement {
  return element('ValidationObject', { id }, [
    element('ObjectType', {}, `${URN}:validationObject:${type}`),
    element('ValidationObjectRepresentation', {}, [digest('DigestAlgAndValue', sha256)]),
  ]);
}

function digest(name: string, sha256: string): XmlElement {
  return element(name, {}, digestParts(sha256));
}

function digestParts(sha256: string): readonly XmlElement[] {
  return [
    element('ds:DigestMethod', { Algorithm: SHA256 }, []),
    element('ds:DigestValue', {}, Buffer.from(sha256, 'hex').toString('base64')),
  ];
}

function certificateId(sha256: string): string {
  return `certificate-${sha256}`;
}
