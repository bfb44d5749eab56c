import type { ElementNode } from '@libro-firma/xml';
import { anyAttribute, clean, type ElementReader } from './element-reader';
import { readFingerprint } from './read-fingerprint';
import type {
  Edition,
  ReceivedFile,
  ReceivedHeading,
  ReceivedIdentifier,
  ReceivedParty,
  ReceivedRecipient,
  ReceivedSegnatura,
} from './received-segnatura';

const NUMBER = /^[0-9]{7,}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Folders inside folders; past it nothing is read, as nobody files so. */
const DEEPEST = 20;

/**
 * The segnatura of the circulars of 2001 and 2013, which say the same in the same words.
 *
 * @standard AIPA/CR/28 of 7 May 2001; AgID circular 60 of 23 January 2013
 */
export function readCircularEdition(
  root: ElementNode,
  reader: ElementReader,
  edition: Exclude<Edition, '3.0.0'>,
): ReceivedSegnatura {
  const intestazione = reader.child(root, 'Intestazione');
  const descrizione = reader.child(root, 'Descrizione');
  if (!intestazione) reader.missing('Intestazione');
  if (!descrizione) reader.missing('Descrizione');
  const documento = reader.child(descrizione, 'Documento');
  const references = reader.children(reader.child(root, 'Riferimenti'), 'Messaggio');
  return {
    edition,
    heading: heading(intestazione, reader),
    answers: references.flatMap((one) => {
      const identifier = reader.child(one, 'Identificatore');
      return identifier ? [circularIdentifier(identifier, reader)] : [];
    }),
    sender: senderOf(reader.child(intestazione, 'Origine'), reader),
    recipients: [
      ...reader.children(intestazione, 'Destinazione').flatMap((one) => recipientsOf(one, reader, false)),
      ...reader.children(intestazione, 'PerConoscenza').flatMap((one) => recipientsOf(one, reader, true)),
    ],
    main: documento ? fileOf(documento, reader) : null,
    annexes: filesWithin(reader.child(descrizione, 'Allegati'), reader, 0),
    isSealed: false,
    faults: reader.faults,
  };
}

export function circularIdentifier(of: ElementNode | undefined, reader: ElementReader): ReceivedIdentifier {
  return {
    body: { code: reader.needed(of, 'CodiceAmministrazione') },
    aoo: { code: reader.needed(of, 'CodiceAOO') },
    registerCode: reader.text(of, 'CodiceRegistro') ?? '',
    number: reader.needed(of, 'NumeroRegistrazione', NUMBER),
    date: reader.needed(of, 'DataRegistrazione', DATE),
  };
}

function heading(of: ElementNode | undefined, reader: ElementReader): ReceivedHeading {
  const first = reader.child(reader.child(of, 'PrimaRegistrazione'), 'Identificatore');
  const time = reader.text(of, 'OraRegistrazione');
  const identifier = circularIdentifier(reader.child(of, 'Identificatore'), reader);
  return {
    identifier: { ...identifier, ...(time !== null && { time }) },
    firstRegistration: first ? circularIdentifier(first, reader) : null,
    subject: reader.needed(of, 'Oggetto') || null,
    classifications: reader.children(of, 'Classifica').map((one) => ({
      title: reader.text(one, 'Denominazione'),
      code: reader
        .children(one, 'Livello')
        .map((level) => clean(level) ?? '')
        .join('.'),
    })),
    caseFile: null,
    isReserved: reader.child(of, 'Riservato') !== undefined,
    note: reader.text(of, 'Note'),
  };
}

function senderOf(origine: ElementNode | undefined, reader: ElementReader): ReceivedParty | null {
  const mittente = reader.child(origine, 'Mittente');
  if (!mittente) {
    reader.missing('Mittente');
    return null;
  }
  return { ...bodyOf(mittente, reader), email: reader.text(origine, 'IndirizzoTelematico') };
}

function bodyOf(of: ElementNode, reader: ElementReader): ReceivedParty {
  const body = reader.child(of, 'Amministrazione');
  return {
    kind: 'PUBLIC_BODY',
    name: reader.text(body, 'Denominazione') ?? '',
    familyName: null,
    taxCode: null,
    ipaCode: reader.text(body, 'CodiceAmministrazione'),
    aooCode: reader.text(reader.child(of, 'AOO'), 'CodiceAOO'),
    office: reader.text(reader.child(body, 'UnitaOrganizzativa'), 'Denominazione'),
    email: reader.text(body, 'IndirizzoTelematico'),
  };
}

function recipientsOf(
  of: ElementNode,
  reader: ElementReader,
  forInformation: boolean,
): readonly ReceivedRecipient[] {
  const confirm = anyAttribute(of, 'confermaRicezione') === 'si';
  const address = reader.text(of, 'IndirizzoTelematico');
  return reader.children(of, 'Destinatario').map((one) => {
    const party = partyOf(one, reader);
    return { ...party, email: party.email ?? address, confirm, forInformation };
  });
}

function partyOf(of: ElementNode, reader: ElementReader): ReceivedParty {
  if (reader.child(of, 'Amministrazione')) return bodyOf(of, reader);
  const company = reader.text(of, 'Denominazione');
  const person = reader.child(of, 'Persona');
  const nothing = { taxCode: null, ipaCode: null, aooCode: null, office: null };
  const email = reader.text(of, 'IndirizzoTelematico');
  if (company !== null) return { kind: 'COMPANY', name: company, familyName: null, email, ...nothing };
  return {
    kind: 'PERSON',
    name: reader.text(person, 'Nome') ?? reader.text(person, 'Denominazione') ?? '',
    familyName: reader.text(person, 'Cognome'),
    email,
    ...nothing,
    taxCode: reader.text(person, 'CodiceFiscale'),
  };
}

function filesWithin(of: ElementNode | undefined, reader: ElementReader, depth: number): ReceivedFile[] {
  if (depth > DEEPEST) return [];
  return [
    ...reader.children(of, 'Documento').map((one) => fileOf(one, reader)),
    ...reader.children(of, 'Fascicolo').flatMap((one) => filesWithin(one, reader, depth + 1)),
  ];
}

function fileOf(of: ElementNode, reader: ElementReader): ReceivedFile {
  return {
    fileName: anyAttribute(of, 'nome') ?? '',
    mediaType: anyAttribute(of, 'tipoMIME'),
    description: reader.text(of, 'TitoloDocumento') ?? reader.text(of, 'Oggetto'),
    fingerprint: readFingerprint(reader.child(of, 'Impronta')),
  };
}
