import { childElements, textOf, type ElementNode } from '@libro-firma/xml';
import { englishOf, instantOf, tsl, tslAll, tslText, TSL_NAMESPACE, TSL_TYPES_NAMESPACE } from './list-names';
import { certificatesOf, readProviders } from './read-services';
import type { ListPointer, TrustedList } from './trusted-list';

/** True for the root element of a trusted list. */
export function isTrustedList(root: ElementNode): boolean {
  return root.localName === 'TrustServiceStatusList' && root.namespace === TSL_NAMESPACE;
}

/**
 * Reads what a list states; undefined for one without version, sequence number or territory. Nothing of it is believed
 * before its signature is.
 *
 * @standard ETSI TS 119 612 §5
 */
export function readTrustedList(root: ElementNode): TrustedList | undefined {
  const scheme = tsl(root, 'SchemeInformation');
  const territory = tslText(scheme, 'SchemeTerritory');
  const version = wholeNumber(tslText(scheme, 'TSLVersionIdentifier'));
  const sequenceNumber = wholeNumber(tslText(scheme, 'TSLSequenceNumber'));
  if (!isTrustedList(root) || version === undefined || sequenceNumber === undefined) return undefined;
  return {
    version,
    sequenceNumber,
    type: tslText(scheme, 'TSLType'),
    operator: englishOf(tsl(scheme, 'SchemeOperatorName')),
    territory,
    issued: instantOf(tslText(scheme, 'ListIssueDateTime')),
    nextUpdate: instantOf(textOf(childElements(tsl(scheme, 'NextUpdate'))[0]).trim()),
    schemeInformationUris: childElements(tsl(scheme, 'SchemeInformationURI')).map((one) =>
      textOf(one).trim(),
    ),
    pointers: tslAll(tsl(scheme, 'PointersToOtherTSL'), 'OtherTSLPointer').map(readPointer),
    providers: readProviders(root, territory),
  };
}

function readPointer(element: ElementNode): ListPointer {
  const identities = tslAll(tsl(element, 'ServiceDigitalIdentities'), 'ServiceDigitalIdentity');
  const said = tslAll(tsl(element, 'AdditionalInformation'), 'OtherInformation');
  const media = said.flatMap((one) => childElements(one, TSL_TYPES_NAMESPACE, 'MimeType'))[0];
  return {
    location: tslText(element, 'TSLLocation'),
    territory: said.map((one) => tslText(one, 'SchemeTerritory')).find((text) => text !== '') ?? '',
    type: said.map((one) => tslText(one, 'TSLType')).find((text) => text !== '') ?? '',
    mediaType: textOf(media).trim(),
    certificates: identities.flatMap((identity) => certificatesOf(tslAll(identity, 'DigitalId'))),
  };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
