import { element, writeXml, type XmlElement } from '@libro-firma/xml';
import type { AggregationKind, CaseFileType, Holder, Procedure } from '../../domain/case-files/case-file';

/** A public body by its codes in the national index (IPA), as Allegato 5 names it. */
export interface IndexedOffice {
  readonly bodyName: string;
  readonly bodyCode: string;
  readonly aooName: string;
  readonly aooCode: string;
  readonly office: { readonly name: string; readonly code: string } | null;
  readonly address: string;
}

export interface IndexedDocument {
  /** Of paper and objects the annex has a word of its own. */
  readonly kind: 'DocumentoAmministrativoInformatico' | 'DocumentoAmministrativoAnalogico';
  /** How it is quoted: register, year and number. */
  readonly code: string;
  readonly segnatura: string;
  /** Null of paper, which has none. */
  readonly sha256: string | null;
}

export interface AggregationFacts {
  readonly kind: AggregationKind;
  readonly code: string;
  readonly type: CaseFileType | null;
  readonly owner: IndexedOffice;
  readonly participants: readonly { readonly name: string; readonly ipaCode?: string }[];
  readonly holder: Holder | null;
  readonly responsible: {
    readonly givenName: string;
    readonly familyName: string;
    readonly taxCode: string;
  } | null;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly classification: { readonly code: string; readonly title: string };
  readonly progressive: number;
  readonly subject: string;
  readonly procedure: Procedure | null;
  readonly documents: readonly IndexedDocument[];
  readonly place: string | null;
  readonly parent: { readonly kind: AggregationKind; readonly code: string } | null;
  readonly retentionYears: number | null;
  readonly note: string | null;
}

const KINDS: Record<AggregationKind, string> = {
  CASE_FILE: 'Fascicolo',
  DOCUMENT_SERIES: 'Serie Documentale',
  CASE_FILE_SERIES: 'Serie Di Fascicoli',
};
const TYPES: Record<CaseFileType, string> = {
  AFFAIR: 'affare',
  ACTIVITY: 'attività',
  PERSON: 'persona fisica',
  LEGAL_PERSON: 'persona giuridica',
  PROCEDURE: 'procedimento amministrativo',
};
const PHASES: Record<Procedure['phases'][number]['phase'], string> = {
  PREPARATORY: 'Preparatoria',
  INQUIRY: 'Istruttoria',
  CONSULTATIVE: 'Consultiva',
  DECISION: 'Decisoria o deliberativa',
  EFFECTIVENESS: 'Integrazione dell’efficacia',
};

/**
 * The metadata of a case file or series. AgID publishes the structure in the text of the annex; the order of the elements
 * and the types of subjects are those of the schema of the administrative document, which shares them.
 *
 * @standard AgID, Linee guida on electronic documents, Allegato 5: metadata of the aggregazione documentale informatica
 */
export function aggregationXml(facts: AggregationFacts): string {
  return writeXml(
    element('AggregazioneDocumentaliInformatiche', {}, [
      idOf('IdAgg', facts),
      ...optional('TipologiaFascicolo', facts.type && TYPES[facts.type]),
      element('Soggetti', {}, subjectsOf(facts)),
      ...assignmentOf(facts),
      element('DataApertura', {}, facts.openedOn),
      element('Classificazione', {}, [
        element('IndiceDiClassificazione', {}, facts.classification.code),
        element('Descrizione', {}, facts.classification.title),
      ]),
      element('Progressivo', {}, String(facts.progressive)),
      element('ChiaveDescrittiva', {}, [element('Oggetto', {}, facts.subject)]),
      ...optional('DataChiusura', facts.closedOn),
      ...procedureOf(facts.procedure),
      element('IndiceDocumenti', {}, facts.documents.map(documentOf)),
      ...optional('PosizioneFisicaAggregazioneDocumentale', facts.place),
      ...(facts.parent ? [idOf('IdAggPrimario', facts.parent)] : []),
      ...optional('TempoDiConservazione', facts.retentionYears && String(facts.retentionYears)),
      ...optional('Note', facts.note),
    ]),
  );
}

function idOf(name: string, { kind, code }: { kind: AggregationKind; code: string }): XmlElement {
  return element(name, {}, [
    element('TipoAggregazione', {}, KINDS[kind]),
    element('IdAggregazione', {}, code),
  ]);
}

