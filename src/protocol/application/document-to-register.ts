import type { RegisterCommand } from '../domain/registration';
import type { FilesGiven } from './gather-files';

type Stated = Omit<
  RegisterCommand,
  'key' | 'aooId' | 'files' | 'operatorId' | 'officeId' | 'emergency' | 'isOpen'
>;

/** A document at the desk of a protocol operator, who has uploaded its files, holds it in the hand, or takes an arrival. */
export interface DocumentToRegister extends Stated, FilesGiven {
  /** Likely doubles that the operator was shown, and went past. */
  readonly duplicatesSeen: readonly string[];
  /** Kind of document, in the AOO's own words. */
  readonly documentType?: string;
  /** ASK: what is certainly there already, and was not seen, is refused before a number is taken. */
  readonly onDuplicates: 'ASK' | 'GO_ON';
}
