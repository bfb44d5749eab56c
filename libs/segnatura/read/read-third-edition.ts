import type { ElementNode } from '@libro-firma/xml';
import { childElement } from '@libro-firma/xml';
import { anyAttribute, clean, type ElementReader } from './element-reader';
import { readFingerprint } from './read-fingerprint';
import type {
  ReceivedFile,
  ReceivedHeading,
  ReceivedIdentifier,
  ReceivedParty,
  ReceivedSegnatura,
} from './received-segnatura';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const NUMBER = /^[0-9]{7,}$/;
const DATE = /^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/;
/** The schema wants six digits for a postal code that has five: either is taken, and the right one is told. */
const POSTAL_CODE = /^\d{6}$/;
const DEEPEST = 20;

/**
 * The segnatura of annex 6.
 *
 * @standard AgID, Linee guida sul documento informatico, allegato 6 §2; segnatura_protocollo.xsd 3.0
 */
export function readThirdEdition(root: ElementNode, reader: ElementReader): ReceivedSegnatura {
  const intestazione = reader.child(root, 'Intestazione');
  const descrizione = reader.child(root, 'Descrizione');
  const primary = reader.child(descrizione, 'DocumentoPrimario');
  const answers = reader.child(root, 'Riferimenti');
  if (!intestazione) reader.missing('Intestazione');
  if (!descrizione) reader.missing('Descrizione');
  if (!primary) reader.missing('DocumentoPrimario');
  const isSealed = childElement(root, DSIG, 'Signature') !== undefined;
  if (!isSealed) reader.missing('Signature');
  const mittente = reader.child(descrizione, 'Mittente');
  if (!mittente) reader.missing('Mittente');
  return {
    edition: '3.0.0',
    heading: heading(intestazione, reader),
    answers: answers ? [thirdIdentifier(reader.child(answers, 'Identificatore'), reader)] : [],
    sender: mittente ? partyOf(mittente, reader) : null,
    recipients: reader.children(descrizione, 'Destinatario').map((one) => ({
      ...partyOf(one, reader),
      confirm: isTrue(anyAttribute(one, 'confermaRicezione') ?? 'true'),
      forInformation: isTrue(anyAttribute(one, 'perConoscenza') ?? 'false'),
    })),
    main: primary ? fileOf(primary, reader) : null,
    annexes: reader.children(descrizione, 'Allegato').map((one) => fileOf(one, reader)),
    isSealed,
    faults: reader.faults,
  };
}

export function thirdIdentifier(of: ElementNode | undefined, reader: ElementReader): ReceivedIdentifier {
  const time = reader.text(of, 'OraRegistrazione');
  return {
    body: ipaCode(of, 'CodiceAmministrazione', reader),
    aoo: ipaCode(of, 'CodiceAOO', reader),
    registerCode: reader.needed(of, 'CodiceRegistro'),
    number: reader.needed(of, 'NumeroRegistrazione', NUMBER),
    date: reader.needed(of, 'DataRegistrazione', DATE).slice(0, 10),
    ...(time !== null && { time }),
  };
}

function ipaCode(of: ElementNode | undefined, field: string, reader: ElementReader) {
  const name = anyAttribute(reader.child(of, field), 'descrizione');
  return { code: reader.needed(of, field), ...(name !== null && { name }) };
}

function heading(of: ElementNode | undefined, reader: ElementReader): ReceivedHeading {
  const first = reader.child(of, 'PrimaRegistrazione');
  const classifica = reader.child(of, 'Classifica');
  const fascicolo = reader.child(of, 'Fascicolo');
  const riservato = reader.child(of, 'Riservato');
  if (!classifica) reader.missing('Classifica');
  return {
    identifier: thirdIdentifier(reader.child(of, 'Identificatore'), reader),
    firstRegistration: first ? thirdIdentifier(first, reader) : null,
    subject: reader.needed(of, 'Oggetto') || null,
    classifications: classifica
      ? [{ title: reader.text(classifica, 'Denominazione'), code: classCode(classifica, reader) }]
      : [],
    caseFile: fascicolo
      ? { title: reader.text(fascicolo, 'Denominazione'), code: reader.needed(fascicolo, 'CodiceFascicolo') }
      : null,
    isReserved: isTrue(clean(riservato) ?? 'false'),
    note: anyAttribute(riservato, 'note'),
  };
}

