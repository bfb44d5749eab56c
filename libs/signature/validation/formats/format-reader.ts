import type { Refusal, Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import type { ActiveCode } from '../facts/active-code';
import type { ChangingField } from '../facts/office-fields';
import type { GatheredFacts } from '../facts/signature-facts';
import type { EvidenceRecordReport, FileConclusion, FileFormat } from '../report/validation-report';
import type { DetachedContent } from '../validation-options';

/** A file to be read for its signatures. */
export interface ReadingSubject {
  readonly source: ByteSource;
  /** Name without folder; undefined for bytes that have none. */
  readonly name: string | undefined;
  readonly contents: readonly DetachedContent[];
}

/** A document that was inside another, such as what a p7m carries. */
export interface InnerDocument {
  readonly name: string | undefined;
  readonly source: ByteSource;
}

/** What a reader found. It judges nothing but its own format. */
export interface Reading {
  readonly format: FileFormat;
  readonly signatures: readonly GatheredFacts[];
  /** Documents carried inside, to be read in their turn. */
  readonly inner?: readonly InnerDocument[];
  /** Files of a container that no signature covers. */
  readonly uncovered?: readonly string[];
  /** Evidence records that stand beside the signatures. */
  readonly evidenceRecords?: readonly EvidenceRecordReport[];
  /** Of a PDF; what is inside other formats is looked at by itself. */
  readonly activeCode?: readonly ActiveCode[];
  /** Of the documents inside; found after the reading. */
  readonly changingFields?: readonly ChangingField[];
  /** For formats that have conclusions of their own, such as trusted lists. */
  readonly conclusion?: FileConclusion;
  /** Why the file could not be read, where the format concludes so itself. */
  readonly problem?: Pick<Refusal, 'code' | 'text'>;
}

export type FormatName = 'pdf' | 'cms' | 'xml' | 'zip';

/**
 * Reads one format. A refusal means that the file claims to be of this format and cannot be read as such; it becomes
 * FORMAT_ERROR under `format`.
 */
export interface FormatReader {
  /** What a file of this kind is called when it cannot be read. */
  readonly format: FileFormat;
  read(subject: ReadingSubject): Promise<Result<Reading>>;
}
