/**
 * What a certification must leave open for a change to be permitted (ISO 32000-2 table 257): nothing at all, filling in
 * and signing (level 2), annotating (level 3). `NEVER`: no level permits it.
 */
export type Leave = 'ALWAYS' | 'FORMS' | 'ANNOTATIONS' | 'NEVER';

interface ChangeRule {
  readonly needs: Leave;
  /** Whether a page looks different, unless the change itself says otherwise. */
  readonly isVisible: boolean;
  readonly rule: string;
}

const MDP = 'ISO 32000-2 §12.8.2.2, table 257';
const always = (rule: string): ChangeRule => ({ needs: 'ALWAYS', isVisible: false, rule });
const forms = (isVisible: boolean): ChangeRule => ({ needs: 'FORMS', isVisible, rule: `${MDP}, P 2` });
const annotations = (isVisible: boolean): ChangeRule => ({
  needs: 'ANNOTATIONS',
  isVisible,
  rule: `${MDP}, P 3`,
});
const never = (isVisible: boolean, rule = MDP): ChangeRule => ({ needs: 'NEVER', isVisible, rule });

/** Every change that can be told, and by which rule it is permitted or not. */
export const CHANGE_RULES = {
  END_OF_LINE: always('ISO 32000-1 §7.5.5'),
  REWRITTEN_WITHOUT_CHANGE: always('ISO 32000-1 §7.5.6'),
  METADATA_CHANGED: always('ISO 32000-1 §14.3'),
  VERSION_CHANGED: always('ISO 32000-1 §7.2.2'),
  EXTENSIONS_CHANGED: always('ISO 32000-1 §7.12'),
  VALIDATION_DATA_ADDED: always('ETSI EN 319 142-1 §5.4.2'),
  DOCUMENT_TIMESTAMP_ADDED: always('ETSI EN 319 142-1 §5.4.3'),
  FORM_RESOURCES_CHANGED: always('ISO 32000-1 §12.7.2'),
  STRUCTURE_EXTENDED: always('ISO 32000-1 §14.7'),
  SIGNATURE_ADDED: forms(false),
  FORM_FILLED: forms(true),
  FIELD_MADE_READ_ONLY: forms(false),
  ANNOTATION_ADDED: annotations(true),
  ANNOTATION_CHANGED: annotations(true),
  ANNOTATION_REMOVED: annotations(true),
  WIDGET_REMOVED: annotations(true),
  APPEARANCE_CHANGED: annotations(true),
  TAB_ORDER_CHANGED: annotations(false),
  ANNOTATION_MAY_HIDE_CONTENT: never(true),
  CERTIFICATION_ADDED: never(false, 'ISO 32000-2 §12.8.2.2.1'),
  APPEARANCE_USED_ELSEWHERE: never(false),
  SIGNATURE_CHANGED: never(false, 'ISO 32000-2 §12.8.1'),
  SIGNATURE_REMOVED: never(true, 'ISO 32000-2 §12.8.1'),
  VALIDATION_DATA_REMOVED: never(false, 'ETSI EN 319 142-1 §5.4.2'),
  EXTENSIONS_REMOVED: never(false, 'ISO 32000-1 §7.12'),
  PERMISSIONS_CHANGED: never(false, 'ISO 32000-2 §12.8.6'),
  FIELD_ADDED: never(true),
  FIELD_REMOVED: never(true),
  FIELD_CHANGED: never(true),
  FORM_CHANGED: never(true),
  FORM_REMOVED: never(true),
  XFA_CHANGED: never(true),
  PAGE_ADDED: never(true),
  PAGE_REMOVED: never(true),
  PAGE_MOVED: never(true),
  PAGE_CONTENT_CHANGED: never(true),
  PAGE_CHANGED: never(false),
  STRUCTURE_CHANGED: never(false, 'ISO 32000-1 §14.7'),
  OPTIONAL_CONTENT_CHANGED: never(true, 'ISO 32000-1 §8.11'),
  ACTION_CHANGED: never(true, 'ISO 32000-1 §12.6'),
  EMBEDDED_FILES_CHANGED: never(false, 'ISO 32000-1 §7.11.4'),
  NAVIGATION_CHANGED: never(false),
  CATALOG_CHANGED: never(false),
  ENCRYPTION_CHANGED: never(true, 'ISO 32000-1 §7.6'),
  OBJECTS_OUTSIDE_INDEX: never(false, 'ISO 32000-1 §7.5.4'),
  INDEX_WITH_TWO_VIEWS: never(true, 'ISO 32000-1 §7.5.8.4'),
  INDEX_DAMAGED: never(true, 'ISO 32000-1 §7.5.6'),
  BYTES_AFTER_THE_END: never(false, 'ISO 32000-1 §7.5.5'),
} as const satisfies Readonly<Record<string, ChangeRule>>;

export type ChangeKind = keyof typeof CHANGE_RULES;

/** One thing that a later revision did, before anyone asks whether it might. */
export interface Change {
  readonly kind: ChangeKind;
  readonly isVisible: boolean;
  /** Full name of the form field concerned. */
  readonly field?: string;
  /** The field was there before: a lock can speak of it. */
  readonly isOldField?: boolean;
  /** Page concerned, from 1. */
  readonly page?: number;
}

type Place = Partial<Pick<Change, 'field' | 'isOldField' | 'page' | 'isVisible'>>;

const MAX_CHANGES = 500;

/** Collects changes, each once. */
export class ChangeLog {
  private readonly found = new Map<string, Change>();

  add(kind: ChangeKind, place: Place = {}): void {
    if (this.found.size >= MAX_CHANGES && CHANGE_RULES[kind].needs !== 'NEVER') return;
    const change: Change = { kind, isVisible: CHANGE_RULES[kind].isVisible, ...place };
    this.found.set(`${kind} ${place.field ?? ''} ${place.page ?? ''} ${change.isVisible}`, change);
  }

  get changes(): readonly Change[] {
    return [...this.found.values()];
  }
}
