import { writeMessage, writeSegnatura } from '../../../libs/segnatura';
import { aSegnatura } from '../../../libs/segnatura/testing/a-segnatura';
import { SEGNATURA_2001, SEGNATURA_2013 } from '../../../libs/segnatura/testing/received-samples';
import { someMessages } from '../../../libs/segnatura/testing/some-messages';
import { describeAgainst } from './against-standards';

/** Right in its syntax and false in everything else: it stands where the seal will. */
const SEAL = `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>
  <ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>
  <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
  <ds:Reference URI=""><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
  <ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo>
  <ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`;
const sealed = (xml: string) => xml.replace('</prot:SegnaturaInformatica>', `${SEAL}$&`);

const minimal = {
  ...aSegnatura,
  heading: {
    identifier: aSegnatura.heading.identifier,
    subject: aSegnatura.heading.subject,
    classification: aSegnatura.heading.classification,
  },
  annexes: [],
};

describeAgainst('segnatura against the official schema', 'segnatura_protocollo.xsd', (faultsOf) => {
  it.each([
    ['with all its parts', aSegnatura],
    ['with no more than it needs', minimal],
  ])('is valid %s', (_what, segnatura) => {
    expect(faultsOf(sealed(writeSegnatura(segnatura)))).toBe('');
  });

  it('lacks the seal and nothing else', () => {
    const faults = faultsOf(writeSegnatura(aSegnatura));
    expect(faults.match(/Schemas validity error/g)).toHaveLength(1);
    expect(faults).toMatch(
      /Missing child element\(s\). Expected is \( \{http:\/\/www\.w3\.org\/2000\/09\/xmldsig#\}Signature/,
    );
  });
});

describeAgainst('messages against the official schema', 'pec_message.xsd', (faultsOf) => {
  it.each(Object.entries(someMessages))('%s is valid', (_name, message) => {
    expect(faultsOf(writeMessage(message))).toBe('');
  });

  it('without their prefix on attributes are not', () => {
    const [message] = Object.values(someMessages);
    expect(faultsOf(writeMessage(message!).replaceAll(/pec:(versione|lang)=/g, '$1='))).not.toBe('');
  });
});

describeAgainst(
  'the sample of 2013 against the schema of its circular',
  'previous_schemas/segnatura_protocollo_circolare_60_2013.xsd',
  (faultsOf) => {
    it('is what a sender of that edition writes', () => {
      expect(faultsOf(SEGNATURA_2013)).toBe('');
    });
  },
);

describeAgainst(
  'the sample of 2001 against its DTD',
  'previous_schemas/segnatura_protocollo_circolare_28_2001.dtd',
  (faultsOf) => {
    it('is what a sender of that edition writes', () => {
      expect(faultsOf(SEGNATURA_2001)).toBe('');
    });
  },
);