function subjectsOf({ owner, participants, holder, responsible }: AggregationFacts): XmlElement[] {
  return [
    roleOf('AmministrazioneTitolare', 'Amministrazione Titolare', [pai(owner)]),
    ...participants.map(({ name, ipaCode }) =>
      roleOf('AmministrazionePartecipante', 'Amministrazione Partecipante', [
        ipaCode === undefined
          ? element('PG', {}, [element('DenominazioneOrganizzazione', {}, name)])
          : element('PAI', {}, [indexed('IPAAmm', name, ipaCode)]),
      ]),
    ),
    ...(holder ? [holderOf(holder)] : []),
    ...(responsible
      ? [
          roleOf('RUP', 'RUP', [
            element('RUP', {}, [
              element('Cognome', {}, responsible.familyName),
              element('Nome', {}, responsible.givenName),
              element('CodiceFiscale', {}, responsible.taxCode),
              ...officeElements(owner),
            ]),
          ]),
        ]
      : []),
  ];
}

function holderOf({ name, taxCode = '' }: Holder): XmlElement {
  // Eleven digits are those of a legal person; a person has sixteen characters.
  if (/^\d{11}$/.test(taxCode))
    return roleOf('SoggettoIntestatarioPersonaGiuridica', 'Soggetto Intestatario Persona Giuridica', [
      element('PG', {}, [
        element('DenominazioneOrganizzazione', {}, name),
        element('CodiceFiscale_PartitaIva', {}, taxCode),
      ]),
    ]);
  const [familyName = name, ...givenNames] = name.split(' ');
  return roleOf('SoggettoIntestatarioPersonaFisica', 'Soggetto Intestatario Persona Fisica', [
    element('PF', {}, [
      element('Cognome', {}, familyName),
      element('Nome', {}, givenNames.join(' ')),
      ...optional('CodiceFiscale', taxCode === '' ? null : taxCode),
    ]),
  ]);
}

function roleOf(name: string, role: string, content: readonly XmlElement[]): XmlElement {
  return element('Ruolo', {}, [element(name, {}, [element('TipoRuolo', {}, role), ...content])]);
}

function pai(owner: IndexedOffice): XmlElement {
  return element('PAI', {}, officeElements(owner));
}

function officeElements(owner: IndexedOffice): XmlElement[] {
  return [
    indexed('IPAAmm', owner.bodyName, owner.bodyCode),
    indexed('IPAAOO', owner.aooName, owner.aooCode),
    ...(owner.office ? [indexed('IPAUOR', owner.office.name, owner.office.code)] : []),
    element('IndirizziDigitaliDiRiferimento', {}, owner.address),
  ];
}

function indexed(name: string, words: string, code: string): XmlElement {
  return element(name, {}, [element('Denominazione', {}, words), element('CodiceIPA', {}, code)]);
}

function assignmentOf({ owner, openedOn, closedOn }: AggregationFacts): XmlElement[] {
  if (!owner.office) return [];
  return [
    element('Assegnazione', {}, [
      element('TipoAssegnazione', {}, 'Per competenza'),
      element('SoggettoAssegn', {}, [element('AS', {}, officeElements(owner))]),
      element('DataInizioAssegnazione', {}, openedOn),
      ...optional('DataFineAssegnazione', closedOn),
    ]),
  ];
}

function procedureOf(procedure: Procedure | null): XmlElement[] {
  if (!procedure) return [];
  const { subject, code, catalogue, phases } = procedure;
  return [
    element('ProcedimentoAmministrativo', {}, [
      element('MateriaArgomentoStruttura', {}, subject),
      element('Procedimento', {}, code),
      ...optional('CatalogoProcedimenti', catalogue ?? null),
      element(
        'Fasi',
        {},
        phases.map(({ phase, from, to }) =>
          element('Fase', {}, [
            element('TipoFase', {}, PHASES[phase]),
            element('DataInizioFase', {}, from),
            ...optional('DataFineFase', to ?? null),
          ]),
        ),
      ),
    ]),
  ];
}

function documentOf({ kind, code, segnatura, sha256 }: IndexedDocument): XmlElement {
  return element('TipoDocumento', {}, [
    element('TipoDocumento', {}, kind),
    element('IdDoc', {}, [
      ...(sha256 === null
        ? []
        : [
            element('ImprontaCrittograficaDelDocumento', {}, [
              element('Impronta', {}, Buffer.from(sha256, 'hex').toString('base64')),
              element('Algoritmo', {}, 'SHA-256'),
            ]),
          ]),
      element('Identificativo', {}, code),
      element('Segnatura', {}, segnatura),
    ]),
  ]);
}

function optional(name: string, value: string | null | 0): XmlElement[] {
  return value === null || value === 0 || value === '' ? [] : [element(name, {}, value)];
}
