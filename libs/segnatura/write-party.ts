import { element, type XmlElement } from '@libro-firma/xml';
import type { CompanyParty, IpaCode, Party, PersonParty, PublicBodyParty, Recipient } from './segnatura';

/** Forms of the schema; a code in another lawful form (a sole trader's, a provisional one) has no place in it. */
const BODY_TAX_CODE = /^[0-9]{11}$/;
const PERSON_TAX_CODE =
  /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;

export function writeRecipient(recipient: Recipient): XmlElement {
  return element(
    'prot:Destinatario',
    {
      'prot:confermaRicezione': flag(recipient.confirm),
      'prot:perConoscenza': flag(recipient.forInformation),
    },
    [writeParty(recipient)],
  );
}

/** A tax code that the schema has no place for is left out rather than the whole segnatura: the element is optional. */
export function writeParty(party: Party): XmlElement {
  switch (party.kind) {
    case 'PUBLIC_BODY':
      return publicBody(party);
    case 'COMPANY':
      return company(party);
    case 'PERSON':
      return person(party);
    case 'FOREIGN_BODY':
      return element('prot:AmministrazioneEstera', {}, [
        element('prot:DenominazioneAmministrazione', {}, party.name),
        party.office === undefined ? null : element('prot:DenominazioneUfficio', {}, party.office),
        contacts('prot:ContattiAmministrazione', party.email),
      ]);
  }
}

function publicBody(party: PublicBodyParty): XmlElement {
  return element('prot:Amministrazione', {}, [
    element('prot:DenominazioneAmministrazione', {}, party.name),
    taxCode('prot:CFAmministrazione', party.taxCode, BODY_TAX_CODE),
    ipaCode('prot:CodiceIPAAmministrazione', party.ipa),
    contacts('prot:ContattiAmministrazione', party.email),
    party.aoo ? ipaCode('prot:CodiceIPAAOO', party.aoo) : null,
  ]);
}

function company(party: CompanyParty): XmlElement {
  return element('prot:PersonaGiuridica', {}, [
    element('prot:Denominazione', {}, party.name),
    taxCode('prot:PIVAoCF', party.taxCode, BODY_TAX_CODE),
    contacts('prot:ContattiPersonaGiuridica', party.email),
  ]);
}

function person(party: PersonParty): XmlElement {
  return element('prot:PersonaFisica', {}, [
    element('prot:Nome', {}, party.givenName),
    element('prot:Cognome', {}, party.familyName),
    taxCode('prot:CodiceFiscale', party.taxCode, PERSON_TAX_CODE),
    contacts('prot:Contatti', party.email),
  ]);
}

/** A code of the national index of public bodies with what it stands for. */
export function ipaCode(name: string, of: IpaCode): XmlElement {
  return element(name, { 'prot:descrizione': of.name }, of.code);
}

function taxCode(name: string, value: string | undefined, form: RegExp): XmlElement | null {
  return value !== undefined && form.test(value) ? element(name, {}, value) : null;
}

function contacts(name: string, email: string | undefined): XmlElement | null {
  if (email === undefined) return null;
  return element(name, {}, [element('prot:IndirizzoTelematico', { 'prot:tipo': 'smtp' }, email)]);
}

function flag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
