import { createHash, sign } from 'node:crypto';
import type { Certificate } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { DSIG_NAMESPACE, escapeText, EXCLUSIVE, type XmlEngine } from '@libro-firma/xml';
import { SIE_NAMESPACE, TSL_NAMESPACE } from '../trusted-list/list-names';
import type { TestAuthority } from './test-certificates';

const SERVICE_TYPE = 'http://uri.etsi.org/TrstSvc/Svctype/';
const STATUS = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/';
const ADDITIONAL = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';
const EXCLUSIVE_URI = 'http://www.w3.org/2001/10/xml-exc-c14n#';

export interface TestPeriod {
  /** Last part of the URI, such as `granted` or `withdrawn`. */
  readonly status: string;
  readonly from: string;
  /** Last parts of the URI of the type; that of an issuer of qualified certificates when absent. */
  readonly type?: 'CA/QC' | 'TSA/QTST';
  readonly additional?: readonly string[];
  /** Qualifiers, by the last parts of their URIs, for certificates of a policy. */
  readonly qualifiers?: { readonly policy: string; readonly names: readonly string[] };
}

export interface TestList {
  readonly territory: string;
  readonly sequenceNumber?: number;
  readonly version?: number;
  readonly nextUpdate?: string;
  readonly pointers?: readonly {
    readonly territory: string;
    readonly certificates: readonly Certificate[];
  }[];
  /** Services by their certificate, present status first. */
  readonly services?: readonly {
    readonly certificate: Certificate;
    readonly periods: readonly TestPeriod[];
  }[];
}

/** A list of our own, signed: structure and signature are those of a real one, every name says that it is none. */
export function testList(wish: TestList, signer: TestAuthority, engine: XmlEngine): Buffer {
  return signList(listXml(wish), signer, engine);
}

const name = (tag: string, text: string): string => `<${tag}><Name xml:lang="en">${text}</Name></${tag}>`;
const uri = (tag: string, text: string): string => `<${tag}><URI xml:lang="en">${text}</URI></${tag}>`;