function classCode(classifica: ElementNode, reader: ElementReader): string {
  const flat = reader.text(classifica, 'CodiceFlat');
  if (flat !== null) return flat;
  const levels: string[] = [];
  let level = reader.child(classifica, 'CodicePath');
  for (let depth = 0; level && depth < DEEPEST; depth += 1) {
    levels.push(reader.text(level, 'Livello') ?? '');
    level = reader.child(level, 'SubLivello');
  }
  if (levels.length === 0) reader.missing('CodiceFlat');
  return levels.join('.');
}

const NOTHING = {
  name: '',
  familyName: null,
  taxCode: null,
  ipaCode: null,
  aooCode: null,
  office: null,
  email: null,
};

function partyOf(of: ElementNode, reader: ElementReader): ReceivedParty {
  const body = reader.child(of, 'Amministrazione');
  if (body)
    return {
      ...NOTHING,
      kind: 'PUBLIC_BODY',
      name: reader.needed(body, 'DenominazioneAmministrazione'),
      taxCode: reader.text(body, 'CFAmministrazione'),
      ipaCode: reader.needed(body, 'CodiceIPAAmministrazione') || null,
      aooCode: reader.text(body, 'CodiceIPAAOO'),
      office:
        anyAttribute(reader.child(body, 'CodiceIPAUO'), 'descrizione') ?? reader.text(body, 'CodiceIPAUO'),
      email: email(body, ['ContattiAOO', 'ContattiAmministrazione'], reader),
    };
  const company = reader.child(of, 'PersonaGiuridica');
  if (company)
    return {
      ...NOTHING,
      kind: 'COMPANY',
      name: reader.needed(company, 'Denominazione'),
      taxCode: reader.text(company, 'PIVAoCF'),
      email: email(company, ['ContattiPersonaGiuridica'], reader),
    };
  const foreign = reader.child(of, 'AmministrazioneEstera');
  if (foreign)
    return {
      ...NOTHING,
      kind: 'FOREIGN_BODY',
      name: reader.needed(foreign, 'DenominazioneAmministrazione'),
      office: reader.text(foreign, 'DenominazioneUfficio'),
      email: email(foreign, ['ContattiAmministrazione'], reader),
    };
  const person = reader.child(of, 'PersonaFisica');
  if (!person) reader.missing('PersonaFisica');
  return {
    ...NOTHING,
    kind: 'PERSON',
    name: reader.text(person, 'Nome') ?? '',
    familyName: reader.text(person, 'Cognome'),
    taxCode: reader.text(person, 'CodiceFiscale'),
    email: email(person, ['Contatti'], reader),
  };
}

function email(of: ElementNode | undefined, places: readonly string[], reader: ElementReader): string | null {
  const contacts = places.flatMap((place) => reader.children(of, place));
  for (const postal of contacts.flatMap((one) => reader.children(one, 'IndirizzoPostale'))) {
    const code = reader.text(postal, 'CAP');
    if (code !== null && !POSTAL_CODE.test(code)) reader.malformed('CAP');
  }
  const addresses = contacts.flatMap((one) => reader.children(one, 'IndirizzoTelematico'));
  return clean(addresses.find((one) => (anyAttribute(one, 'tipo') ?? 'smtp') === 'smtp'));
}

function fileOf(of: ElementNode, reader: ElementReader): ReceivedFile {
  const fingerprint = readFingerprint(reader.child(of, 'Impronta'));
  const fileName = anyAttribute(of, 'nomeFile');
  if (fileName === null) reader.missing('nomeFile');
  if (!fingerprint) reader.malformed('Impronta');
  return {
    fileName: fileName ?? '',
    mediaType: anyAttribute(of, 'mimeType'),
    description: reader.text(of, 'Descrizione'),
    fingerprint,
  };
}

function isTrue(text: string): boolean {
  return text === 'true' || text === '1';
}
