import { Injectable } from '@nestjs/common';
import { accept, isRefused, newId, refuse, type Result } from '@libro-firma/kernel';
import { type DescribedDocument, Documents } from '../../documents';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { isAnnulled } from '../domain/annulment';
import { annulmentRefusals } from '../domain/annulment.refusals';
import { protocolRefusals } from '../domain/protocol.refusals';
import { BESIDE_DOUBLES, REGISTRATION_STREAM } from '../domain/registration-committed';
import type { Medium, RegisterCommand, RegisteredFile, RegisteredNumber } from '../domain/registration';
import { InspectIntake } from './inspect-intake';
import { Registrations } from './registrations';
import { Register } from './register.use-case';

export interface PaperGiven {
  readonly medium: Exclude<Medium, 'DIGITAL'>;
  readonly description?: string;
  readonly sheets?: number;
  readonly place: string;
}

interface FileGiven {
  readonly documentId: string;
  readonly description?: string;
  /** The hash that the sender announced. */
  readonly sha256?: string;
}

export type AnnexGiven = FileGiven | PaperGiven;

type Stated = Omit<
  RegisterCommand,
  'key' | 'aooId' | 'files' | 'operatorId' | 'officeId' | 'emergency' | 'isOpen'
>;

/** A document at the desk of a protocol operator, who has uploaded its files or holds it in the hand. */
export interface DocumentToRegister extends Stated {
  readonly documentId?: string;
  readonly sha256?: string;
  readonly paper?: PaperGiven;
  readonly annexes: readonly AnnexGiven[];
  /** Likely doubles that the operator was shown, and went past. */
  readonly duplicatesSeen: readonly string[];
}

/** Registers what stands at the desk of a protocol operator: incoming, outgoing or internal, files or paper. */
@Injectable()
export class RegisterDocument {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly documents: Documents,
    private readonly intake: InspectIntake,
    private readonly register: Register,
    private readonly registrations: Registrations,
  ) {}

  /** `clientKey`: the client's own idempotency key; a repeat after a crash gets the number that the first try got. */
  async execute(
    actor: Actor,
    document: DocumentToRegister,
    clientKey: string | null,
  ): Promise<Result<RegisteredNumber>> {
    const { documentId, sha256, paper, annexes, duplicatesSeen, ...stated } = document;
    const main = paper ?? (documentId === undefined ? null : { documentId, ...(sha256 && { sha256 }) });
    if (!main) return refuse(protocolRefusals.FILE_MISSING());
    const files = await this.filesOf(actor, [main, ...annexes]);
    if (!files.ok) return files;
    if (stated.againOf !== undefined && !(await this.mayBeAgain(actor, stated.againOf)))
      return refuse(annulmentRefusals.AGAIN_NOT_ANNULLED());
    const outcome = await this.register.execute(actor, {
      ...stated,
      key: `desk:${actor.personId ?? ''}:${clientKey ?? newId()}`,
      aooId: actor.aooId,
      files: files.value,
      operatorId: actor.personId,
      officeId: actor.officeIds[0] ?? null,
    });
    if (!isRefused(outcome) && duplicatesSeen.length > 0)
      await this.noteDoubles(actor, outcome.value.registrationId, duplicatesSeen);
    return outcome;
  }

  private async filesOf(
    actor: Actor,
    given: readonly AnnexGiven[],
  ): Promise<Result<readonly RegisteredFile[]>> {
    const ids = given.flatMap((file) => ('documentId' in file ? [file.documentId] : []));
    const described = await this.database.transaction(actor, () => this.documents.describe(ids));
    const files: RegisteredFile[] = [];
    for (const [position, file] of given.entries()) {
      const role = position === 0 ? 'MAIN' : 'ANNEX';
      if (!('documentId' in file)) {
        files.push(paperFile(role, file));
        continue;
      }
      const document = described.get(file.documentId);
      if (!document || document.ownerId !== actor.personId)
        return refuse(protocolRefusals.DOCUMENT_NOT_FOUND());
      if (file.sha256 !== undefined && file.sha256 !== document.sha256)
        return refuse(protocolRefusals.HASH_NOT_AS_ANNOUNCED({ fileName: document.fileName }));
      const flags = await this.intake.flagsOf(document);
      files.push({
        ...fileOf(document, role),
        ...(file.description !== undefined && { description: file.description }),
        ...(flags.length > 0 && { flags }),
      });
    }
    return accept(files);
  }

  private async mayBeAgain(actor: Actor, annulledId: string): Promise<boolean> {
    const entry = await this.database.transaction(actor, () =>
      this.registrations.entryFor(actor, annulledId),
    );
    return entry !== null && isAnnulled(entry.annulments) && entry.againId === null;
  }

  /** The choice to register beside likely doubles is kept in the entry's own stream; once, also when it is asked again. */
  private async noteDoubles(
    actor: Actor,
    registrationId: string,
    duplicates: readonly string[],
  ): Promise<void> {
    await this.database.transaction(actor, async () => {
      const [noted] = await this.database.query(
        'SELECT 1 FROM journal_entry WHERE stream = $1 AND stream_id = $2 AND type = $3',
        [REGISTRATION_STREAM, registrationId, BESIDE_DOUBLES],
      );
      if (noted !== undefined) return;
      await this.journal.append(actor, {
        stream: REGISTRATION_STREAM,
        streamId: registrationId,
        type: BESIDE_DOUBLES,
        payload: { registrationId, duplicates: [...duplicates] },
      });
    });
  }
}

function fileOf(document: DescribedDocument, role: 'MAIN' | 'ANNEX'): RegisteredFile {
  return {
    role,
    fileName: document.fileName,
    mediaType: document.mediaType,
    size: document.size,
    sha256: document.sha256,
    documentVersionId: document.versionId,
    signed: document.signatures > 0,
  };
}

function paperFile(role: 'MAIN' | 'ANNEX', paper: PaperGiven): RegisteredFile {
  return {
    role,
    fileName: paper.description ?? (paper.medium === 'PAPER' ? 'Documento cartaceo' : 'Oggetto'),
    mediaType: '',
    size: 0,
    sha256: null,
    documentVersionId: null,
    signed: false,
    ...paper,
  };
}
