import { element, writeXml, type XmlElement } from '@libro-firma/xml';
import { ipaCode, writeParty, writeRecipient } from './write-party';
import type { Heading, Identifier, Mark, Segnatura, SegnaturaFile } from './segnatura';

export const SEGNATURA_NAMESPACE = 'http://www.agid.gov.it/protocollo/';
/** Version of the official schema; an attribute of every segnatura. */
export const SEGNATURA_VERSION = '3.0.0';

const NUMBER = /^[0-9]{7,}$/;
const REGISTER_CODE = /^[A-Za-z0-9_.-]{1,16}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}:\d{2}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** A value that the official schema has no place for; a segnatura that is not valid is never made. */
export class NotInTheSchema extends Error {
  constructor(readonly field: string) {
    super(`${field} has a form that the schema of the segnatura does not allow`);
    this.name = 'NotInTheSchema';
  }
}

/**
 * The XML of a segnatura, complete but for the seal (`ds:Signature`, the last child), which is made over it. The same
 * bytes each time for the same segnatura. Attributes are qualified, as the schema's `attributeFormDefault` demands, and
 * postal addresses are never written: the schema wants six digits for a postal code that has five.
 *
 * @standard AgID, Linee guida sul documento informatico, allegato 6 §2; segnatura_protocollo.xsd 3.0
 * @throws NotInTheSchema naming the first field whose form the schema refuses.
 */
export function writeSegnatura(segnatura: Segnatura): string {
  return writeXml(
    element(
      'prot:SegnaturaInformatica',
      { 'xmlns:prot': SEGNATURA_NAMESPACE, 'prot:versione': SEGNATURA_VERSION, 'prot:lang': 'it' },
      [
        heading('prot:Intestazione', segnatura.heading),
        segnatura.answers ? heading('prot:Riferimenti', segnatura.answers) : null,
        element('prot:Descrizione', {}, [
          element('prot:Mittente', {}, [writeParty(segnatura.sender)]),
          ...segnatura.recipients.map(writeRecipient),
          file('prot:DocumentoPrimario', segnatura.main),
          ...segnatura.annexes.map((annex) => file('prot:Allegato', annex)),
        ]),
      ],
    ),
  );
}

function heading(name: string, of: Heading): XmlElement {
  return element(name, {}, [
    writeIdentifier('prot:Identificatore', of.identifier),
    of.firstRegistration ? writeIdentifier('prot:PrimaRegistrazione', of.firstRegistration) : null,
    element('prot:Oggetto', {}, of.subject),
    element('prot:Classifica', {}, [
      element('prot:Denominazione', {}, of.classification.title),
      element('prot:CodiceFlat', {}, of.classification.code),
    ]),
    of.caseFile
      ? element('prot:Fascicolo', {}, [
          element('prot:Denominazione', {}, of.caseFile.title),
          element('prot:CodiceFascicolo', {}, of.caseFile.code),
        ])
      : null,
    of.reserved ? element('prot:Riservato', { 'prot:note': of.reserved.note }, 'true') : null,
  ]);
}

export function writeIdentifier(name: string, of: Identifier): XmlElement {
  return element(name, {}, [
    ipaCode('prot:CodiceAmministrazione', of.body),
    ipaCode('prot:CodiceAOO', of.aoo),
    element('prot:CodiceRegistro', {}, inForm('registerCode', of.registerCode, REGISTER_CODE)),
    element('prot:NumeroRegistrazione', {}, inForm('number', of.number, NUMBER)),
    element('prot:DataRegistrazione', {}, inForm('date', of.date, DATE)),
    of.time === undefined ? null : element('prot:OraRegistrazione', {}, inForm('time', of.time, TIME)),
  ]);
}

function file(name: string, of: SegnaturaFile): XmlElement {
  const impronta = Buffer.from(inForm('sha256', of.sha256, SHA256), 'hex').toString('base64');
  return element(name, { 'prot:nomeFile': of.fileName, 'prot:mimeType': of.mediaType }, [
    of.description === undefined ? null : element('prot:Descrizione', {}, of.description),
    element('prot:Impronta', { 'prot:algoritmo': 'SHA-256' }, impronta),
    mark('prot:firmatoDigitalmente', of.signed),
    mark('prot:sigillatoElettronicamente', of.sealed),
    mark('prot:marcaturaTemporale', of.timestamped),
  ]);
}

function mark(name: string, of: Mark | undefined): XmlElement | null {
  if (of === undefined || of.length === 0) return null;
  if (of === 'WITHIN') return element(name, {}, [element('prot:UnDetached', {}, 'true')]);
  return element(
    name,
    {},
    of.map(({ fileName, mediaType }, index) =>
      element(
        'prot:Detached',
        { 'prot:nomeFile': fileName, 'prot:mimeType': mediaType, 'prot:order': String(index + 1) },
        'true',
      ),
    ),
  );
}

function inForm(field: string, value: string, form: RegExp): string {
  if (!form.test(value)) throw new NotInTheSchema(field);
  return value;
}