/** The list without signature. */
export function listXml(wish: TestList): string {
  const { territory, sequenceNumber = 1, version = 6, nextUpdate = '2026-12-31T00:00:00Z' } = wish;
  const pointers = (wish.pointers ?? []).map(
    (pointer) =>
      `<OtherTSLPointer><ServiceDigitalIdentities>${pointer.certificates.map(identityXml).join('')}</ServiceDigitalIdentities>` +
      `<TSLLocation>https://example.invalid/${pointer.territory}.xml</TSLLocation><AdditionalInformation>` +
      `<OtherInformation><SchemeTerritory>${pointer.territory}</SchemeTerritory></OtherInformation>` +
      '</AdditionalInformation></OtherTSLPointer>',
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<TrustServiceStatusList xmlns="${TSL_NAMESPACE}" Id="list"><SchemeInformation>` +
    `<TSLVersionIdentifier>${version}</TSLVersionIdentifier><TSLSequenceNumber>${sequenceNumber}</TSLSequenceNumber>` +
    '<TSLType>http://example.invalid/test</TSLType>' +
    name('SchemeOperatorName', 'NON VALIDO - TEST') +
    '<SchemeOperatorAddress></SchemeOperatorAddress>' +
    name('SchemeName', `${territory}: NON VALIDO - TEST`) +
    uri('SchemeInformationURI', 'https://example.invalid/') +
    '<StatusDeterminationApproach>http://example.invalid/test</StatusDeterminationApproach>' +
    `<SchemeTerritory>${territory}</SchemeTerritory>` +
    '<HistoricalInformationPeriod>65535</HistoricalInformationPeriod>' +
    (pointers.length > 0 ? `<PointersToOtherTSL>${pointers.join('')}</PointersToOtherTSL>` : '') +
    `<ListIssueDateTime>2026-01-01T00:00:00Z</ListIssueDateTime><NextUpdate><dateTime>${nextUpdate}</dateTime></NextUpdate>` +
    `</SchemeInformation>${providersXml(wish)}</TrustServiceStatusList>`
  );
}

function providersXml({ services = [] }: TestList): string {
  if (services.length === 0) return '';
  const each = services.map(({ certificate, periods: [present, ...earlier] }) => {
    const history = earlier.map((period) => periodXml('ServiceHistoryInstance', certificate, period));
    return (
      `<TSPService>${present ? periodXml('ServiceInformation', certificate, present) : ''}` +
      `${history.length > 0 ? `<ServiceHistory>${history.join('')}</ServiceHistory>` : ''}</TSPService>`
    );
  });
  return (
    `<TrustServiceProviderList><TrustServiceProvider><TSPInformation>${name('TSPName', 'Prestatore di prova')}` +
    `<TSPAddress></TSPAddress></TSPInformation><TSPServices>${each.join('')}</TSPServices></TrustServiceProvider></TrustServiceProviderList>`
  );
}

function periodXml(tag: string, certificate: Certificate, period: TestPeriod): string {
  const additional = (period.additional ?? []).map(
    (one) =>
      `<Extension Critical="true"><AdditionalServiceInformation><URI xml:lang="en">${ADDITIONAL}${one}</URI></AdditionalServiceInformation></Extension>`,
  );
  const extensions = additional.join('') + qualifiersXml(period);
  return (
    `<${tag}><ServiceTypeIdentifier>${SERVICE_TYPE}${period.type ?? 'CA/QC'}</ServiceTypeIdentifier>` +
    name('ServiceName', escapeText('Servizio di prova')) +
    `<ServiceDigitalIdentity>${digitalId(certificate)}</ServiceDigitalIdentity>` +
    `<ServiceStatus>${STATUS}${period.status}</ServiceStatus><StatusStartingTime>${period.from}</StatusStartingTime>` +
    `${extensions === '' ? '' : `<ServiceInformationExtensions>${extensions}</ServiceInformationExtensions>`}</${tag}>`
  );
}

function qualifiersXml({ qualifiers }: TestPeriod): string {
  if (!qualifiers) return '';
  const each = qualifiers.names.map((one) => `<s:Qualifier uri="${ADDITIONAL}${one}"></s:Qualifier>`);
  return (
    `<Extension Critical="true"><s:Qualifications xmlns:s="${SIE_NAMESPACE}"><s:QualificationElement>` +
    `<s:Qualifiers>${each.join('')}</s:Qualifiers><s:CriteriaList assert="atLeastOne"><s:PolicySet><s:PolicyIdentifier>` +
    `<x:Identifier xmlns:x="http://uri.etsi.org/01903/v1.3.2#">${qualifiers.policy}</x:Identifier>` +
    '</s:PolicyIdentifier></s:PolicySet></s:CriteriaList></s:QualificationElement></s:Qualifications></Extension>'
  );
}

const digitalId = ({ der }: Certificate): string =>
  `<DigitalId><X509Certificate>${der.toString('base64')}</X509Certificate></DigitalId>`;
const identityXml = (certificate: Certificate): string =>
  `<ServiceDigitalIdentity>${digitalId(certificate)}</ServiceDigitalIdentity>`;

/** Signs as TS 119 612 §5.7 asks: enveloped, exclusive canonicalisation, the signer's certificate and no chain. */
export function signList(xml: string, { certificate, key }: TestAuthority, engine: XmlEngine): Buffer {
  const document = mustAccept(engine.read(Buffer.from(xml)));
  const canonical = document.canonicalise({}, EXCLUSIVE) ?? Buffer.alloc(0);
  document.dispose();
  const method = (tag: string, algorithm: string): string =>
    `<ds:${tag} Algorithm="${algorithm}"></ds:${tag}>`;
  const signedInfo =
    `<ds:SignedInfo xmlns:ds="${DSIG_NAMESPACE}">${method('CanonicalizationMethod', EXCLUSIVE_URI)}` +
    `${method('SignatureMethod', 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256')}<ds:Reference URI="">` +
    `<ds:Transforms>${method('Transform', `${DSIG_NAMESPACE}enveloped-signature`)}${method('Transform', EXCLUSIVE_URI)}</ds:Transforms>` +
    method('DigestMethod', 'http://www.w3.org/2001/04/xmlenc#sha256') +
    `<ds:DigestValue>${createHash('sha256').update(canonical).digest('base64')}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const value = sign('sha256', Buffer.from(signedInfo), { key, dsaEncoding: 'ieee-p1363' });
  const signature =
    `<ds:Signature xmlns:ds="${DSIG_NAMESPACE}">${signedInfo}<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.der.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`;
  return Buffer.from(xml.replace('</TrustServiceStatusList>', `${signature}</TrustServiceStatusList>`));
}
