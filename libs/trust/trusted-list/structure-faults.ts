import { attributeOf, childElements, elementsWithin, textOf, type ElementNode } from '@libro-firma/xml';
import { tsl, tslAll, tslText, TSL_NAMESPACE } from './list-names';

/** Parts that a list must have, in this order (TS 119 612 §5.3). */
const SCHEME_PARTS = [
  'TSLVersionIdentifier',
  'TSLSequenceNumber',
  'TSLType',
  'SchemeOperatorName',
  'SchemeName',
  'SchemeInformationURI',
  'StatusDeterminationApproach',
  'HistoricalInformationPeriod',
  'ListIssueDateTime',
  'NextUpdate',
] as const;

const PROVIDER_PARTS = ['TSPInformation', 'TSPServices'] as const;
const PROVIDER_INFORMATION = ['TSPName', 'TSPAddress'] as const;
const SERVICE_PARTS = [
  'ServiceTypeIdentifier',
  'ServiceName',
  'ServiceDigitalIdentity',
  'ServiceStatus',
  'StatusStartingTime',
] as const;

const MAX_FAULTS = 50;

/**
 * What is missing from a list or out of place, as paths; none for one that has the structure of its version. Version 6
 * asks for the type of each supply point, which version 5 does not know.
 *
 * @standard ETSI TS 119 612 §5.3, §5.4, §5.5
 */
export function structureFaults(root: ElementNode): readonly string[] {
  const scheme = tsl(root, 'SchemeInformation');
  const version = Number(tslText(scheme, 'TSLVersionIdentifier'));
  const providers = tslAll(tsl(root, 'TrustServiceProviderList'), 'TrustServiceProvider');
  return [
    ...missing(scheme, 'SchemeInformation', SCHEME_PARTS),
    ...providers.flatMap((provider, index) => providerFaults(provider, `TrustServiceProvider ${index + 1}`)),
    ...supplyPointFaults(root, version),
  ].slice(0, MAX_FAULTS);
}

function providerFaults(provider: ElementNode, path: string): readonly string[] {
  const services = tslAll(tsl(provider, 'TSPServices'), 'TSPService');
  return [
    ...missing(provider, path, PROVIDER_PARTS),
    ...missing(tsl(provider, 'TSPInformation'), `${path} TSPInformation`, PROVIDER_INFORMATION),
    ...services.flatMap((service, index) =>
      missing(tsl(service, 'ServiceInformation'), `${path} TSPService ${index + 1}`, SERVICE_PARTS),
    ),
  ];
}

/** Parts that are absent, and the first that stands before one that should precede it. */
function missing(
  element: ElementNode | undefined,
  path: string,
  parts: readonly string[],
): readonly string[] {
  if (!element) return [`${path}: absent`];
  const names = childElements(element, TSL_NAMESPACE).map(({ localName }) => localName);
  const absent = parts.filter((part) => !names.includes(part));
  const places = parts.map((part) => names.indexOf(part)).filter((place) => place >= 0);
  const isOrdered = places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1));
  return [
    ...absent.map((part) => `${path}: ${part} absent`),
    ...(isOrdered ? [] : [`${path}: out of order`]),
  ];
}

function supplyPointFaults(root: ElementNode, version: number): readonly string[] {
  const points = [...elementsWithin(root)].filter(
    ({ localName, namespace }) => localName === 'ServiceSupplyPoint' && namespace === TSL_NAMESPACE,
  );
  const isTyped = (point: ElementNode): boolean => attributeOf(point, 'type') !== undefined;
  return points
    .filter((point) => (version >= 6 ? !isTyped(point) : version === 5 && isTyped(point)))
    .map(
      (point) => `ServiceSupplyPoint ${textOf(point).trim().slice(0, 80)}: type does not suit the version`,
    );
}
