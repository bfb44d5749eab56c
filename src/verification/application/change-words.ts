import type { Text } from '@libro-firma/kernel';
import type { ChangeKind } from '@libro-firma/signature';

/** What was done to the file after a signature, in words (ISO 32000-2 §12.8.2.2 decides which of it is admitted). */
export const CHANGE_WORDS: Readonly<Record<ChangeKind, Text>> = {
  END_OF_LINE: { it: 'Aggiunto un fine riga in fondo al file', en: 'An end of line was added at the end' },
  REWRITTEN_WITHOUT_CHANGE: { it: 'Riscritto senza cambiare nulla', en: 'Rewritten without any change' },
  METADATA_CHANGED: { it: 'Cambiati titolo o altri dati descrittivi', en: 'Title or other metadata changed' },
  VERSION_CHANGED: { it: 'Cambiata la versione del formato', en: 'The version of the format changed' },
  EXTENSIONS_CHANGED: {
    it: 'Cambiato l’elenco delle estensioni del formato',
    en: 'The list of format extensions changed',
  },
  VALIDATION_DATA_ADDED: {
    it: 'Aggiunti dati per la verifica nel tempo',
    en: 'Data for later verification were added',
  },
  DOCUMENT_TIMESTAMP_ADDED: { it: 'Aggiunta una marca temporale', en: 'A timestamp was added' },
  FORM_RESOURCES_CHANGED: { it: 'Cambiate le risorse dei moduli', en: 'Resources of forms changed' },
  STRUCTURE_EXTENDED: {
    it: 'Estesa la struttura per l’accessibilità',
    en: 'The structure for accessibility was extended',
  },
  SIGNATURE_ADDED: { it: 'Aggiunta un’altra firma', en: 'Another signature was added' },
  FORM_FILLED: { it: 'Compilato un campo del modulo', en: 'A field of the form was filled in' },
  FIELD_MADE_READ_ONLY: { it: 'Bloccato un campo del modulo', en: 'A field of the form was locked' },
  ANNOTATION_ADDED: { it: 'Aggiunta un’annotazione', en: 'An annotation was added' },
  ANNOTATION_CHANGED: { it: 'Cambiata un’annotazione', en: 'An annotation was changed' },
  ANNOTATION_REMOVED: { it: 'Tolta un’annotazione', en: 'An annotation was removed' },
  WIDGET_REMOVED: { it: 'Tolto un riquadro del modulo', en: 'A box of the form was removed' },
  APPEARANCE_CHANGED: {
    it: 'Cambiato l’aspetto di un campo o di un’annotazione',
    en: 'The appearance of a field or annotation changed',
  },
  APPEARANCE_USED_ELSEWHERE: {
    it: 'Sostituito l’aspetto di un campo che il documento usa anche altrove',
    en: 'The appearance of a field that the document uses elsewhere too was replaced',
  },
  TAB_ORDER_CHANGED: { it: 'Cambiato l’ordine dei campi', en: 'The order of the fields changed' },
  ANNOTATION_MAY_HIDE_CONTENT: {
    it: 'Aggiunto qualcosa che può coprire il testo firmato',
    en: 'Something was added that may hide signed text',
  },
  CERTIFICATION_ADDED: {
    it: 'Aggiunta una certificazione dopo la firma',
    en: 'A certification was added after the signature',
  },
  SIGNATURE_CHANGED: { it: 'Cambiata un’altra firma', en: 'Another signature was changed' },
  SIGNATURE_REMOVED: { it: 'Tolta un’altra firma', en: 'Another signature was removed' },
  VALIDATION_DATA_REMOVED: {
    it: 'Tolti dati per la verifica nel tempo',
    en: 'Data for later verification were removed',
  },
  EXTENSIONS_REMOVED: { it: 'Tolte estensioni del formato', en: 'Format extensions were removed' },
  PERMISSIONS_CHANGED: {
    it: 'Cambiati i permessi fissati da chi ha certificato',
    en: 'Permissions set by the certification changed',
  },
  FIELD_ADDED: { it: 'Aggiunto un campo al modulo', en: 'A field was added to the form' },
  FIELD_REMOVED: { it: 'Tolto un campo dal modulo', en: 'A field was removed from the form' },
  FIELD_CHANGED: { it: 'Cambiato un campo del modulo', en: 'A field of the form was changed' },
  FORM_CHANGED: { it: 'Cambiato il modulo', en: 'The form was changed' },
  FORM_REMOVED: { it: 'Tolto il modulo', en: 'The form was removed' },
  XFA_CHANGED: { it: 'Cambiato il modulo dinamico (XFA)', en: 'The dynamic form (XFA) changed' },
  PAGE_ADDED: { it: 'Aggiunta una pagina', en: 'A page was added' },
  PAGE_REMOVED: { it: 'Tolta una pagina', en: 'A page was removed' },
  PAGE_MOVED: { it: 'Spostata una pagina', en: 'A page was moved' },
  PAGE_CONTENT_CHANGED: { it: 'Cambiato il contenuto di una pagina', en: 'The content of a page changed' },
  PAGE_CHANGED: { it: 'Cambiate le proprietà di una pagina', en: 'Properties of a page changed' },
  STRUCTURE_CHANGED: {
    it: 'Cambiata la struttura per l’accessibilità',
    en: 'The structure for accessibility changed',
  },
  OPTIONAL_CONTENT_CHANGED: {
    it: 'Cambiato quali livelli si vedono',
    en: 'Which layers are visible changed',
  },
  ACTION_CHANGED: {
    it: 'Aggiunte o cambiate azioni automatiche',
    en: 'Automatic actions were added or changed',
  },
  EMBEDDED_FILES_CHANGED: { it: 'Cambiati i file allegati al PDF', en: 'Files embedded in the PDF changed' },
  NAVIGATION_CHANGED: {
    it: 'Cambiati indice, collegamenti o numerazione delle pagine',
    en: 'Outline, links or page numbering changed',
  },
  CATALOG_CHANGED: {
    it: 'Cambiate impostazioni generali del file',
    en: 'General settings of the file changed',
  },
  ENCRYPTION_CHANGED: { it: 'Cambiata la cifratura', en: 'The encryption changed' },
  OBJECTS_OUTSIDE_INDEX: {
    it: 'Aggiunti dati che l’indice del file non nomina',
    en: 'Data were added that the index of the file does not name',
  },
  INDEX_WITH_TWO_VIEWS: {
    it: 'L’indice aggiunto mostra due contenuti diversi a programmi diversi',
    en: 'The added index shows two different contents to different programs',
  },
  INDEX_DAMAGED: { it: 'L’indice aggiunto è danneggiato', en: 'The added index is damaged' },
  BYTES_AFTER_THE_END: { it: 'Dati dopo la fine del file', en: 'Data after the end of the file' },
};
