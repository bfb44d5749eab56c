import { readCertificate, readOrNothing, type Certificate } from '@libro-firma/asn1';
import { childElements, readBase64, textOf, type ElementNode } from '@libro-firma/xml';
import { englishOf, instantOf, tsl, tslAll, tslText } from './list-names';
import { readQualifications } from './read-criteria';
import type { ServicePeriod, TrustService, TrustServiceProvider } from './trusted-list';

/** Providers with their services; what lacks a part that it must have is left out, and trusted by nobody. */
export function readProviders(root: ElementNode, territory: string): readonly TrustServiceProvider[] {
  return tslAll(tsl(root, 'TrustServiceProviderList'), 'TrustServiceProvider').map((provider) => {
    const information = tsl(provider, 'TSPInformation');
    const name = englishOf(tsl(information, 'TSPName'));
    return {
      name,
      tradeNames: childElements(tsl(information, 'TSPTradeName')).map((one) => textOf(one).trim()),
      services: tslAll(tsl(provider, 'TSPServices'), 'TSPService').flatMap((service) =>
        readService(service, name, territory),
      ),
    };
  });
}

function readService(service: ElementNode, provider: string, territory: string): readonly TrustService[] {
  const present = tsl(service, 'ServiceInformation');
  const earlier = tslAll(tsl(service, 'ServiceHistory'), 'ServiceHistoryInstance');
  const periods = [...(present ? [present] : []), ...earlier].flatMap((one) => readPeriod(one) ?? []);
  if (periods.length === 0) return [];
  return [
    {
      name: englishOf(tsl(present, 'ServiceName')),
      provider,
      territory,
      periods: [...periods].sort((left, right) => right.from.getTime() - left.from.getTime()),
    },
  ];
}

function readPeriod(element: ElementNode): ServicePeriod | undefined {
  const from = instantOf(tslText(element, 'StatusStartingTime'));
  const type = tslText(element, 'ServiceTypeIdentifier');
  const status = tslText(element, 'ServiceStatus');
  if (!from || type === '' || status === '') return undefined;
  const identities = tslAll(tsl(element, 'ServiceDigitalIdentity'), 'DigitalId');
  return {
    type,
    status,
    from,
    certificates: certificatesOf(identities),
    keyIdentifiers: identities.flatMap((identity) => readBase64(tslText(identity, 'X509SKI')) ?? []),
    additional: additionalOf(element),
    qualifications: readQualifications(element),
    expiredCertificatesRevocation: expiredRevocationOf(element),
  };
}

/** Certificates in DigitalId elements, those that cannot be read left out. */
export function certificatesOf(identities: readonly ElementNode[]): readonly Certificate[] {
  return identities
    .flatMap((identity) => tslAll(identity, 'X509Certificate'))
    .flatMap((element) => {
      const der = readBase64(textOf(element));
      return (der && readOrNothing(() => readCertificate(der))) ?? [];
    });
}

function extensionsOf(element: ElementNode): readonly ElementNode[] {
  return tslAll(tsl(element, 'ServiceInformationExtensions'), 'Extension');
}

function additionalOf(element: ElementNode): readonly string[] {
  return extensionsOf(element)
    .flatMap((extension) => tslAll(extension, 'AdditionalServiceInformation'))
    .map((information) => tslText(information, 'URI'))
    .filter((uri) => uri !== '');
}

function expiredRevocationOf(element: ElementNode): Date | undefined {
  const [stated] = extensionsOf(element).flatMap((one) => tslAll(one, 'ExpiredCertsRevocationInfo'));
  return stated && instantOf(textOf(stated).trim());
}
